"""How a running job is steered: it asks its JobControl once a step, and never blocks the asker."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any


class JobControl:
    """Stop, pause, resume and a queue of requests, safe to call from any thread.

    The window (or a signal handler) calls `stop`, `pause`, `resume` and `request`; the job calls
    the rest between two steps.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._go = threading.Event()
        self._go.set()
        self._requests: SimpleQueue[Callable[[Any], None]] = SimpleQueue()

    def stop(self) -> None:
        """Ask the job to end cleanly at the next step, also when it is paused."""
        self._stop.set()
        self._go.set()

    def pause(self) -> None:
        """Ask the job to wait at the next step."""
        if not self._stop.is_set():
            self._go.clear()

    def resume(self) -> None:
        """Let a paused job go on."""
        self._go.set()

    def request(self, action: Callable[[Any], None]) -> None:
        """Queue ``action(job)``, run by the job in its own thread between two steps."""
        self._requests.put(action)

    @property
    def stop_requested(self) -> bool:
        """Whether to end cleanly; once asked for, it stays so."""
        return self._stop.is_set()

    @property
    def pause_requested(self) -> bool:
        """Whether to wait; never after a stop was asked for."""
        return not (self._go.is_set() or self._stop.is_set())

    def wait_while_paused(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for resume or stop; True once the job may go on."""
        # A pause that races with a stop may leave `_go` cleared: the stop is looked at for itself.
        return self._go.wait(timeout) or self._stop.is_set()

    def take_requests(self) -> list[Callable[[Any], None]]:
        """Every request queued since the last call, oldest first."""
        taken: list[Callable[[Any], None]] = []
        while True:
            try:
                taken.append(self._requests.get_nowait())
            except Empty:
                return taken
