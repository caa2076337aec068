"""A step of cleaning is dragged with the mouse on a real display, where there is one to be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="the platform without a screen has no drag and drop")
def test_that_the_mouse_drags_a_step_on_a_real_display(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("One  Two\n", encoding="utf-8")
    found = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-m", "tests.gui.dragging", str(file)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "WORKBENCH_HOME": str(tmp_path / "home"), "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "Could not load the Qt platform plugin" in found.stderr:
        pytest.skip("Qt finds not all libraries of X here")
    assert found.returncode == 0, found.stderr
    assert found.stdout.splitlines()[-1] == "html,lowercase,unicode 2"
