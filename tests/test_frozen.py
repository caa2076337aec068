"""How the installed program behaves as a process: it stands in for Python, and keeps its libraries to itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import frozen

FROZEN = "import sys; sys.frozen = True; from workbench.__main__ import main; main()"
"""A program that believes to be installed; its first argument is what an executable's would be."""


def play(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Start the program as if it were frozen."""
    known = {**os.environ, **more}
    return subprocess.run([sys.executable, "-c", FROZEN, *arguments], capture_output=True, text=True, env=known)


def test_that_code_modules_and_scripts_run_as_python_would_run_them(tmp_path: Path) -> None:
    script = tmp_path / "say.py"
    script.write_text("import sys; print(__name__, sys.argv[1:])")
    assert play("-c", "import sys; print(__name__, sys.argv)", "a").stdout == "__main__ ['-c', 'a']\n"
    assert play("-u", "-B", str(script), "b", "c").stdout == "__main__ ['b', 'c']\n"
    assert play("-m", "json.tool", "--help").stdout.startswith("usage:")


def test_that_the_exit_code_of_what_was_run_is_given_on() -> None:
    assert play("-c", "import sys; sys.exit(7)").returncode == 7


def test_that_the_command_line_is_still_the_command_line() -> None:
    said = play("--help")
    assert said.returncode == 0
    assert "train" in said.stdout


def test_that_children_are_made_by_the_program_of_the_command_line() -> None:
    code = "import os, sys, multiprocessing.spawn as s; print(sys.executable, os.fsdecode(s.get_executable()))"
    own, spawned = play("-c", code).stdout.split()
    assert own == spawned == str(Path(sys.executable).with_name("workbench"))


SPAWN = """
import multiprocessing

if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(target=print, args=("from a child", ), kwargs={"flush": True})
    child.start()
    child.join()
    print("ended with", child.exitcode)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a shell script")
def test_that_a_child_process_does_its_work_and_starts_no_second_program(tmp_path: Path) -> None:
    script, program = tmp_path / "script.py", tmp_path / "workbench"
    script.write_text(SPAWN)
    begun = tmp_path / "begun"
    code = FROZEN.replace("sys.frozen = True", f"sys.frozen = True; sys.executable = {str(tmp_path / 'window')!r}")
    program.write_text(f'#!/bin/sh\necho "$1" >> {begun}\nexec {sys.executable} -c "{code}" "$@"\n')
    program.chmod(0o755)
    done = subprocess.run([program, script], capture_output=True, text=True, timeout=60)
    assert done.stdout == "from a child\nended with 0\n", done.stderr
    started = begun.read_text().split()
    assert started[0] == str(script)
    assert "--multiprocessing-fork" in started
    assert not {"", "train"} & set(started)


def test_that_no_driver_of_a_graphics_card_is_needed_unless_one_is_asked_for() -> None:
    names = ("QT_XCB_GL_INTEGRATION", "QT_WAYLAND_DISABLE_HW_INTEGRATION", "QT_OPENGL")
    code = f"""import sys; sys.frozen = True; sys.argv = ["workbench"]; import os; from workbench import frozen
frozen.begin(); print(*(os.environ[name] for name in {names}))"""

    def told(**given: str) -> str:
        bare = {name: value for name, value in os.environ.items() if name not in names}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**bare, **given})
        return done.stdout

    assert told() == "none 1 software\n"
    assert told(QT_XCB_GL_INTEGRATION="xcb_egl") == "xcb_egl 1 software\n"


@pytest.mark.parametrize(("before", "after"), [("/opt/lib", "/opt/lib"), (None, None)])
def test_that_other_programs_get_the_library_path_of_before(before: str | None, after: str | None) -> None:
    given = {"LD_LIBRARY_PATH": "/bundle/_internal"} | ({"LD_LIBRARY_PATH_ORIG": before} if before else {})
    assert play("-c", "import os; print(os.environ.get('LD_LIBRARY_PATH'))", **given).stdout == f"{after}\n"


def test_that_missing_streams_can_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    frozen.give_streams()
    with sys.stdout, sys.stderr:
        assert sys.stdout.write("nobody reads this") == 17
        assert sys.stderr.write("nor this") == 8


@pytest.mark.skipif(sys.platform == "win32", reason="closes the streams as a shell does")
def test_that_a_program_without_streams_runs_what_writes_to_them(tmp_path: Path) -> None:
    code = "import sys; print('to nobody', file=sys.stdout); sys.stderr.write('nor this'); sys.exit(5)"
    closed = 'exec "$0" "$@" >&- 2>&-'
    for arguments, exit_code in ((("-c", code), 5), (("--version",), 0), (("runs",), 0), (("no-such-command",), 2)):
        command = ["sh", "-c", closed, sys.executable, "-c", FROZEN, *arguments]
        assert subprocess.run(command, capture_output=True).returncode == exit_code


def test_that_a_source_checkout_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sys.executable
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/lib")
    frozen.begin()
    assert (sys.executable, os.environ["LD_LIBRARY_PATH"]) == (before, "/opt/lib")
