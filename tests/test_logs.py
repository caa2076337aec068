"""One log for terminal and window."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "workbench"
PROGRAM = """
import faulthandler, logging, sys
from workbench.logs import start_logging
{before}
start_logging()
logging.getLogger("here").info("only in the file")
logging.getLogger("here").warning("in both")
{after}
"""


def run(home: Path, before: str = "", after: str = "") -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(before=before, after=after)
    environment = os.environ | {"WORKBENCH_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
        env=environment,
        check=False,
    )


def test_that_everything_is_in_the_file_and_warnings_are_on_stderr(home: Path) -> None:
    told = run(home)
    log = (home / "logs" / "workbench.log").read_text(encoding="utf-8")
    assert "only in the file" in log
    assert "in both" in log
    assert told.stderr == "WARNING: in both\n"
    assert told.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shows a dialog instead")
def test_that_a_crash_of_native_code_leaves_its_stack(home: Path) -> None:
    assert run(home, after="import os, signal; os.kill(os.getpid(), signal.SIGSEGV)").returncode != 0
    assert "Segmentation fault" in (home / "logs" / "crash.log").read_text(encoding="utf-8")


def test_that_a_program_without_streams_or_without_a_place_for_the_log_runs_on(home: Path) -> None:
    assert run(home, before="sys.stderr = sys.stdout = None").returncode == 0
    (home / "logs" / "workbench.log").unlink()
    (home / "logs" / "crash.log").unlink()
    (home / "logs").rmdir()
    (home / "logs").write_text("in the way")
    told = run(home)
    assert told.returncode == 0
    assert "No log file" in told.stderr


def test_that_logging_is_set_up_in_one_place_and_started_at_one_door() -> None:
    setting_up, starting = set(), set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                if (
                    name in ("addHandler", "basicConfig", "dictConfig")
                    or ast.unparse(node.func) == "faulthandler.enable"
                ):
                    setting_up.add(file.name)
                if name == "start_logging":
                    starting.add(file.name)
    assert setting_up == {"logs.py"}
    assert starting == {"__main__.py"}
