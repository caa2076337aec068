"""From a clean checkout to the bundle: an environment of its own, PyInstaller, what can be pruned, the check."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from product import ROOT, product

BUILD = ROOT / "build"
DIST = ROOT / "dist"
_STRIPPED = ("torch/lib/libtorch_cpu.so", "torch/lib/libtorch_python.so", "torch/bin/torch_shm_manager")
"""Where symbols that nobody looks up take a fifth of the space. (Some libraries of numpy do not survive it.)"""


def freeze() -> Path:
    """Build the bundle and return its folder."""
    about, work = product(), BUILD / "bundle"
    python = environment()
    run(python, ROOT / "packaging" / "bundle" / "icons.py", BUILD / "icons")
    run(python, ROOT / "packaging" / "bundle" / "licences.py", BUILD / "licences.txt")
    work.mkdir(parents=True, exist_ok=True)
    for kind in ("app.ico", "app.icns"):
        shutil.copy(BUILD / "icons" / kind, work / kind)
    if sys.platform == "win32":
        from windows.version import version_resource

        (work / "version.txt").write_text(version_resource(about), encoding="utf-8")
    spec = ROOT / "packaging" / "bundle" / "lm-workbench.spec"
    options = ("--noconfirm", "--log-level", "WARN", "--distpath", BUILD / "dist", "--workpath", work)
    changed = dict(os.environ, WORKBENCH_BUNDLE_WORK=str(work), PYTHONHASHSEED="0", QT_QPA_PLATFORM="offscreen")
    run(python, "-m", "PyInstaller", *options, spec, env=changed)
    bundle = BUILD / "dist" / about.id
    if sys.platform.startswith("linux"):
        for name in _STRIPPED:
            run("strip", "--strip-unneeded", bundle / "_internal" / name)
    run(python, ROOT / "packaging" / "bundle" / "bytecode.py", bundle)
    run(python, ROOT / "packaging" / "bundle" / "check.py", bundle)
    return bundle


def environment() -> Path:
    """The Python of an environment that holds what the bundle is made of, and no more."""
    folder = BUILD / "venv"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = folder / ".installed"
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    if not python.exists():
        run(sys.executable, "-m", "venv", folder)
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", f"{ROOT}[build]")
    stamp.write_text(wanted)
    return python


def run(*command: object, **options: object) -> None:
    """Run a program; a failure ends the build, and what it does is told as it begins."""
    words = [str(word) for word in command]
    print("+", " ".join(Path(word).name if os.sep in word else word for word in words), flush=True)
    subprocess.run(words, check=True, **options)  # type: ignore[call-overload]


def newest_change() -> int:
    """Seconds since 1970 of the newest commit, so that archives made twice from it are the same to the byte."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    found = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return int(found.stdout) if found.returncode == 0 and found.stdout.strip() else int(time.time())
