"""How the window looks and which language it speaks: two menus, and what a choice in them does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from workbench.gui import theme
from workbench.gui.i18n import language_name, languages
from workbench.gui.settings import WindowSettings

MESSAGE_MS = 8_000

Choice = tuple[str, str, str]
"""(what is chosen, its text in a menu, its tooltip)."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("appearance", text)


def scheme_menu(window: QMainWindow, settings: WindowSettings) -> QMenu:
    """Light, dark or like the system; a choice shows at once."""

    def choose(scheme: theme.Scheme) -> None:
        settings.scheme = scheme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply_theme(app, scheme)

    choices = [
        ("system", _tr("Like the &system"), _tr("Light or dark as the system is set.")),
        ("light", _tr("&Light"), _tr("Always light.")),
        ("dark", _tr("&Dark"), _tr("Always dark.")),
    ]
    return _menu(window, "scheme", _tr("&Colours"), choices, settings.scheme, choose)


def language_menu(window: QMainWindow, settings: WindowSettings) -> QMenu:
    """Each language by its own name; a choice is for the next start."""

    def choose(language: str) -> None:
        settings.language = language
        window.statusBar().showMessage(_tr("The window changes its language at its next start."), MESSAGE_MS)

    tip = _tr("From the next start on.")
    choices = [("system", _tr("Like the &system"), tip), *((code, language_name(code), tip) for code in languages())]
    return _menu(window, "language", _tr("&Language"), choices, settings.language, choose)


def _menu(
    window: QMainWindow, name: str, title: str, choices: list[Choice], current: str, chosen: Callable[[Any], None]
) -> QMenu:
    """A menu of which one entry is in force; ``name`` is that of its group of actions."""
    menu = QMenu(title, window)
    menu.setToolTipsVisible(True)
    group = QActionGroup(window)
    group.setObjectName(name)
    for value, text, tip in choices:
        action = QAction(text, group)
        action.setObjectName(f"action.{name}.{value}")
        action.setCheckable(True)
        action.setChecked(value == current)
        action.setData(value)
        action.setToolTip(tip)
        menu.addAction(action)
    group.triggered.connect(lambda action: chosen(action.data()))
    return menu
