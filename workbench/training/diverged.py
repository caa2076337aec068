"""A loss that became NaN or infinite, in words."""

from __future__ import annotations

from workbench.config.experiment import Experiment
from workbench.errors import DivergedError


def diverged(what: str, step: int, experiment: Experiment, precision: str, saved_step: int | None) -> DivergedError:
    """The error for ``what`` ("the loss") at ``step``; ``saved_step`` is the last good checkpoint's."""
    kept = (
        f"The checkpoint of step {saved_step:,} is good and can be continued."
        if saved_step is not None
        else "No checkpoint had been saved yet."
    )
    rate = experiment.optimizer.learning_rate
    advice = [f"Most often the learning rate is too high: lower optimizer.learning_rate from {rate:g} to {rate / 10:g}"]
    if experiment.schedule.warmup_steps < experiment.training.steps // 20:
        advice.append(f"raise schedule.warmup_steps (now {experiment.schedule.warmup_steps})")
    if not 0 < experiment.training.gradient_clip <= 1:
        advice.append("set training.gradient_clip to 1")
    if precision != "fp32":
        advice.append("set runtime.precision to fp32")
    return DivergedError(
        f"Training diverged: {what} is no longer a finite number at step {step:,}. {kept}", "; ".join(advice) + "."
    )
