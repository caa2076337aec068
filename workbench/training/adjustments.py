"""What was changed in the middle of a run so that it could go on, from which step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.runs.facts import NUMBER, WHOLE, Facts, Refuse


@dataclass(frozen=True, slots=True)
class Adjustment:
    """How every step after ``step`` is taken, where that differs from the experiment.

    A run keeps all it was ever given: what holds at a step follows from the list and the step
    alone, so a run that is resumed or replayed from anywhere is adjusted where it was before.
    """

    step: int
    rate_factor: float = 1.0
    """The learning rate of the schedule is multiplied by this."""
    parts: int = 1
    """Each batch is taken in so many parts, one after the other, and their gradients are added."""
    windows: int = 0
    """Losses are measured on so many windows at a time, already after ``step`` updates; 0 is as many as usual."""


Adjustments = tuple[Adjustment, ...]

_KINDS = {"step": WHOLE, "rate_factor": NUMBER, "parts": WHOLE, "windows": WHOLE}


def rate_factor(adjustments: Adjustments, step: int) -> float:
    """What the learning rate of this step is multiplied by: the lowest factor that was ever set before it."""
    return min((one.rate_factor for one in adjustments if one.step < step), default=1.0)


def parts_of_a_batch(adjustments: Adjustments, step: int) -> int:
    """In how many parts the batches of this step are taken: the most that were ever needed before it."""
    return max((one.parts for one in adjustments if one.step < step), default=1)


def windows_of_a_measurement(adjustments: Adjustments, step: int) -> int | None:
    """On how many windows at a time losses are measured after ``step`` updates; None: as many as usual."""
    return min((one.windows for one in adjustments if one.windows and one.step <= step), default=None)


def from_events(events: Iterable[Mapping[str, Any]]) -> Adjustments:
    """The adjustments that a run recorded as events, oldest first."""
    found = []
    for event in events:
        if event["type"] == "rolled_back":
            found.append(Adjustment(event["to_step"], rate_factor=event["rate_factor"]))
        elif event["type"] == "batch_split":
            found.append(Adjustment(event["step"], parts=event["parts"]))
        elif event["type"] == "measuring_split":
            found.append(Adjustment(event["step"], windows=event["windows"]))
    return tuple(found)


def from_json(values: Sequence[object], refuse: Refuse = ValueError) -> Adjustments:
    """What a saved course holds of them; raises what ``refuse`` makes of one that cannot be."""
    return tuple(_adjustment(Facts(value, _KINDS, refuse)) for value in values)


def _adjustment(facts: Facts) -> Adjustment:
    # What a later release added to them is left out.
    return Adjustment(**{name: facts[name] for name in _KINDS if name in facts or name == "step"})
