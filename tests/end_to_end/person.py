"""Someone at the window: finds controls by their names, and uses mouse and keys only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.windows import choose_in_menu, on_screen
from workbench.gui.main_window import MainWindow

PATIENCE_MS = 60_000


class Person:
    """Drives one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def find(self, name: str) -> QWidget:
        """The control of that name. A person sees what is on the screen: hidden ones do not count."""
        found = on_screen(name)
        assert found, f"nothing called {name} is on the screen"
        return found[0]

    def text(self, name: str) -> str:
        """What a label or a text field says."""
        widget = self.find(name)
        for reader in ("toPlainText", "text", "currentText"):
            if hasattr(widget, reader):
                return str(getattr(widget, reader)())
        raise AssertionError(f"{name} says nothing")

    def click(self, name: str) -> None:
        """Press a button that can be pressed."""
        button = self.find(name)
        assert isinstance(button, QAbstractButton), name
        assert button.isEnabled(), f"{name} cannot be pressed now"
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_in_menu(self, name: str, entry: str) -> None:
        """Press a button that opens a menu, and choose an entry of it."""
        button = self.find(name)
        assert isinstance(button, QAbstractButton), name
        choose_in_menu(self._qtbot, button, entry)

    def enter(self, name: str, text: str) -> None:
        """Click into a field, replace what is there, and leave it."""
        field = self.find(name)
        self._qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        field.setFocus()
        field.selectAll()
        self._qtbot.keyClicks(field, text)

    def choose(self, name: str, value: str) -> None:
        """Pick an entry of a list by its data, with the arrow keys."""
        combo = self.find(name)
        assert isinstance(combo, QComboBox)
        combo.setFocus()
        self._qtbot.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentData() == value:
                return
            self._qtbot.keyClick(combo, Qt.Key.Key_Down)
        raise AssertionError(f"{name} does not offer {value}")

    def wait(self, until: Callable[[], bool]) -> None:
        """Look until something is so."""
        self._qtbot.waitUntil(until, timeout=PATIENCE_MS)

    def wait_for(self, name: str) -> None:
        """Look until a control is on the screen."""
        self.wait(lambda: bool(on_screen(name)))
