"""Measuring an experiment before Start, in the real window by real clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.windows import close_window, open_window, part
from workbench.config.check import check
from workbench.gui.main_window import MainWindow

LONG_MS = 60_000


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    opened = open_window(qtbot)
    opened.document.replace(
        check(
            {
                "data": {"source": "sample:markov", "sample_characters": 20_000},
                "model": {"architecture": "gpt", "layers": 1, "heads": 2, "width": 32},
                "schedule": {"warmup_steps": 2},
                "training": {"steps": 50, "batch_size": 4, "context_length": 16},
                "runtime": {"device": "cpu", "threads": 1},
            }
        )
    )
    yield opened
    close_window(opened)


def shown(window: MainWindow, name: str) -> str | None:
    """A readout's text, or None while it is hidden."""
    label = part(window, QLabel, f"model.{name}")
    return label.text() if label.isVisible() else None


def test_that_memory_speed_and_time_are_shown_until_the_experiment_changes(window: MainWindow, qtbot: QtBot) -> None:
    button = part(window, QToolButton, "model.measure")
    assert shown(window, "measured_memory") is None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Cancel"
    qtbot.waitUntil(lambda: shown(window, "measured_time") is not None, timeout=LONG_MS)
    assert "MB" in (shown(window, "measured_memory") or "")
    assert "tokens/s" in (shown(window, "measured_speed") or "")
    qtbot.waitUntil(lambda: button.text() == "Measure", timeout=LONG_MS)
    assert shown(window, "measuring") is None
    steps = part(window, QWidget, "training.steps")
    steps.setFocus()
    qtbot.keyClick(steps, Qt.Key.Key_Up)
    assert shown(window, "measured_memory") is None


def test_that_a_second_click_ends_the_measurement_without_a_result(window: MainWindow, qtbot: QtBot) -> None:
    button = part(window, QToolButton, "model.measure")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.text() == "Measure", timeout=LONG_MS)
    assert shown(window, "measured_memory") is None


def test_that_a_start_ends_the_measurement_and_none_begins_while_a_run_trains(window: MainWindow, qtbot: QtBot) -> None:
    button = part(window, QToolButton, "model.measure")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    window.actions_["start"].trigger()
    qtbot.waitUntil(lambda: button.text() == "Measure" and not button.isEnabled(), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not window.training.busy, timeout=LONG_MS)
    assert button.isEnabled()
    assert shown(window, "measured_memory") is None
