"""A short trial of an experiment's own model on its own text: how fast are its steps, and what do they learn?"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from workbench.config.experiment import Experiment
from workbench.data.batches import Batches
from workbench.models import build
from workbench.models.sound_thread import on_sound_thread
from workbench.training.computing import computing
from workbench.training.device import Hardware
from workbench.training.feed import Feed
from workbench.training.optimizers import build_optimizer
from workbench.training.updater import Updater

WARM_UP = 2
"""Steps at the start that are not timed: memory is taken, kernels are chosen."""
ROUNDS, SECONDS_A_ROUND, MOST_STEPS = 7, 0.15, 50
CLEAR_AFTER, CLEARLY = 3, 1.1
"""Rounds after which two trials are not run on when each of them says the same, and by so much."""
HOPELESS = 2.0
"""Times as slow in its first steps as the other one: not asked again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a candidate showed: the seconds that a step took in each round, and the loss of each step."""

    times: tuple[float, ...]
    losses: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(self.times)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two candidates side by side, and why compiling the second did not work (empty if it did)."""

    base: Pace
    other: Pace
    failure: str = ""

    @property
    def gain(self) -> float:
        """How many times as fast the second is: the median of the rounds, whose two halves met the same machine."""
        return statistics.median(_gains(self.base.times, self.other.times))


class Trial:
    """A model of its own with fresh weights, trained a few steps on the given hardware.

    Every trial of an experiment sees the same batches from the same first weights, so that their
    losses compare step by step. Nothing of it reaches a run.
    """

    def __init__(self, experiment: Experiment, vocab_size: int, batches: Batches, hardware: Hardware) -> None:
        settings = experiment.training
        self.hardware = hardware
        self.failure = ""
        """Why compiling did not work; empty if it did, or was not tried."""
        self._feed = Feed(batches, hardware.device)
        self._count = settings.gradient_accumulation
        self._rate = experiment.schedule.rate(1, settings.steps, experiment.optimizer.learning_rate)
        self.model = build(experiment.model, vocab_size, settings.context_length, settings.seed)
        self.model = self.model.to(hardware.device).train()
        self.model.set_up(settings.gradient_checkpointing, hardware.products == "onednn", hardware.attention == "math")
        optimizer = build_optimizer(experiment.optimizer, self.model)
        clip, seed = settings.gradient_clip, settings.seed
        self._updater = Updater(self.model, optimizer, hardware, clip, seed, self._note_failure)
        self._losses: list[float] = []

    def warm_up(self) -> float:
        """Take the first steps, unless they are done; the seconds that one then takes, measured once."""
        if not self._losses:
            self.run(WARM_UP - 1)
        return self.run(1)

    def run(self, steps: int) -> float:
        """Take so many steps; the seconds that one took on average, the device waited for at the end alone."""
        losses = []
        with computing(self.hardware):
            started = time.perf_counter()
            for step in range(len(self._losses), len(self._losses) + steps):
                first = step * self._count
                batches = self._feed.take(first, self._count)
                losses.append(self._updater.update(batches, first, self._count, self._rate)[0])
            self._losses += torch.stack(losses).tolist()
            return (time.perf_counter() - started) / steps

    def measure(self) -> float:
        """The median seconds of one step, over several times a tenth of a second."""
        steps = _steps_a_round(self.warm_up())
        return statistics.median(self.run(steps) for _ in range(ROUNDS))

    def forward_seconds(self) -> float:
        """The median seconds of the loss of one batch, without its gradient: what measuring a model takes."""
        return on_sound_thread(self._forward_seconds)

    def _forward_seconds(self) -> float:
        times = []
        with torch.inference_mode(), computing(self.hardware), self._updater.autocast():
            for index in range(ROUNDS):
                tokens = self._feed.batch(index).to(self.hardware.device)
                started = time.perf_counter()
                float(self.model.loss(tokens))
                times.append(time.perf_counter() - started)
        return statistics.median(times)

    def pace(self, times: Sequence[float]) -> Pace:
        """What was shown, given the times measured."""
        return Pace(tuple(times), tuple(self._losses))

    def _note_failure(self, message: str) -> None:
        self.failure = message


Timed = tuple[Trial, list[float]]
"""A trial, and what its rounds took."""


def compare(base: Trial, other: Trial, enough: float = 1.0, seconds: float = 0.0) -> Comparison:
    """Run two trials in turns, so that whatever else the machine does meets both alike.

    What is asked is whether the other is ``enough`` times as fast. Rounds that agree clearly end it early; where
    seven leave the answer open, it goes on for up to so many ``seconds``. The other is not asked again when its
    warm step takes twice as long as the base's.
    """
    base_first, other_first = base.warm_up(), other.warm_up()
    if other_first > HOPELESS * base_first:  # a single step may have met something else
        other_first = min(other_first, other.run(1))
    base_times, other_times = [base_first], [other_first]
    if other_first <= HOPELESS * base_first:
        base_times, other_times = [], []
        steps, end = _steps_a_round(base_first), time.perf_counter() + seconds
        while not is_clear(_gains(base_times, other_times), enough):
            if len(base_times) >= ROUNDS and time.perf_counter() >= end:
                break
            for trial, times in _in_turns((base, base_times), (other, other_times)):
                times.append(trial.run(steps))
    return Comparison(base.pace(base_times), other.pace(other_times), other.failure)


def least_seconds(step: float) -> float:
    """What comparing two trials takes at least, each of whose steps takes so many seconds."""
    return 2 * (WARM_UP + CLEAR_AFTER * _steps_a_round(step)) * step


def _steps_a_round(seconds: float) -> int:
    return max(1, min(MOST_STEPS, int(SECONDS_A_ROUND / seconds)))


def _gains(base: Sequence[float], other: Sequence[float]) -> list[float]:
    return [slow / fast for slow, fast in zip(base, other, strict=True)]


def _in_turns(first: Timed, second: Timed) -> tuple[Timed, Timed]:
    """Every other round the other way about, so that neither is always the one that follows."""
    return (first, second) if len(first[1]) % 2 == 0 else (second, first)


def is_clear(gains: Sequence[float], enough: float) -> bool:
    """Whether more rounds would hardly turn what these say: that a candidate is, or is not, so many times as fast.

    From seven rounds on the interval decides in which the median of all rounds that there might be lies, nine
    times of ten and however they are spread (the sign test; Conover, Practical Nonparametric Statistics, 3.2).
    """
    count = len(gains)
    if count < CLEAR_AFTER:
        return False
    if min(gains) >= CLEARLY * enough or max(gains) <= enough / CLEARLY:
        return True
    if count < ROUNDS:
        return False
    outside = int((count - 1.645 * math.sqrt(count)) / 2)
    ordered = sorted(gains)
    return ordered[outside] >= enough or ordered[-1 - outside] < enough
