"""A loss that became NaN or infinite, in words."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from workbench.config.experiment import Experiment
from workbench.errors import DivergedError
from workbench.messages import Message, say

_NAMED = 3
"""So many tensors are named; with the first of them a search begins."""


def is_finite(tensor: Tensor) -> bool:
    """Whether it holds neither NaN nor infinity: most often its sum tells, far sooner than a look at each element."""
    return bool(tensor.sum().isfinite()) or bool(tensor.isfinite().all())


def tensors_not_finite(model: nn.Module) -> list[Message]:
    """The weights, else the gradients at hand, that hold a NaN or an infinity, in the order of the model."""
    weights = [
        say("the weight {name}", name=name)
        for name, parameter in model.named_parameters()
        if not parameter.isfinite().all()
    ]
    return weights or [
        say("the gradient of {name}", name=name)
        for name, parameter in model.named_parameters()
        if parameter.grad is not None and not parameter.grad.isfinite().all()
    ]


def diverged(
    what: str, step: int, experiment: Experiment, precision: str, saved_step: int | None, tensors: Sequence[str]
) -> DivergedError:
    """The error for ``what`` ("the loss") at ``step``.

    ``saved_step`` is the last good checkpoint's; ``tensors`` are those found not to be finite.
    """
    if saved_step is None:
        kept = say("No checkpoint had been saved yet.")
    else:
        kept = say("The checkpoint of step {step:,} is good and can be continued.", step=saved_step)
    message = say(
        "Training diverged: {what} is no longer a finite number at step {step:,}. {tensors}{kept}",
        what=what,
        step=step,
        tensors=_named(tensors),
        kept=kept,
    )
    return DivergedError(message, _advice(experiment, precision), step)


def _named(tensors: Sequence[str]) -> str:
    """The first few tensors as a sentence with a space after it; nothing where all were finite."""
    if not tensors:
        return ""
    names: str = tensors[0]
    for name in tensors[1:_NAMED]:
        names = say("{names}, {name}", names=names, name=name)
    more = len(tensors) - _NAMED
    if more > 0:
        return say("Not finite when it was noticed: {names} and {count:,} more. ", names=names, count=more)
    return say("Not finite when it was noticed: {names}. ", names=names)


def _advice(experiment: Experiment, precision: str) -> Message:
    """What to try, most likely cause first."""
    rate = experiment.optimizer.learning_rate
    advice = say(
        "Most often the learning rate is too high: lower optimizer.learning_rate from {now:g} to {then:g}, for a new "
        "run, or in the experiment.yaml of this run's folder and then continue it.",
        now=rate,
        then=rate / 10,
    )
    more = []
    if experiment.schedule.warmup_steps < experiment.training.steps // 20:
        more.append(say("Raise schedule.warmup_steps (now {steps}).", steps=experiment.schedule.warmup_steps))
    if not 0 < experiment.training.gradient_clip <= 1:
        more.append(say("Set training.gradient_clip to 1."))
    if precision != "fp32":
        more.append(say("Set runtime.precision to fp32."))
    for sentence in more:
        advice = say("{advice} {more}", advice=advice, more=sentence)
    return advice
