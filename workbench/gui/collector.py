"""Python's cyclic collector, run by the window's own thread alone.

It usually runs in whichever thread happens to allocate. Collected in a job's thread, what is left of a closed
dialog takes its widgets down beside the thread that may be drawing them: the process dies, seldom and anywhere.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 250
"""What came meanwhile is gone through in one turn of the event loop: the sooner, the less it is."""


class Collector(QObject):
    """While it runs, nothing else collects; reference counting goes on as ever."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect)

    def hold(self) -> None:
        """From now on nothing collects: what the imports of the engine make stays, and there is a lot of it."""
        gc.disable()

    def start(self) -> None:
        """Take the work over. What is there now stays for good: to go through all of it takes a third of a second."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """What the collector would have done by now: the oldest generation that is due, and the younger ones."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))
