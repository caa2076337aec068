"""How late an event loop is: a timer that should fire every 5 ms notes by how much it does not."""

from __future__ import annotations

import time

BEAT_MS = 5


class Lateness:
    """By how many milliseconds each beat of a timer came too late; what came before `mark` is kept apart."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._late: list[float] = []
        self._before: list[float] = []

    def mark(self) -> None:
        """What is to be measured begins now."""
        self._before, self._late = self._late, []

    def beat(self) -> None:
        """The timer fired."""
        now = time.perf_counter()
        if self._last is not None:
            self._late.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now

    def report(self) -> dict[str, float]:
        """Milliseconds since the mark: median, 99th percentile and maximum; and the maximum before it."""
        late = sorted(self._late)
        found = {"p50": late[len(late) // 2], "p99": late[int(len(late) * 0.99)], "max": late[-1]}
        return {**found, "max_before": max(self._before)}
