"""What becomes of a run that diverged, or for which memory is short: it is adjusted, and goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import torch
from torch import Tensor

from workbench.config.experiment import Experiment
from workbench.config.sections import Training
from workbench.errors import DivergedError
from workbench.events import BatchSplit, Emit, MeasuringSplit, RolledBack
from workbench.messages import say
from workbench.models.base import LanguageModel
from workbench.models.memory import is_memory_error
from workbench.training.adjustments import (
    Adjustment,
    Adjustments,
    parts_of_a_batch,
    rate_factor,
    windows_of_a_measurement,
)
from workbench.training.course import Course
from workbench.training.feed import Feed
from workbench.training.hooks import Hooks, Measured
from workbench.training.memory import BatchTooLargeError, not_even_one, release_memory, windows_in_words
from workbench.training.state import TrainingState
from workbench.training.team import Team
from workbench.training.updater import Updater

T = TypeVar("T")

MOST_TIMES = 3
"""A run that diverges more often than this is not saved by a lower rate."""
_SOON_CHECKPOINTS = 2
_SOON_STEPS = 20
"""A run that diverges so soon after it went back did not go back far enough."""
_FACTOR = 0.5
"""Each time the learning rate is multiplied by this."""
_SPARE_BYTES = 48 << 20
"""Room that a rehearsal leaves for what comes beside the gradients: messages, and the optimizer's temporary results."""


def roll_back(
    error: DivergedError, state: TrainingState, hooks: Hooks, experiment: Experiment, saved_step: int | None
) -> int | None:
    """Bring state and record to the last sound checkpoint; its step, None: to the very beginning.

    ``saved_step``: the newest checkpoint's. A run that diverges again soon after it went back goes
    further back than then, for those weights were about to fail whatever the rate. Raises ``error``
    when the experiment wants to stop, and when the run went back `MOST_TIMES` already;
    CheckpointError and StorageError when there is no way back.
    """
    before = state.course
    earlier = [one for one in before.adjustments if one.rate_factor < 1.0]
    if experiment.training.on_divergence != "roll_back":
        raise error
    if len(earlier) >= MOST_TIMES:
        raise _in_vain(error, before.adjustments) from error
    soon = max(_SOON_STEPS, _SOON_CHECKPOINTS * experiment.training.checkpoint_every)
    again = bool(earlier) and (saved_step == earlier[-1].step or error.step <= earlier[-1].step + soon)
    checkpoint = hooks.go_back(again)
    if checkpoint is None:
        state.restart(experiment)
    else:
        state.restore(checkpoint)
    factor = _FACTOR * rate_factor(before.adjustments, error.step)
    to_step = state.course.step
    state.course.seconds = before.seconds
    state.course.adjustments = (*before.adjustments, Adjustment(to_step, rate_factor=factor))
    message = say(
        "{problem} The run went back to step {to_step:,} and goes on with the scheduled learning rate times "
        "{factor:g} ({count} of at most {most} times). {advice}",
        problem=error.message,
        to_step=to_step,
        factor=factor,
        count=len(earlier) + 1,
        most=MOST_TIMES,
        advice=error.advice,
    )
    hooks.emit(RolledBack(error.step, to_step, factor, message))
    return None if checkpoint is None else to_step


def _in_vain(error: DivergedError, adjustments: Adjustments) -> DivergedError:
    """The last word on a run that no lower rate could save."""
    turns = [one for one in adjustments if one.rate_factor < 1.0]
    steps = ", ".join(f"{one.step:,}" for one in turns)
    message = say(
        "{problem} It had gone back {count} times already (to the steps {steps}), in the end to {factor:g} times "
        "the learning rate.",
        problem=error.message,
        count=len(turns),
        steps=steps,
        factor=turns[-1].rate_factor,
    )
    advice = say(
        "{advice} What was learned so far is better not continued: start a new run. If a much lower rate does not "
        "help there either, look at the text (very long stretches of one character?) and at the size of the model "
        "(fewer layers are easier to train).",
        advice=error.advice,
    )
    return DivergedError(message, advice, error.step)


def within_memory(
    compute: Callable[[int], T],
    course: Course,
    settings: Training,
    device: torch.device,
    emit: Emit,
    again: bool = True,
) -> T:
    """What ``compute(parts)`` gives, with each batch in as many parts as memory asks for, here and from now on.

    Raises DeviceError when not even one sequence fits, though what was kept for later had been given back, and torch's
    own error where nothing can be done ``again``.
    """
    released = False
    while True:
        parts = parts_of_a_batch(course.adjustments, course.step + 1)
        try:
            return compute(parts)
        except BatchTooLargeError as error:
            if not again:
                raise (error.__cause__ or error) from None
            if parts >= settings.batch_size and released:
                raise not_even_one(settings.context_length) from error
        # Only here, without the error, does nobody hold what the attempt had computed.
        release_memory(device)
        released = True
        if parts < settings.batch_size:
            emit(_split_batch(course, settings.batch_size, parts, settings.batch_size))


def measured(hooks: Hooks, model: LanguageModel, whole: bool, course: Course) -> Measured | None:
    """The losses now, or None when stopped; on as many windows at a time as memory has room for, here and later."""
    windows = windows_of_a_measurement(course.adjustments, course.step)
    found = hooks.measure(model, whole, windows)
    if found is not None and found.windows is not None and found.windows != windows:
        course.adjustments = (*course.adjustments, Adjustment(course.step, windows=found.windows))
        hooks.emit(MeasuringSplit(course.step, found.windows, windows_in_words(found.windows)))
    return found


def rehearse(
    team: Team, updater: Updater, feed: Feed, index: int, course: Course, settings: Training, emit: Emit
) -> None:
    """Have every process of a team try the batch of this index, in ever more parts, before they use it together.

    Raises DeviceError when one of them has no room for a single sequence.
    """

    def attempt() -> None:
        spare = _spare(updater.device)  # what the update itself needs beside gradients: held, so that it is there then
        with updater.gradient(feed.batch(index), index, parts_of_a_batch(course.adjustments, course.step + 1)):
            del spare

    released = False
    while not team.rehearse(attempt):
        parts, most = parts_of_a_batch(course.adjustments, course.step + 1), team.most_parts(settings.batch_size)
        if parts >= most and released:
            error = not_even_one(settings.context_length)
            error.everywhere = True
            raise error
        release_memory(updater.device)
        released = True
        if parts < most:
            emit(_split_batch(course, settings.batch_size, parts, most))


def _spare(device: torch.device) -> Tensor:
    try:
        return torch.empty(_SPARE_BYTES, dtype=torch.uint8, device=device)
    except (MemoryError, RuntimeError) as error:
        if not is_memory_error(error):
            raise
        raise BatchTooLargeError from error


def _split_batch(course: Course, batch_size: int, parts: int, most: int) -> BatchSplit:
    """Have every later step take its batches in twice as many parts, at ``most``; what to tell of it."""
    parts = min(2 * parts, most)
    course.adjustments = (*course.adjustments, Adjustment(course.step, parts=parts))
    message = say(
        "Memory ran short at step {step:,}. From here on each batch of {sequences} sequences is computed in {parts} "
        "parts, one after the other: the update stays the same but for the last digits, since sums are added in "
        "another order (and dropout falls elsewhere).",
        step=course.step + 1,
        sequences=batch_size,
        parts=parts,
    )
    return BatchSplit(course.step, parts, message)
