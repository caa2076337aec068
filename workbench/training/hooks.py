"""What a trainer is given by the job that runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from workbench.control import JobControl
from workbench.events import Emit, Evaluated
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import Checkpoint


@dataclass(frozen=True, slots=True)
class Measured:
    """Losses of one measurement, in nats per token; ``whole``: over every validation token."""

    train_loss: float
    val_loss: float
    perplexity: float
    bits_per_byte: float
    tokens: int
    whole: bool
    windows: int | None = None
    """So many windows of the text were read at once; None: as many as usual."""

    def event(self, step: int, best: bool) -> Evaluated:
        """What to tell of it: measured after ``step`` updates; ``best``: lower than every one before."""
        told = asdict(self)
        del told["windows"]
        return Evaluated(step=step, best=best, **told)


@dataclass(frozen=True, slots=True)
class Hooks:
    """How a trainer speaks, listens, measures and samples, without knowing any of those rooms."""

    emit: Emit
    control: JobControl
    measure: Callable[[LanguageModel, bool, int | None], Measured | None]
    """measure(model, whole, windows): the losses now, on so many windows at once or fewer; None when stopped."""
    sample: Callable[[LanguageModel, int], None]
    """sample(model, step): have the model write a text, and emit it."""
    sync: Callable[[], None]
    """Have every metric emitted so far in the record, before a checkpoint that stands for them. Raises StorageError."""
    go_back: Callable[[bool], Checkpoint | None]
    """go_back(again): forget all that came after the last sound checkpoint, and return it; None: after the very
    beginning. ``again``: the run diverged soon after it had gone back, so it has to go further."""
