"""JobThread: the one QThread of the program. It runs a job, and turns any exception into JobFailed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal

from workbench.control import JobControl
from workbench.events import Emit, JobDone
from workbench.failures import describe_failure
from workbench.gui.event_relay import EventRelay

logger = logging.getLogger(__name__)

Job = Callable[[Emit, JobControl], object]

STACK_BYTES = 64 * 1024 * 1024
"""Some systems give a thread half a megabyte, which deep automatic differentiation can exceed."""

QUIT_TIMEOUT_MS = 30_000

_alive: dict[int, JobThread] = {}
"""Threads that Qt still has. One whose Python half goes first, by whatever thread collects it, takes the process
down: while it runs, and also when Qt deletes it later."""


def _forget(key: int) -> None:
    """Let go of a thread that Qt has deleted, once its children are deleted too."""
    QTimer.singleShot(0, lambda: _alive.pop(key, None))


class JobThread(QThread):
    """Runs ``job(emit, control)`` in a thread of its own; use it once.

    What the job emits comes back in batches through `received`, in the thread that made this
    object. The last event is always JobDone or JobFailed, and `ended` follows it.
    """

    received = Signal(list)
    """Events since the last batch, oldest first."""

    ended = Signal()
    """The thread is over and every event has been handed on; Qt deletes this object next."""

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.control = JobControl()
        self._job: Job | None = job
        self._closed = False
        self._relay = EventRelay(self)
        self._relay.received.connect(self.received)
        self.setStackSize(STACK_BYTES)
        self.finished.connect(self._close, Qt.ConnectionType.QueuedConnection)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._on_quit)

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Begin the job."""
        _alive[id(self)] = self
        self.destroyed.connect(partial(_forget, id(self)))
        self._relay.start()
        super().start(priority)

    def run(self) -> None:
        """The body of the thread; called by Qt."""
        job, self._job = self._job, None
        if job is None:
            return
        try:
            job(self._relay.put, self.control)
        except BaseException as error:  # even SystemExit: a job must not end the window
            logger.exception("The job failed.")
            self._relay.put(describe_failure(error))
        else:
            self._relay.put(JobDone())

    def stop_and_wait(self, timeout_ms: int = QUIT_TIMEOUT_MS) -> bool:
        """Ask the job to stop and wait for it; False if it is still running after ``timeout_ms``.

        Every event is handed on before this returns True. For closing the window; while the
        person goes on working, call ``control.stop()`` and let `ended` come.
        """
        self.control.stop()
        if not self.wait(timeout_ms):
            return False
        self._close()
        return True

    def _on_quit(self) -> None:
        if self.isRunning() and not self.stop_and_wait():
            logger.error("A job did not stop within %d seconds of closing.", QUIT_TIMEOUT_MS // 1000)

    def _close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self.wait()  # `finished` is sent a moment before the thread is gone
        self._relay.stop()
        self.ended.emit()
        self.deleteLater()
