"""A package for Debian, Ubuntu and their relatives."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from pathlib import Path

from bundle.freeze import newest_change, run
from bundle.system_libraries import SYSTEM
from linux.tree import share
from product import Product

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def build(bundle: Path, about: Product, out: Path, work: Path) -> Path:
    """``lm-workbench_VERSION_ARCH.deb``."""
    architecture = _ARCHITECTURES[platform.machine()]
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    library = root / "usr" / "lib" / about.id
    shutil.copytree(bundle, library, symlinks=True)
    programs = root / "usr" / "bin"
    programs.mkdir(parents=True)
    for name in (about.id, "workbench"):
        (programs / name).symlink_to(f"../lib/{about.id}/{name}")
    share(root / "usr" / "share", about, work)
    _settle(root)
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(root, about, architecture, depends(about, work)), encoding="utf-8")
    (control / "md5sums").write_text(_sums(root), encoding="utf-8")
    target = out / f"{about.id}_{about.version}_{architecture}.deb"
    dated = dict(os.environ, SOURCE_DATE_EPOCH=str(newest_change()))
    run("dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", root, target, env=dated)
    return target


def depends(about: Product, work: Path) -> str:
    """What must be installed: the packages of the libraries that the bundle asks the system for."""
    needed = (work / "needed.txt").read_text(encoding="utf-8").split()
    packages = {SYSTEM[name] for name in needed} - {"libc6"}
    return ", ".join([f"libc6 (>= {about.glibc})", *sorted(packages)])


def _control(root: Path, about: Product, architecture: str, depends: str) -> str:
    size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file()) // 1024
    return (
        f"Package: {about.id}\n"
        f"Version: {about.version}\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {about.name} <{about.id}@localhost>\n"
        f"Installed-Size: {size}\n"
        f"Depends: {depends}\n"
        "Recommends: libwayland-client0, xdg-utils\n"
        "Section: science\n"
        "Priority: optional\n"
        f"Description: {about.summary}\n"
        " A desktop application: choose a text, a tokenizer, a neural network, an optimizer and a\n"
        " learning-rate schedule, press Start, watch loss and perplexity, and talk to the model.\n"
        " .\n"
        " Brings its own Python and PyTorch (for the processor) and works without a network.\n"
    )


def _settle(root: Path) -> None:
    """Plain permissions and one date, whoever built it and when."""
    date = newest_change()
    for place in root.rglob("*"):
        os.utime(place, (date, date), follow_symlinks=False)
        if not place.is_symlink():
            place.chmod(0o755 if place.is_dir() or place.stat().st_mode & 0o100 else 0o644)


def _sums(root: Path) -> str:
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    lines = []
    for file in files:
        if file.is_relative_to(root / "DEBIAN"):
            continue
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'md5').hexdigest()}  {file.relative_to(root)}\n")
    return "".join(lines)
