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


WATCH = """
import os, sys

def note(event, details):
    if event in ("socket.getaddrinfo", "socket.gethostbyname") or (
        event in ("socket.connect", "socket.sendto") and isinstance(details[1], tuple)
    ):
        with open(os.environ["CALLS"], "a") as file:
            print(event, details, file=file)

sys.addaudithook(note)
"""
"""What every Python process runs at its start: it notes each name looked up and each computer spoken to."""


def test_that_all_of_it_works_without_a_network_and_the_users_runs_are_left_alone(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    path = os.pathsep.join(filter(None, (str(tmp_path), str(Path.cwd()), os.environ.get("PYTHONPATH"))))
    asking = "import socket; socket.getaddrinfo('localhost', 80)"
    subprocess.run([sys.executable, "-c", asking], env={**os.environ, "PYTHONPATH": path, "CALLS": str(calls)})
    assert "localhost" in calls.read_text()
    calls.unlink()
    code, report = self_test(tmp_path / "home", PYTHONPATH=path, CALLS=str(calls))
    assert (code, report["ok"], report["steps"]) == (0, True, 60), report
    assert not calls.exists(), calls.read_text()
    assert not (tmp_path / "home" / "runs").exists()


def test_that_an_engine_that_cannot_start_is_told_at_once(tmp_path: Path) -> None:
    broken = tmp_path / "torch"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('a library is missing')")
    path = os.pathsep.join(filter(None, (str(tmp_path), str(Path.cwd()), os.environ.get("PYTHONPATH"))))
    code, report = self_test(tmp_path / "home", PYTHONPATH=path)
    assert (code, report["ok"]) == (1, False)
    assert "a library is missing" in str(report["error"])


def test_that_torch_before_the_window_is_a_fault(tmp_path: Path) -> None:
    early = tmp_path / "early"
    early.mkdir()
    (early / "sitecustomize.py").write_text("import torch")
    (early / "torch.py").write_text("")
    path = os.pathsep.join(filter(None, (str(early), str(Path.cwd()), os.environ.get("PYTHONPATH"))))
    code, report = self_test(tmp_path / "home", PYTHONPATH=path)
    assert (code, report["ok"]) == (1, False)
    assert report["error"] == "torch was imported before the window was painted"
