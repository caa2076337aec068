"""What the product is called and which version it is: read from where that is written, once, for every installer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Product:
    """The facts that every installer states."""

    id: str
    """For file names and menus: ``lm-workbench``."""
    reverse_id: str
    """For AppStream, Flatpak and macOS."""
    name: str
    version: str
    summary: str
    licence: str
    glibc: str
    """The oldest C library of Linux that the bundle runs with."""


def product() -> Product:
    """Read from pyproject.toml and workbench/__init__.py."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    source = (ROOT / "workbench" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    assert found, "workbench/__init__.py names no version"
    ours = project["tool"]["lm-workbench"]
    return Product(
        id=project["project"]["name"],
        reverse_id=ours["reverse-id"],
        name=ours["name"],
        version=found[1],
        summary=project["project"]["description"].rstrip("."),
        licence=ours["licence"],
        glibc=ours["glibc"],
    )
