"""Where a run that diverged goes back to: the newest checkpoint whose weights were still sound.

Weights are damaged some steps before a loss ceases to be finite, and a checkpoint may have been
saved in between. Two signs tell it: the record knows what loss the step after a checkpoint began
with, and a run that went back to a damaged one soon diverges again.
"""

from __future__ import annotations

import numpy as np

from workbench.errors import CheckpointError
from workbench.jobs.recorder import Recorder
from workbench.messages import say
from workbench.runs.checkpoints import (
    Checkpoint,
    CheckpointInfo,
    drop_after,
    list_checkpoints,
    load_checkpoint,
    read_checkpoint,
)
from workbench.runs.folder import RunFolder
from workbench.runs.reading import Floats, Integers, read_events, read_history

_WINDOW = 20
"""Losses are averaged over so many steps, since batches differ."""
_LOST = 0.5
"""A checkpoint is damaged when this share of what had been learned is lost again ..."""
_LEAST = 0.5
"""... and at least so many nats per token ..."""
_NOISE = 5.0
"""... and so many times the standard deviation from batch to batch."""


def go_back(folder: RunFolder, again: bool, tell: Recorder) -> Checkpoint | None:
    """Forget all that came after the last sound checkpoint, and return that; None: after the very beginning.

    ``again``: the run diverged soon after it had gone back, so it goes back further than then.
    Raises StorageError, and CheckpointError when no checkpoint can be read.
    """
    tell.sync()
    checkpoint = _choose(folder, again, tell)
    tell.forget_after(checkpoint.info.step if checkpoint else -1)
    drop_after(folder, checkpoint.info.step if checkpoint else 0)
    return checkpoint


def _choose(folder: RunFolder, again: bool, tell: Recorder) -> Checkpoint | None:
    history = read_history(folder.path)
    newest_first = list_checkpoints(folder)[::-1]
    sound = []
    for info in newest_first:
        loss, limit = _loss_and_limit(history.steps, history.losses, info.step)
        if loss <= limit:
            sound.append(info)
        elif not sound:  # only of what would have been taken is it worth a word
            tell.warn(
                say(
                    "The checkpoint of step {step:,} is passed over: its loss of {loss:.4g} shows that its weights "
                    "were damaged already (above {limit:.4g} they are taken to be).",
                    step=info.step,
                    loss=loss,
                    limit=limit,
                )
            )
    if newest_first and not sound:
        return None
    turns = [event["to_step"] for event in read_events(folder.path, "rolled_back")] if again else []
    for info in _in_order(sound, turns):
        try:
            return read_checkpoint(info)
        except CheckpointError as error:
            tell.warn(error.message)
    return load_checkpoint(folder, "latest", tell.warn)


def _in_order(newest_first: list[CheckpointInfo], turns: list[int]) -> list[CheckpointInfo]:
    """The checkpoints by how well they promise to end well, when the run had gone back to ``turns`` in vain.

    First those before the last turn; after two turns the best of them first. Then the others, oldest first.
    """
    if not turns:
        return newest_first
    earlier = [info for info in newest_first if info.step < turns[-1]]
    if len(turns) > 1:
        earlier.sort(key=lambda info: not info.best)
    return earlier + [info for info in newest_first[::-1] if info.step >= turns[-1]]


def _loss_and_limit(steps: Integers, losses: Floats, step: int) -> tuple[float, float]:
    """The loss that the weights after ``step`` updates had, and above which it tells of damage; in nats.

    The first is that of the next step, measured before its update. Where it is not recorded there
    is no sign of damage: -inf.
    """
    end = int(np.searchsorted(steps, step, side="right"))
    if not end or end == len(steps) or steps[end] != step + 1:
        return -np.inf, np.inf
    before = losses[:end]
    width = min(_WINDOW, end)
    sums = np.cumsum(np.concatenate(([0.0], before)))
    start = int(np.argmin(sums[width:] - sums[:-width]))
    lowest = before[start : start + width]
    learned = max(0.0, float(before[0]) - float(lowest.mean()))
    margin = max(_LEAST, _LOST * learned, _NOISE * float(lowest.std()))
    # Nor is a checkpoint worth anything that is worse than the first weights.
    return float(losses[end]), min(float(lowest.mean()) + margin, float(before[0]) + _LEAST)
