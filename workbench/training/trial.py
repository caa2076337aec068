"""A short trial of an experiment's own model on its own text: how fast are its steps, and what do they learn?"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.config.experiment import Experiment
from workbench.data.batches import Batches
from workbench.models import build
from workbench.training.device import Hardware, computing
from workbench.training.optimizers import build_optimizer
from workbench.training.updater import Updater

WARM_UP = 2
"""Steps at the start that are not timed: memory is taken, kernels are chosen."""
ROUNDS, SECONDS_A_ROUND, MOST_STEPS = 5, 0.1, 8


@dataclass(frozen=True, slots=True)
class Pace:
    """What a candidate showed: median seconds for one step, and the loss of each step it took."""

    seconds: float
    losses: tuple[float, ...]


class Trial:
    """A model of its own with fresh weights, trained a few steps on the given hardware.

    Every trial of an experiment sees the same batches from the same first weights, so that their
    losses compare step by step. Nothing of it reaches the run.
    """

    def __init__(self, experiment: Experiment, vocab_size: int, batches: Batches, hardware: Hardware) -> None:
        settings = experiment.training
        self.hardware = hardware
        self.failure = ""
        """Why compiling did not work; empty if it did, or was not tried."""
        self._batches = batches
        self._count = settings.gradient_accumulation
        self._rate = experiment.schedule.rate(1, settings.steps, experiment.optimizer.learning_rate)
        model = build(experiment.model, vocab_size, settings.context_length, settings.seed).to(hardware.device).train()
        optimizer = build_optimizer(experiment.optimizer, model)
        clip, seed = settings.gradient_clip, settings.seed
        self._updater = Updater(model, optimizer, hardware, clip, seed, self._note_failure)
        self._losses: list[float] = []

    def run(self, steps: int) -> float:
        """Take so many steps; the seconds that one took on average."""
        with computing(self.hardware):
            started = time.perf_counter()
            for _ in range(steps):
                first = len(self._losses) * self._count
                batches = (self._batches.batch(index) for index in range(first, first + self._count))
                loss, _ = self._updater.update(batches, first, self._count, self._rate)
                self._losses.append(float(loss))
            return (time.perf_counter() - started) / steps

    def pace(self, seconds: Sequence[float]) -> Pace:
        """What was shown, given the times measured."""
        return Pace(statistics.median(seconds), tuple(self._losses))

    def _note_failure(self, message: str) -> None:
        self.failure = message


def compare(trials: Sequence[Trial], should_stop: Callable[[], bool]) -> list[Pace] | None:
    """Run trials in turns, so that whatever else the machine does meets all of them alike.

    The first is the baseline: a trial whose warm steps take three times as long is not asked again.
    None when stopped in the middle.
    """
    firsts: list[float] = []
    for trial in trials:
        trial.run(WARM_UP - 1)
        firsts.append(trial.run(1))
        if should_stop():
            return None
    steps = max(1, min(MOST_STEPS, int(SECONDS_A_ROUND / firsts[0])))
    times: list[list[float]] = [[] for _ in trials]
    for _ in range(ROUNDS):
        for trial, first, measured in zip(trials, firsts, times, strict=True):
            if first <= 3 * firsts[0]:
                measured.append(trial.run(steps))
            if should_stop():
                return None
    return [trial.pace(measured or [first]) for trial, first, measured in zip(trials, firsts, times, strict=True)]
