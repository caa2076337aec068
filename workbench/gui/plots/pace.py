"""Live drawing that leaves the processor to the training."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SHARE = 0.015
"""Part of the time that may go into drawing: what a window takes from two cores, the training loses."""
SHORTEST_MS = 100
_PAINT_FACTOR = 2.0
"""Painting, which Qt does later, costs about as much as preparing it."""


class PacedDrawing(QObject):
    """Calls ``draw`` soon after a request, and the more seldom the longer it takes.

    The first request is drawn at once. Nothing requested is ever left undrawn.
    """

    def __init__(self, draw: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._wanted = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._draw_if_wanted)

    def request(self) -> None:
        """There is something new to draw."""
        self._wanted = True
        if not self._timer.isActive():
            self._draw_if_wanted()

    def _draw_if_wanted(self) -> None:
        if not self._wanted:
            return
        self._wanted = False
        started = time.thread_time()
        self._draw()
        cost = _PAINT_FACTOR * (time.thread_time() - started)
        self._timer.start(max(SHORTEST_MS, round(1000 * cost / SHARE)))
