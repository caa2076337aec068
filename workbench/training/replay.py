"""A trainer watched while it trains again what a run recorded: every number and tensor, bit for bit.

The trainer itself does not know: it speaks to a `Comparison` instead of a record, and what it
saves goes to a `Memory` instead of the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from workbench.events import (
    BatchSplit,
    Difference,
    Emit,
    Evaluated,
    Event,
    MeasuringSplit,
    Notice,
    Progress,
    Sampled,
    Steps,
)
from workbench.messages import say
from workbench.runs.checkpoints import Checkpoint, CheckpointInfo
from workbench.runs.recorded import Recorded
from workbench.training.bits import first_difference, same_number
from workbench.training.saver import Outcome
from workbench.training.state import Saved

_COURSE = ("evaluated_step", "best_val_loss", "val_loss", "whole")
"""What of a course follows from the experiment; not the time it took, nor what only its events tell."""
_EXCERPT = 40
"""Characters of a text that differs which are shown."""
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
        elif isinstance(event, Sampled):
            self._compare_sample(event)
        elif isinstance(event, Notice | BatchSplit | MeasuringSplit):
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
        self._compare_course(checkpoint.state, saved)

    def tell(self, difference: Difference) -> None:
        """Emit a difference."""
        self.identical = False
        self._emit(difference)

    def _compare_course(self, state: Mapping[str, Any], saved: Saved) -> None:
        recorded = {"scaler": state["scaler"], **{name: state["course"].get(name) for name in _COURSE}}
        replayed = {"scaler": saved.facts["scaler"], **{name: saved.facts["course"][name] for name in _COURSE}}
        unknown = _COURSE if self._was_stopped_while_measuring(recorded, replayed, saved.step) else ()
        for name, value in replayed.items():
            if self.identical and recorded[name] != value and name not in unknown:
                self.tell(
                    Difference(
                        saved.step,
                        "course",
                        say(
                            "the checkpoint says that {name} is {recorded!r}, the replay that it is {replayed!r}",
                            name=name,
                            recorded=recorded[name],
                            replayed=value,
                        ),
                    )
                )

    def _was_stopped_while_measuring(self, recorded: Mapping[str, Any], replayed: Mapping[str, Any], step: int) -> bool:
        """Whether the losses at this step were about to be measured when the run was stopped; it saved itself then."""
        before = recorded["evaluated_step"]
        return step in self._ends and replayed["evaluated_step"] == step and isinstance(before, int) and before < step

    @property
    def _ends(self) -> set[int]:
        """The steps after which the run was stopped, and the last one."""
        return {sitting.first_step for sitting in self._recorded.sittings[1:]} | {self._recorded.last_step}

    def _compare_sample(self, event: Sampled) -> None:
        recorded = self._recorded.samples.get(event.step)
        if recorded is None or not self.identical or self._is_same_text(event.step, recorded, event.text):
            return
        pairs = enumerate(zip(recorded, event.text, strict=False))
        same = next((at for at, (one, other) in pairs if one != other), min(len(recorded), len(event.text)))
        sentence = say(
            "the model wrote another text than recorded, from character {place:,} on: "
            "{recorded!r} then, {replayed!r} now",
            place=same + 1,
            recorded=recorded[same : same + _EXCERPT],
            replayed=event.text[same : same + _EXCERPT],
        )
        self.tell(Difference(event.step, "sample", sentence))

    def _is_same_text(self, step: int, recorded: str, replayed: str) -> bool:
        # Whoever stops a run may do so while it writes: what it wrote until then is in the record.
        return recorded == replayed or (
            step in self._ends and replayed.startswith(recorded.rstrip("\N{REPLACEMENT CHARACTER}"))
        )

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
