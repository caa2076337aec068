"""The first size of a window: what it is made for, or what the screen has room for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(4, 40)
"""What the borders and the title bar take beside a window's own size."""
LEAST = QSize(900, 420)
"""A 1920x1080 screen at 200 %, with a task bar, has this much; with less (as where no screen is) nothing is fitted."""


def fitted(size: QSize, available: QSize) -> QSize:
    """``size``, or as much of it as stands on a screen with that much room, with the window's frame around it."""
    room = available - FRAME
    return size.boundedTo(room) if room == room.expandedTo(LEAST) else size


def fit_to_screen(window: QWidget, size: QSize, smallest: QSize) -> None:
    """Give a new window its ``size``, and the ``smallest`` that it can be made, as far as its screen has room."""
    available = window.screen().availableGeometry().size()
    window.setMinimumSize(fitted(smallest, available))
    window.resize(fitted(size, available))
