"""Checkpoints written behind the trainer's back."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from workbench.errors import StorageError
from workbench.runs.checkpoints import CheckpointInfo, save_checkpoint
from workbench.runs.folder import RunFolder
from workbench.training.state import Saved

Outcome = CheckpointInfo | StorageError


class StateKeeper(Protocol):
    """Where a trainer puts the states that it saves."""

    def save(self, saved: Saved, best: bool, pinned: bool = False) -> None:
        """Take a state. The one before must have been waited for."""

    def poll(self) -> Outcome | None:
        """What became of the last state, once, if it is known."""

    def wait(self) -> Outcome | None:
        """Wait until it is known, and tell."""

    def close(self) -> None:
        """No more states come."""


class Onlooker:
    """What a process has for a saver whose run another process writes: nothing to write, nothing to tell."""

    def save(self, saved: Saved, best: bool, pinned: bool = False) -> None:
        """Another process saves it."""

    def poll(self) -> Outcome | None:
        """Nothing to tell."""
        return None

    wait = poll

    def close(self) -> None:
        """Nothing to end."""


class Saver:
    """Writes one checkpoint at a time in a thread of its own; a second waits its turn.

    What became of a save is told by `poll` or `wait`, in the caller's thread.
    """

    def __init__(self, run: RunFolder, keep: int) -> None:
        self._run = run
        self._keep = keep
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checkpoint")
        self._pending: Future[CheckpointInfo] | None = None

    def save(self, saved: Saved, best: bool, pinned: bool = False) -> None:
        """Begin to write. The save before must have been waited for."""
        assert self._pending is None
        tensors = (saved.weights, saved.optimizer)
        self._pending = self._pool.submit(
            save_checkpoint, self._run, saved.step, *tensors, saved.facts, best, self._keep, pinned, saved.average
        )

    def poll(self) -> Outcome | None:
        """The outcome of the last save, once, as soon as it is known."""
        return self.wait() if self._pending is not None and self._pending.done() else None

    def wait(self) -> Outcome | None:
        """Wait for the save that is being written, and tell its outcome."""
        pending, self._pending = self._pending, None
        if pending is None:
            return None
        try:
            return pending.result()
        except StorageError as error:
            return error

    def close(self) -> None:
        """Finish what is being written and end the thread."""
        self._pool.shutdown(wait=True)
