"""When a window has been painted for the first time: what may wait until then, waits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

PAUSE_MS = 30
"""After the first paint: what the user does first is answered before what has waited begins."""
LONGEST_MS = 2_000
"""A window that opens minimised is not painted: nothing waits longer than this."""


class FirstPaint(QObject):
    """Watches a window that is being shown, and tells once."""

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        """``window`` must have been shown, or be in its first `showEvent`."""
        super().__init__(window)
        self._told = False
        self._handle = window.windowHandle()
        self._handle.installEventFilter(self)
        QTimer.singleShot(LONGEST_MS, self, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Expose, QEvent.Type.Paint):
            self._handle.removeEventFilter(self)
            QTimer.singleShot(PAUSE_MS, self, self._tell)  # all is painted while this very event is handled
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self.done.emit()
            self.deleteLater()
