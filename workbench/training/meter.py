"""How fast training goes, pauses and measurements left out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_WINDOW = 5.0
"""Seconds of training that a rate looks back on."""


class Meter:
    """A stopwatch that runs while steps are taken, with the recent rate of steps."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._before = 0.0
        self._since: float | None = None
        self._marks: deque[tuple[float, int]] = deque()

    def start(self) -> None:
        """Training goes on."""
        if self._since is None:
            self._since = self._clock()

    def stop(self) -> None:
        """Something else begins: a pause, a measurement."""
        self._before = self.seconds
        self._since = None

    @property
    def seconds(self) -> float:
        """Time spent in training."""
        return self._before + (0.0 if self._since is None else self._clock() - self._since)

    def forget(self) -> None:
        """Stop, and forget the rate: the steps are about to be counted anew."""
        self.stop()
        self._marks.clear()

    def mark(self, step: int) -> None:
        """Note that ``step`` steps are done by now."""
        now = self.seconds
        self._marks.append((now, step))
        while len(self._marks) > 2 and now - self._marks[1][0] > _WINDOW:
            self._marks.popleft()

    def steps_per_second(self) -> float:
        """Over the last seconds of training; 0 before anything can be told."""
        if len(self._marks) < 2:
            return 0.0
        (start, first), (end, last) = self._marks[0], self._marks[-1]
        return (last - first) / (end - start) if end > start else 0.0
