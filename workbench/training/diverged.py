"""A loss that became NaN or infinite, in words."""

from __future__ import annotations

from workbench.config.experiment import Experiment
from workbench.errors import DivergedError
from workbench.messages import Message, say


def diverged(what: str, step: int, experiment: Experiment, precision: str, saved_step: int | None) -> DivergedError:
    """The error for ``what`` ("the loss") at ``step``; ``saved_step`` is the last good checkpoint's."""
    if saved_step is None:
        kept = say("No checkpoint had been saved yet.")
    else:
        kept = say("The checkpoint of step {step:,} is good and can be continued.", step=saved_step)
    message = say(
        "Training diverged: {what} is no longer a finite number at step {step:,}. {kept}",
        what=what,
        step=step,
        kept=kept,
    )
    return DivergedError(message, _advice(experiment, precision))


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
