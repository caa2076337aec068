"""What Windows is given, as far as it can be tried on another system."""

from __future__ import annotations

import ast
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest


def test_that_the_installer_compiles_without_a_warning(bundle: Path, work: Path, out: Path) -> None:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed here")
    from product import product
    from windows import nsis

    for name in ("lm-workbench", "workbench"):
        (bundle / name).rename(bundle / f"{name}.exe")
    made = nsis.build(bundle, product(), out, work)
    assert made.name == f"lm-workbench-{product().version}-windows-setup.exe"
    assert made.read_bytes().startswith(b"MZ")


def test_that_the_version_resource_is_python_and_has_four_numbers() -> None:
    from product import product
    from windows.version import version_resource

    tree = ast.parse(version_resource(product()))
    numbers = [
        ast.literal_eval(item.value)
        for item in ast.walk(tree)
        if isinstance(item, ast.keyword) and item.arg == "filevers"
    ]
    assert numbers == [(*map(int, product().version.split(".")), 0)]


def test_that_the_manifest_asks_for_no_administrator_and_for_sharp_letters(scripts: Path) -> None:
    tree = ElementTree.parse(scripts / "windows" / "app.manifest")
    levels = [item.get("level") for item in tree.iter() if item.tag.endswith("requestedExecutionLevel")]
    awareness = [item.text for item in tree.iter() if item.tag.endswith("dpiAwareness")]
    assert (levels, awareness) == (["asInvoker"], ["PerMonitorV2"])
