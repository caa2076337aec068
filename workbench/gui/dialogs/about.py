"""Which program this is, which version, and what it is built on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench import __version__, paths

_ICON_SIZE = 64


def show_about(window: QWidget) -> QMessageBox:
    """Open the box without blocking, and return it."""
    title = QCoreApplication.translate("MainWindow", "About")
    text = QCoreApplication.translate(
        "MainWindow",
        "Train language models on your own computer, and watch them learn.\n\n"
        "Built on PyTorch, Qt for Python, pyqtgraph and Hugging Face tokenizers. No telemetry.",
    )
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, f"{paths.APP_NAME} {__version__}", parent=window)
    box.setInformativeText(text)
    box.setIconPixmap(window.windowIcon().pixmap(_ICON_SIZE, _ICON_SIZE))
    box.open()
    return box
