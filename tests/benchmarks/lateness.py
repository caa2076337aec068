"""How late an event loop is: a timer that should fire every 5 ms notes by how much it does not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from workbench.gui.main_window import MainWindow

BEAT_MS = 5


@contextmanager
def program() -> Iterator[tuple[QApplication, MainWindow, Callable[[], None]]]:
    """The application, its window, and what shows it; Python is set up for it as the program does when it starts."""
    from workbench.gui.quick_imports import spare_sources

    spare_sources()
    from workbench.app import make_application
    from workbench.gui.interpreter import kept_quick
    from workbench.gui.opening import make_window, show_window
    from workbench.gui.settings import WindowSettings

    app = make_application()
    window, later = make_window(app, WindowSettings())
    with kept_quick(app, window):
        yield app, window, lambda: show_window(window, later)


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
