"""Real windows for the tests: opened as a person opens them, closed without a question, and their parts by name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.gui.main_window import MainWindow


def open_window(qtbot: QtBot) -> MainWindow:
    """The window, shown, with its engine started."""
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.engine_ready, timeout=60_000):
        window.show()
    return window


def close_window(window: MainWindow) -> None:
    """Stop what trains, drop unsaved changes, and close."""
    window.training.close(60_000)
    window.document.discard_draft()
    window.document.replace(window.document.experiment)
    window.close()


def part(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The one part of that kind and object name."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found
