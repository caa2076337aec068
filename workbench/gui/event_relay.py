"""From a job's thread to the window: a queue, a timer, and one signal for everything that came meanwhile.

A Qt signal for each training step floods the event loop (8,000 quick steps froze the window for
more than ten seconds); a queue that is drained twenty times a second does not.
"""

from __future__ import annotations

from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.events import Event

INTERVAL_MS = 50


class EventRelay(QObject):
    """Collects events from any thread and hands them on, in order, in the thread it was made in."""

    received = Signal(list)
    """Every event since the last time, oldest first; never an empty list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Event] = SimpleQueue()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.drain)

    def put(self, event: Event) -> None:
        """Add an event; returns at once and may be called from any thread."""
        self._queue.put(event)

    def start(self) -> None:
        """Begin to hand events on."""
        self._timer.start()

    def stop(self) -> None:
        """Hand on what is left, and end."""
        self._timer.stop()
        self.drain()

    def drain(self) -> None:
        """Hand on what has come so far, and not what comes while it is handled."""
        events: list[Event] = []
        for _ in range(self._queue.qsize()):
            try:
                events.append(self._queue.get_nowait())
            except Empty:
                break
        if events:
            self.received.emit(events)
