"""Real windows for the tests: opened as a person opens them, closed without a question, and their parts by name."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from workbench.gui.main_window import MainWindow
from workbench.gui.workshop.window import WorkshopWindow

OPEN_A_WINDOW = """
from workbench.app import make_application
from workbench.gui.main_window import MainWindow

app = make_application()
window = MainWindow()
ready = []
window.engine_ready.connect(lambda: ready.append(True))
window.show()
while not ready or window.dialogs._loader.busy:
    app.processEvents()
"""
"""For a process of its own: `app`, and a shown `window` whose engine has started and whose dialogs are loaded."""
CLOSE_IT = """
window.dialogs._cleaning.close()
window.document.discard_draft()
window.close()
"""
"""The end of such a process, in which the dialog of cleaning was opened."""


@contextmanager
def collecting_afterwards() -> Iterator[None]:
    """Python's collector waits until a test is over, and works in this thread: see workbench/gui/collector.py."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()  # what is left stays for the session (torch, Qt): the next collection need not look at it again


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


def open_workshop(qtbot: QtBot, window: MainWindow) -> WorkshopWindow:
    """The data workshop of this window, as its menu opens it."""
    window.actions_["workshop"].trigger()
    workshop = part(window, WorkshopWindow, "workshop_window")
    qtbot.waitUntil(workshop.isVisible)
    return workshop


def part(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The one part of that kind and object name."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def all_widgets() -> list[QWidget]:
    """Every widget there is. A collection meanwhile would delete widgets while Qt lists them, and crash."""
    assert not gc.isenabled()
    return QApplication.allWidgets()


def on_screen(name: str) -> list[QWidget]:
    """The widgets of that object name that can be seen."""
    return [item for item in all_widgets() if item.objectName() == name and item.isVisible()]


def choose_in_menu(qtbot: QtBot, button: QAbstractButton, name: str) -> None:
    """Click a button that opens a menu, then the entry of that object name."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    [menu] = [item for item in button.findChildren(QMenu) if item.isVisible()]
    [action] = [item for item in menu.actions() if item.objectName() == name]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
