"""“Measure settings anew” in the Run menu, by real clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.windows import close_window, open_window
from workbench.config.experiment import Experiment
from workbench.gui.main_window import MainWindow
from workbench.training.trial_answers import add_answer, answers_file, count_answered


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


def remember(*experiments: str) -> None:
    for experiment in experiments:
        add_answer(answers_file(), experiment, "bf16", {"taken": True, "why": "speed", "gain": 1.5})


def opened(qtbot: QtBot, window: MainWindow) -> QMenu:
    """The Run menu, open, with what is remembered counted."""
    bar = window.menuBar()
    run = bar.actions()[1].menu()
    assert isinstance(run, QMenu)
    with qtbot.waitSignal(window.dialogs.trials._slot.ended):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(bar.actions()[1]).center())
    qtbot.waitUntil(run.isVisible)
    return run


def test_that_what_trials_found_is_forgotten_by_a_click_and_told(qtbot: QtBot, window: MainWindow) -> None:
    remember("one", "two")
    menu, action = opened(qtbot, window), window.actions_["measure_anew"]
    assert action.isEnabled()
    assert "Forget which settings trials found fastest" in action.toolTip()
    with qtbot.waitSignal(window.dialogs.trials._slot.ended):
        qtbot.keyClick(menu, Qt.Key.Key_M)
    assert count_answered(answers_file()) == 0
    assert "(experiments: 2)" in window.statusBar().currentMessage()
    assert not action.isEnabled()


def test_that_it_is_off_and_says_why_where_nothing_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    menu, action = opened(qtbot, window), window.actions_["measure_anew"]
    assert not action.isEnabled()
    assert action.toolTip().startswith("Nothing is remembered")
    menu.close()


def test_that_it_is_off_and_says_why_while_a_run_trains(
    qtbot: QtBot, window: MainWindow, tiny: Callable[..., Experiment]
) -> None:
    remember("one")
    settled = {"precision": "fp32", "compile": "off", "products": "default", "attention": "flash"}
    window.document.replace(tiny(training={"steps": 1_000_000}, runtime=settled))  # so that it needs no trial
    opened(qtbot, window).close()
    action = window.actions_["measure_anew"]
    assert action.isEnabled()
    window.start()
    qtbot.waitUntil(lambda: window.training.state == "training", timeout=60_000)
    assert not action.isEnabled()
    assert action.toolTip().startswith("A run is training")
    with qtbot.waitSignal(window.training.ended, timeout=60_000):
        window.training.stop()
    assert action.isEnabled()
    assert count_answered(answers_file()) == 1
