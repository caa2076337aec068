"""The window of the data workshop: its tabs are made when they are first seen, and never seen empty."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QTabBar, QTabWidget
from pytestqt.qtbot import QtBot

from tests.windows import CLOSE_IT, OPEN_A_WINDOW, close_window, open_window, open_workshop, part
from workbench.config.experiment import Experiment
from workbench.gui.in_turns import PAUSE_MS
from workbench.gui.main_window import MainWindow
from workbench.gui.workshop.window import WorkshopWindow

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(qtbot: QtBot, tiny: Callable[..., Experiment]) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    made.document.replace(tiny())
    yield made
    close_window(made)


@pytest.fixture
def workshop(window: MainWindow, qtbot: QtBot) -> WorkshopWindow:
    return open_workshop(qtbot, window)


def click_tab(qtbot: QtBot, workshop: WorkshopWindow, place: int) -> None:
    bar = part(workshop, QTabWidget, "workshop.tabs").tabBar()
    assert isinstance(bar, QTabBar)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())


def made(workshop: WorkshopWindow) -> list[bool]:
    return [page.made is not None for page in workshop._pages]


def test_that_a_workshop_asked_for_again_while_it_opens_opens_once(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["workshop"].trigger()
    window.actions_["workshop"].trigger()
    [workshop] = window.findChildren(WorkshopWindow)
    assert not workshop.isVisible()
    qtbot.waitUntil(workshop.isVisible)
    assert workshop.tokens.left.isVisible()


def test_that_a_workshop_that_is_just_being_opened_does_not_outlive_its_window(qtbot: QtBot) -> None:
    window = open_window(qtbot)
    window.actions_["workshop"].trigger()
    [workshop] = window.findChildren(WorkshopWindow)
    close_window(window)
    passed: list[bool] = []
    QTimer.singleShot(10 * PAUSE_MS, lambda: passed.append(True))
    qtbot.waitUntil(lambda: bool(passed))
    assert not workshop.isVisible()


def test_that_a_tab_is_made_when_it_is_first_seen(workshop: WorkshopWindow, qtbot: QtBot) -> None:
    assert made(workshop) == [True, False, False]
    click_tab(qtbot, workshop, 2)
    assert made(workshop) == [True, False, True]
    qtbot.waitUntil(lambda: workshop.batches.batch is not None, timeout=30_000)
    click_tab(qtbot, workshop, 1)
    assert made(workshop) == [True, True, True]
    qtbot.waitUntil(lambda: workshop.statistics.description is not None, timeout=30_000)
    first = workshop.batches
    click_tab(qtbot, workshop, 2)
    assert workshop.batches is first


def test_that_a_tab_fills_its_page_before_the_page_can_be_painted(workshop: WorkshopWindow, qtbot: QtBot) -> None:
    for place in (0, 1, 2):
        click_tab(qtbot, workshop, place)  # and no turn of the event loop after it
        tab = workshop._pages[place].made
        assert tab.isVisible()
        assert tab.mapTo(workshop._pages[place], QPoint(0, 0)) == QPoint(0, 0)
        assert tab.size() == workshop._pages[place].size()
        assert tab.width() > 600


def test_that_a_tab_that_is_made_later_looks_at_the_experiment_as_it_is_then(
    window: MainWindow, workshop: WorkshopWindow, qtbot: QtBot
) -> None:
    experiment = window.document.experiment
    window.document.edit("training", experiment.training.model_copy(update={"batch_size": 3, "context_length": 9}))
    click_tab(qtbot, workshop, 2)
    qtbot.waitUntil(lambda: workshop.batches.batch is not None, timeout=30_000)
    assert workshop.batches.batch.ids.shape == (3, 10)
    window.document.edit("training", experiment.training.model_copy(update={"batch_size": 2, "context_length": 9}))
    qtbot.waitUntil(lambda: workshop.batches.batch.ids.shape == (2, 10), timeout=30_000)


def test_that_a_workshop_that_was_never_shown_is_closed_with_the_window(window: MainWindow, qtbot: QtBot) -> None:
    other = WorkshopWindow(window.document, window)
    other.show_tab(1)
    other.close_jobs(20_000)
    assert made(other) == [False, False, False]


def test_that_what_dialogs_are_made_of_is_loaded_before_they_are_opened(tmp_path: Path) -> None:
    looking = """
import sys
before = set(sys.modules)
window.dialogs.show_workshop()
while not window.dialogs._workshop.isVisible():
    app.processEvents()
for place in (1, 2):
    window.dialogs._workshop.show_tab(place)
window.dialogs._workshop.statistics.made.finish()
window.dialogs.show_help()
window.dialogs.show_cleaning()
window.data._mixture.open()
window.data._source.choose_hub()
window.dialogs.show_update_check()
print(*(name for name in set(sys.modules) - before if name.startswith("workbench.gui")))
"""
    code = OPEN_A_WINDOW + looking + CLOSE_IT
    known = os.environ | {"QT_QPA_PLATFORM": "offscreen", "WORKBENCH_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
