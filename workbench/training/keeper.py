"""What a run saves, from the copy in memory until the disk has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import StorageError
from workbench.events import CheckpointSaved, Notice
from workbench.messages import say
from workbench.training.hooks import Hooks
from workbench.training.saver import Outcome, StateKeeper
from workbench.training.state import Saved


@dataclass(slots=True)
class _Copy:
    saved: Saved
    best: bool
    pinned: bool


class Keeper:
    """Holds a copied state until it is known to be good, has it written, and tells what became of it.

    Finite weights are not enough to call a checkpoint good: with huge ones the next loss is NaN, or
    beyond all measure, whatever the learning rate, and continuing from there is in vain. Training
    takes the next step anyway, so a copy waits for it, and costs no time of its own.
    """

    saved_step: int | None = None
    """The newest checkpoint's that is on the disk."""
    refusal: StorageError | None = None
    """Why the last save failed, if it did."""

    def __init__(self, saver: StateKeeper, hooks: Hooks) -> None:
        self._saver = saver
        self._hooks = hooks
        self._waiting: _Copy | None = None

    @property
    def waiting(self) -> bool:
        """Whether a copy waits for the step after it."""
        return self._waiting is not None

    def take(self, saved: Saved, best: bool, pinned: bool) -> None:
        """Hold a copy; none other may be waiting."""
        assert self._waiting is None
        self._waiting = _Copy(saved, best, pinned)

    def mark(self, best: bool, pinned: bool) -> bool:
        """Give the copy that waits more reasons to be kept; whether there is one."""
        if self._waiting is None:
            return False
        self._waiting.best |= best
        self._waiting.pinned |= pinned
        return True

    def write(self) -> None:
        """The copy that waits is good: have it written behind training's back."""
        if self._waiting is not None:
            copy, self._waiting = self._waiting, None
            self._saver.save(copy.saved, copy.best, copy.pinned)

    def discard(self) -> None:
        """The copy that waits leads nowhere."""
        self._waiting = None

    def make_room(self) -> None:
        """Wait until another state can be taken."""
        self.report(self._saver.make_room())

    def poll(self) -> None:
        """Tell what became of the saves that were done meanwhile."""
        self.report(self._saver.poll())

    def wait(self) -> None:
        """Wait for everything that is being written, and tell what became of it."""
        self.report(self._saver.wait())

    def close(self) -> None:
        """Finish what is being written. What waits still when something else went wrong is written too."""
        self.write()
        self._saver.close()

    def report(self, outcomes: Sequence[Outcome]) -> None:
        """Tell what became of saves; of many in a row that the disk refused, only the first."""
        for outcome in outcomes:
            known, self.refusal = self.refusal, None
            if not isinstance(outcome, StorageError):
                self.saved_step = outcome.step
                self._hooks.emit(CheckpointSaved(outcome.step, str(outcome.path), outcome.best))
                continue
            self.refusal = outcome
            if known is None:
                message = say(
                    "No checkpoint was saved: {reason} Training goes on, and the next one tries again.",
                    reason=outcome.message,
                )
                self._hooks.emit(Notice(message, "warning"))
