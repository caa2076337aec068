"""Windows on screens that are smaller than they would be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from tests.windows import CLOSE_IT, OPEN_A_WINDOW
from workbench.gui.fitting import fitted

ROOT = Path(__file__).resolve().parents[2]
WANTED = QSize(1280, 800)

SIZES = """
from PySide6.QtWidgets import QDockWidget, QTabBar
window.dialogs.show_workshop()
window.dialogs.show_help()
window.dialogs.show_cleaning()
screen = window.screen().availableGeometry()
opened = (window, window.dialogs._workshop, window.dialogs._help, window.dialogs._cleaning)
while not all(each.isVisible() for each in opened):
    app.processEvents()
for each in opened:
    print(each.width() < screen.width() and each.height() < screen.height() - 30)
tabs = [bar.tabText(place) for bar in window.findChildren(QTabBar) for place in range(bar.count())]
playground = window.findChild(QDockWidget, "dock.playground")
print("Model" in tabs, window.dockWidgetArea(playground).name, window.width(), window.height(), sep=",")
print(window.minimumSizeHint().boundedTo(window.size()) == window.minimumSizeHint())
"""


@pytest.mark.parametrize(
    ("available", "size"),
    [
        ((1920, 1040), (1280, 800)),
        ((1366, 728), (1280, 688)),
        ((1024, 600), (1020, 560)),
        ((960, 500), (956, 460)),
        ((1200, 1900), (1196, 800)),
        ((800, 800), (1280, 800)),
    ],
)
def test_that_a_window_is_as_large_as_it_should_be_or_as_its_screen_has_room_for(
    available: tuple[int, int], size: tuple[int, int]
) -> None:
    assert fitted(WANTED, QSize(*available)) == QSize(*size)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1920, 1080, "False,BottomDockWidgetArea,1280,800"),
        (1366, 728, "True,BottomDockWidgetArea,1280,688"),
        (960, 500, "True,RightDockWidgetArea,956,460"),
        (904, 460, "True,RightDockWidgetArea,900,420"),
    ],
)
def test_that_no_window_is_larger_than_the_screen(width: int, height: int, expected: str, tmp_path: Path) -> None:
    screen = {"name": "small", "x": 0, "y": 0, "width": width, "height": height}
    (tmp_path / "screen.json").write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "dpr": 1}]}))
    known = {**os.environ, "WORKBENCH_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    known["QT_QPA_PLATFORM"] = "offscreen:configfile=screen.json"
    command = [sys.executable, "-c", OPEN_A_WINDOW + SIZES + CLOSE_IT]
    done = subprocess.run(command, env=known, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True"] * 4 + [expected, "True"]
