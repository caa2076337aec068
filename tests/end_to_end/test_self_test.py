"""The program tries itself, as installers and people do with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def self_test(home: Path, **more: str) -> tuple[int, dict[str, object]]:
    known = {**os.environ, "WORKBENCH_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **more}
    done = subprocess.run([sys.executable, "-m", "workbench", "self-test"], env=known, capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def test_that_all_of_it_works_and_the_users_runs_are_left_alone(tmp_path: Path) -> None:
    code, report = self_test(tmp_path / "home")
    assert (code, report["ok"], report["steps"]) == (0, True, 60), report
    assert not (tmp_path / "home" / "runs").exists()


def test_that_an_engine_that_cannot_start_is_told_at_once(tmp_path: Path) -> None:
    broken = tmp_path / "torch"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('a library is missing')")
    path = os.pathsep.join(filter(None, (str(tmp_path), str(Path.cwd()), os.environ.get("PYTHONPATH"))))
    code, report = self_test(tmp_path / "home", PYTHONPATH=path)
    assert (code, report["ok"]) == (1, False)
    assert "a library is missing" in str(report["error"])
