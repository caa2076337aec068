"""What the tabs of the data workshop have in common: they ask the engine a moment after an edit, and only in view."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from workbench.gui.workshop.latest_job import LatestJob


class AskingTab(QWidget):
    """A tab that computes only while somebody looks at it; a subclass connects ``_timer`` to what it asks."""

    def __init__(self, delay_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = True
        self._timer = QTimer(self, singleShot=True, interval=delay_ms)
        self._job = LatestJob(self)

    def close_jobs(self, timeout_ms: int) -> None:
        """End what is being computed, for the window's end."""
        self._timer.stop()
        self._job.close(timeout_ms)

    def come_into_view(self) -> None:
        """Do what was put off while nobody looked."""
        if self._wanted:
            self._want(0)

    def go_out_of_view(self) -> None:
        """Compute nothing that nobody looks at."""
        self._wanted = self._wanted or self._job.busy
        self._timer.stop()
        self._job.cancel()

    def _want(self, delay_ms: int) -> None:
        """Ask after so many milliseconds, or once the tab comes into view."""
        self._wanted = True
        if self.isVisible():
            self._timer.start(delay_ms)
