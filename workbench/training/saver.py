"""Checkpoints written behind the trainer's back."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from workbench.errors import StorageError
from workbench.runs.checkpoints import CheckpointInfo, save_checkpoint
from workbench.runs.database import sync_database
from workbench.runs.folder import RunFolder
from workbench.training.state import Saved

Outcome = CheckpointInfo | StorageError


class StateKeeper(Protocol):
    """Where a trainer puts the states that it saves."""

    def save(self, saved: Saved, best: bool, pinned: bool = False) -> None:
        """Take a state."""

    def make_room(self) -> list[Outcome]:
        """Wait until another state can be taken; what became of earlier ones, as far as it is known."""

    def poll(self) -> list[Outcome]:
        """What became of the states that were done since the last look."""

    def wait(self) -> list[Outcome]:
        """Wait for every state, and tell."""

    def close(self) -> None:
        """No more states come."""


class Onlooker:
    """What a process has for a saver whose run another process writes: nothing to write, nothing to tell."""

    def save(self, saved: Saved, best: bool, pinned: bool = False) -> None:
        """Another process saves it."""

    def wait(self) -> list[Outcome]:
        """Nothing to tell."""
        return []

    make_room = poll = wait

    def close(self) -> None:
        """Nothing to end."""


class Saver:
    """Writes one checkpoint at a time in a thread of its own; a second waits its turn, and training does not.

    Only a third has to wait: each is a copy of the whole state in memory. The steps that a
    checkpoint stands for reach the disk before it. What became of a save is told by `poll` or
    `wait`, in the caller's thread.
    """

    def __init__(self, run: RunFolder, keep: int) -> None:
        self._run = run
        self._keep = keep
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checkpoint")
        # The thread begins now: when memory has become short, its stack may not be had any more.
        self._pool.submit(int)
        self._pending: deque[Future[CheckpointInfo]] = deque()

    def save(self, saved: Saved, best: bool, pinned: bool = False) -> None:
        """Have a state written in its turn; its steps must be recorded."""
        self._pending.append(self._pool.submit(self._write, saved, best, pinned))

    def make_room(self) -> list[Outcome]:
        """Wait until at most one save is not done yet; the outcomes so far."""
        return self._outcomes(1)

    def poll(self) -> list[Outcome]:
        """The outcomes of the saves that were done since the last look."""
        return self._outcomes(len(self._pending))

    def wait(self) -> list[Outcome]:
        """Wait for every save, and tell their outcomes."""
        return self._outcomes(0)

    def close(self) -> None:
        """Finish what is being written and end the thread."""
        self._pool.shutdown(wait=True)

    def _outcomes(self, most_pending: int) -> list[Outcome]:
        found: list[Outcome] = []
        while self._pending and (len(self._pending) > most_pending or self._pending[0].done()):
            try:
                found.append(self._pending.popleft().result())
            except StorageError as error:
                found.append(error)
        return found

    def _write(self, saved: Saved, best: bool, pinned: bool) -> CheckpointInfo:
        sync_database(self._run.database)
        tensors = (saved.weights, saved.optimizer)
        return save_checkpoint(self._run, saved.step, *tensors, saved.facts, best, self._keep, pinned, saved.average)
