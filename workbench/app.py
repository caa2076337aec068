"""The composition root of the desktop application: hooks, application, window."""

from __future__ import annotations

import locale
import logging
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from workbench import __version__, paths
from workbench.failures import describe_failure
from workbench.gui import theme
from workbench.gui.icons import app_icon
from workbench.gui.interpreter import kept_quick
from workbench.gui.opening import make_window, show_window
from workbench.gui.settings import WindowSettings

logger = logging.getLogger(__name__)


def run(path: Path | None = None) -> int:
    """Open the window, on a file or folder if given, and return the process's exit code."""
    started = time.perf_counter()
    app = make_application()
    settings = WindowSettings()
    window, later = make_window(app, settings)
    hooks = ExceptionHooks()
    hooks.caught.connect(window.dialogs.show_failure)
    if isinstance(app, Application):
        app.file_wanted.connect(window.open_file)
    with kept_quick(app, window):
        show_window(window, later)
        logger.info("The window was shown after %.0f ms.", 1000 * (time.perf_counter() - started))
        if path is not None:
            window.open_file(path)
        code = app.exec()
    hooks.uninstall()
    return code


def self_test() -> dict[str, Any]:
    """Open the window, train, generate and save; the report says ``ok`` only if all of it worked."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from workbench.gui.self_test import run_self_test

    return run_self_test(make_application())


def make_application() -> QApplication:
    """The QApplication with its name, icon and number format."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setDesktopFileName(paths.APP_ID)  # the icon under Wayland comes from this name
    app = Application([*sys.argv[:1], "-style", theme.STYLE])
    app.setProperty(theme.MADE_WITH_STYLE, True)
    app.setApplicationName(paths.APP_NAME)
    app.setApplicationVersion(__version__)
    app.setWindowIcon(app_icon())
    locale.setlocale(locale.LC_NUMERIC, "C")  # QApplication set it to the user's; C code parses numbers with it
    qInstallMessageHandler(_log_qt_message)
    return app


class Application(QApplication):
    """Tells which file macOS wants opened: there a double click is an event, to a program that may run already."""

    file_wanted = Signal(Path)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


class ExceptionHooks(QObject):
    """Brings exceptions that nobody caught, from any thread, to the log and the error dialog."""

    caught = Signal(object)
    """A JobFailed that describes the exception; delivered in the GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        sys.excepthook = self._main_thread
        threading.excepthook = self._other_thread

    def uninstall(self) -> None:
        """Put Python's own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _main_thread(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._report(error)

    def _other_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._report(arguments.exc_value)

    def _report(self, error: BaseException) -> None:
        logger.error("Not caught:\n%s", "".join(traceback.format_exception(error)))
        self.caught.emit(describe_failure(error))


_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
