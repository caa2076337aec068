"""Ways of doing the same thing, timed in turns, so that a busy moment of the machine befalls all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def in_turns(ways: list[Callable[[], object]], rounds: int, before: Callable[[], object] = lambda: None) -> list[float]:
    """The median seconds of each way, ``before`` each of which something is done that is not timed."""
    seconds: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, taken in zip(ways, seconds, strict=True):
            before()
            start = time.perf_counter()
            way()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]
