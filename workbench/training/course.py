"""What of a run's course is saved with its weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from workbench.errors import CheckpointError
from workbench.messages import Message, say
from workbench.runs.facts import MAYBE, NUMBER, SEQUENCE, TRUTH, WHOLE, Facts
from workbench.training.adjustments import Adjustments, from_json
from workbench.training.hooks import Measured

_KINDS = {
    "step": WHOLE,
    "evaluated_step": WHOLE,
    "best_val_loss": MAYBE,
    "val_loss": MAYBE,
    "whole": TRUTH,
    "seconds": NUMBER,
    "adjustments": SEQUENCE,
}
"""What the values of a saved course must be."""


@dataclass(slots=True)
class Course:
    """Where a run stands. Losses in nats per token, None before they were measured."""

    step: int = 0
    evaluated_step: int = -1
    """The last step at which the losses were measured."""
    best_val_loss: float | None = None
    """The lowest of the measurements during training, which compare among themselves."""
    val_loss: float | None = None
    """The last measurement: at the end of a finished run, over every validation token."""
    whole: bool = False
    """Whether ``val_loss`` is over every validation token."""
    seconds: float = 0.0
    """Time spent in updates before this session."""
    adjustments: Adjustments = ()
    """What was changed on the way, oldest first; never shortened, also when the run goes back."""

    def note(self, measured: Measured, among_others: bool) -> bool:
        """Take in a measurement; whether it is the best of those that compare (the untrained model never is)."""
        self.val_loss, self.whole = measured.val_loss, measured.whole
        if not among_others or self.step == 0:
            return False
        if self.best_val_loss is not None and measured.val_loss >= self.best_val_loss:
            return False
        self.best_val_loss = measured.val_loss
        return True

    def to_json(self, seconds: float) -> dict[str, Any]:
        """The course as JSON-ready values, with the time spent until now."""
        return asdict(replace(self, seconds=seconds))

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Course:
        """What `to_json` gave, in this release or another one.

        What earlier releases did not know (``adjustments``) takes its default. What this one does not
        know comes from a later release, whose checkpoints are of this format only if that may be
        left out. Raises CheckpointError when something is missing or cannot be what it says.
        """
        facts = Facts(values, _KINDS, _unusable)
        adjustments = from_json(facts.get("adjustments", ()), _unusable)
        known = {name: facts[name] for name in _KINDS if name in facts or name == "step"}
        return cls(**{**known, "adjustments": adjustments})


def _unusable(what: Message) -> CheckpointError:
    return CheckpointError(
        say("The checkpoint does not say how far its run had come: {what}.", what=what),
        say("It is of another release, or was changed by hand. Go on from another checkpoint, or update LM Workbench."),
    )
