"""The installer of Windows, by NSIS: for one user, silent when asked, leaving runs alone."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from bundle.freeze import run
from product import Product

HERE = Path(__file__).resolve().parent


def build(bundle: Path, about: Product, out: Path, work: Path) -> Path:
    """``lm-workbench-VERSION-windows-setup.exe``."""
    target = out / f"{about.id}-{about.version}-windows-setup.exe"
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file()) // 1024
    numbers = re.findall(r"\d+", about.version)[:4]
    values = {
        "NAME": about.name,
        "ID": about.id,
        "VERSION": about.version,
        "VERSION4": ".".join(numbers + ["0"] * (4 - len(numbers))),
        "SUMMARY": about.summary,
        "PAYLOAD": bundle,
        "OUTPUT": target,
        "ICON": work / "icons" / "app.ico",
        "SIZE_KB": size,
    }
    dash = "/" if sys.platform == "win32" else "-"
    defines = [f"{dash}D{name}={value}" for name, value in values.items()]
    compiler = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    run(compiler, f"{dash}V2", f"{dash}WX", *defines, HERE / "installer.nsi")
    return target
