"""One question at a time to the engine: a newer one ends the older, whose answers are dropped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.events import Event, JobFailed, Stage
from workbench.gui import engine
from workbench.gui.sessions import JobSlot

Ask = Callable[[list["Future[Any]"]], engine.Job]
"""Makes the job that sets these answers."""


class LatestJob(QObject):
    """Runs the newest job asked for, and hands on each of its answers as soon as it is there."""

    answered = Signal(int, object)
    """(which answer, its value)."""
    staged = Signal(str)
    """What the job is doing, in the engine's words; empty when it is over."""
    advanced = Signal(object)
    """How much of that is done, 0..1; None where that is not known."""
    failed = Signal(object)
    """The JobFailed of the newest job."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slot = JobSlot(self)
        self._slot.received.connect(self._receive)
        self._slot.ended.connect(self._start_wanted)
        self._wanted: tuple[Ask, int] | None = None
        self._answers: list[Future[Any]] = []
        self._given: set[int] = set()
        self._outdated = False

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._wanted is not None or (self._slot.busy and not self._outdated)

    def ask(self, ask: Ask, answers: int = 1) -> None:
        """Have a job of so many answers run, in place of any that runs now."""
        self._wanted = ask, answers
        self._outdated = True
        if self._slot.busy:
            self._slot.stop()
        else:
            self._start_wanted()

    def cancel(self) -> None:
        """End the job; nothing more comes of it."""
        self._wanted = None
        self._outdated = True
        self._slot.stop()
        self.staged.emit("")

    def close(self, timeout_ms: int) -> None:
        """End the job and start no other, for the window's end."""
        self.cancel()
        self._slot.close(timeout_ms)

    def _start_wanted(self) -> None:
        if self._wanted is None:
            return
        (ask, count), self._wanted = self._wanted, None
        self._answers = [Future() for _ in range(count)]
        self._given = set()
        self._outdated = False
        self._slot.start(ask(self._answers))

    def _receive(self, events: list[Event]) -> None:
        if self._outdated:
            return
        for index, answer in enumerate(self._answers):
            if index not in self._given and answer.done():
                self._given.add(index)
                self.answered.emit(index, answer.result())
        for event in events:
            if isinstance(event, Stage):
                self.staged.emit(event.message)
                self.advanced.emit(event.fraction)
            elif isinstance(event, JobFailed):
                self.failed.emit(event)
        if any(event.type in ("done", "failed") for event in events):
            self.staged.emit("")
