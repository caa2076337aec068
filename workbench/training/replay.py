"""A trainer watched while it trains again what a run recorded: every number and tensor, bit for bit.

The trainer itself does not know: it speaks to a `Comparison` instead of a record, and what it
saves goes to a `Memory` instead of the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np

from workbench.events import BatchSplit, Difference, Emit, Evaluated, Event, Notice, Progress, Steps
from workbench.runs.checkpoints import Checkpoint, CheckpointInfo
from workbench.runs.recorded import Recorded
from workbench.training.bits import first_difference, same_number
from workbench.training.saver import Outcome
from workbench.training.state import Saved

_WEIGHTS: Literal["weights"] = "weights"
_OPTIMIZER: Literal["optimizer"] = "optimizer"


class Memory:
    """Keeps the last state that a trainer saved, and writes nothing."""

    def __init__(self) -> None:
        self.saved: Saved | None = None
        self._outcomes: list[Outcome] = []

    def save(self, saved: Saved, best: bool, pinned: bool = False) -> None:
        self.saved = saved
        self._outcomes.append(CheckpointInfo(Path(), saved.step, best))

    def make_room(self) -> list[Outcome]:
        return self.wait()

    def poll(self) -> list[Outcome]:
        return self.wait()

    def wait(self) -> list[Outcome]:
        outcomes, self._outcomes = self._outcomes, []
        return outcomes

    def close(self) -> None:
        """Nothing is open."""

    def checkpoint(self) -> Checkpoint | None:
        """The state as if it were read from the disk."""
        saved = self.saved
        if saved is None:
            return None
        info = CheckpointInfo(Path(), saved.step, False)
        return Checkpoint(info, saved.weights, saved.optimizer, saved.facts, saved.average)


class Comparison:
    """Takes a trainer's events, compares them with the record, and emits the first `Difference`.

    Progress and notices are passed on, progress up to ``last``, the last step to be replayed.
    """

    def __init__(self, recorded: Recorded, last: int, emit: Emit) -> None:
        self._recorded = recorded
        self._last = last
        self._emit = emit
        self.steps = 0
        self.evaluations = 0
        self.checkpoints = 0
        self.step = 0
        """The last step that was replayed."""
        self.identical = True

    def __call__(self, event: Event) -> None:
        if isinstance(event, Steps):
            self._compare_steps(event)
        elif isinstance(event, Evaluated):
            self._compare_evaluation(event)
        elif isinstance(event, Notice | BatchSplit):
            self._emit(event)
        elif isinstance(event, Progress):
            whole = event.steps - event.step
            share = (self._last - event.step) / whole if whole else 0.0
            self._emit(replace(event, steps=self._last, seconds_left=event.seconds_left * share))

    def compare_state(self, checkpoint: Checkpoint, saved: Saved) -> None:
        """Compare each tensor of a checkpoint with the state replayed to its step."""
        self.checkpoints += 1
        for kind, recorded, replayed in (
            (_WEIGHTS, checkpoint.model, saved.weights),
            (_OPTIMIZER, checkpoint.optimizer, saved.optimizer),
            (_WEIGHTS, checkpoint.average, saved.average),
        ):
            found = first_difference(recorded, replayed)
            if found is not None:
                values = (found.recorded, found.replayed, found.differing, found.elements, found.largest)
                self.tell(Difference(saved.step, kind, found.name, *values))
                return

    def tell(self, difference: Difference) -> None:
        """Emit a difference."""
        self.identical = False
        self._emit(difference)

    def _compare_steps(self, event: Steps) -> None:
        first, count = event.first_step, len(event.losses)
        self.step = first + count - 1
        recorded = self._recorded
        # A disk that refused metrics for a while may have left a gap: those steps are not compared.
        begin, end = np.searchsorted(recorded.steps, (first, first + count))
        known = recorded.steps[begin:end]
        self.steps += len(known)
        if not self.identical:
            return
        replayed: Mapping[str, tuple[float, ...]] = {
            "learning_rate": event.learning_rates,
            "loss": event.losses,
            "gradient_norm": event.gradient_norms,
        }
        bits = {name: np.asarray(values, dtype="<f8")[known - first] for name, values in replayed.items()}
        for offset in _unequal(bits, {name: values[begin:end] for name, values in recorded.numbers.items()}):
            self._compare_numbers(
                Difference(int(known[offset]), "step", ""),
                {name: float(values[begin + offset]) for name, values in recorded.numbers.items()},
                {name: float(values[offset]) for name, values in bits.items()},
            )

    def _compare_evaluation(self, event: Evaluated) -> None:
        recorded = self._recorded.evaluations.get((event.step, event.whole))
        if recorded is None:
            return
        self.evaluations += 1
        replayed = {name: float(getattr(event, name)) for name in recorded}
        self._compare_numbers(Difference(event.step, "evaluation", ""), recorded, replayed)

    def _compare_numbers(self, where: Difference, recorded: Mapping[str, float], replayed: Mapping[str, float]) -> None:
        for name, value in replayed.items():
            if self.identical and not same_number(recorded[name], value):
                distance = abs(recorded[name] - value)
                self.tell(replace(where, name=name, recorded=recorded[name], replayed=value, largest=distance))


def _unequal(replayed: Mapping[str, np.ndarray], recorded: Mapping[str, np.ndarray]) -> list[int]:
    """Where any of the doubles have other bits, ascending."""
    unequal = [replayed[name].view("<i8") != values.view("<i8") for name, values in recorded.items()]
    return [int(index) for index in np.flatnonzero(np.any(unequal, axis=0))]
