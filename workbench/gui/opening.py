"""The main window as the program opens it: on screen as soon as it can be, and whole a moment later."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from workbench.gui import theme
from workbench.gui.first_paint import FirstPaint
from workbench.gui.forms.later import Later, made_later
from workbench.gui.i18n import install_translators
from workbench.gui.main_window import MainWindow
from workbench.gui.settings import WindowSettings


def make_window(app: QApplication, settings: WindowSettings) -> tuple[MainWindow, Later]:
    """The window in its theme and language, not shown yet, and what is to be made after it."""
    with theme.dressed_together(app), made_later() as later:
        theme.apply_theme(app, settings.scheme)
        install_translators(app, settings.language)
        window = MainWindow(settings)
    return window, later


def show_window(window: MainWindow, later: Later) -> None:
    """Show it; the rest is made once it has been painted."""
    window.show()
    FirstPaint(window).done.connect(lambda: later.make_rest(window))
