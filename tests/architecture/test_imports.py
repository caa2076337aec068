"""The house stands: import contracts hold, and the engine lives without a window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "workbench"
WINDOW = ("workbench.gui", "workbench.app", "workbench.__main__")


def modules() -> list[str]:
    """The dotted names of every module of the program."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def run(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own, from the root of the project."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | variables
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=environment, check=False
    )


def test_that_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_that_every_module_but_the_window_imports_without_qt() -> None:
    names = [name for name in modules() if not name.startswith(WINDOW)]
    assert "workbench.cli" in names
    code = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "pyqtgraph", "shiboken6"):
            raise ImportError(f"{name} is not for this room")

sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""
    result = run(code, *names)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("workbench.cli", ("torch", "PySide6", "numpy")),
        ("workbench.config.presets", ("torch", "PySide6", "numpy")),
        ("workbench.jobs.prepare", ("torch", "PySide6")),
        ("workbench.runs.workspace", ("torch", "PySide6", "numpy")),
        ("workbench.models.sizing", ("torch", "PySide6")),
        ("workbench.gui.main_window", ("torch", "numpy", "pyqtgraph")),
        ("workbench.app", ("torch", "numpy", "pyqtgraph")),
    ],
)
def test_that_a_module_does_not_bring_in_what_is_slow(module: str, absent: tuple[str, ...]) -> None:
    code = "import importlib, sys; importlib.import_module(sys.argv[1]); print(*sys.modules)"
    result = run(code, module)
    assert result.returncode == 0, result.stderr
    assert not set(absent) & set(result.stdout.split())


def test_that_the_window_is_on_screen_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    code = """
import sys
from workbench.terminal.doors import Doors, enter

def window(path):
    from workbench.app import make_application
    from workbench.gui.main_window import MainWindow
    app, shown = make_application(), MainWindow()
    shown.show()
    print(*sys.modules)
    shown.close()
    return 0

sys.exit(enter(Doors(window, dict), []))
"""
    result = run(code, WORKBENCH_HOME=str(tmp_path))
    assert result.returncode == 0, result.stderr
    loaded = set(result.stdout.split())
    assert "workbench.gui.main_window" in loaded
    slow = {"torch", "numpy", "pyqtgraph", "tokenizers", "typer", "rich", "yaml", "sqlite3", "multiprocessing"}
    assert not slow & loaded
    assert "importlib.metadata" not in loaded  # with it, pydantic would have made validators


@pytest.mark.parametrize(("spare", "expected"), [("", "read"), ("spare_sources()", "spared")])
def test_that_pyside_reads_no_source_of_what_is_imported_after_it(spare: str, expected: str) -> None:
    code = f"""
import linecache
from workbench.gui.quick_imports import spare_sources
{spare}
import http.server
print("read" if any("http" in name for name in linecache.cache) else "spared")
"""
    result = run(code)
    assert result.stdout.split() == [expected], result.stderr


def test_that_every_package_folder_is_a_package() -> None:
    folders = {file.parent for file in PACKAGE.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
