"""Work that nobody sees yet, done piece by piece in later turns of the event loop, so that none takes long."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 10
"""Between two pieces: what has come meanwhile, a click or a frame, goes first."""


class InTurns(QObject):
    """Calls one piece after the other, each in a turn of its own, while ``parent`` lives."""

    def __init__(self, pieces: Iterable[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = list(pieces)
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    @property
    def over(self) -> bool:
        """Whether all is done."""
        return not self._pieces

    def add(self, piece: Callable[[], object]) -> None:
        """One more piece, after the others; at once where they are over."""
        if self.over:
            piece()
        else:
            self._pieces.append(piece)

    def finish(self) -> None:
        """Do what is left at once."""
        while self._pieces:
            self._next()

    def drop(self) -> None:
        """Leave the rest undone."""
        self._pieces.clear()
        self._timer.stop()

    def _next(self) -> None:
        self._pieces.pop(0)()
        if not self._pieces:
            self._timer.stop()
