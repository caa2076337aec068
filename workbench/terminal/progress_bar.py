"""A job's events as a live progress bar on a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from workbench.events import Event, Progress, Stage, Steps
from workbench.terminal.wording import describe, progress_details


class BarReporter:
    """A progress bar at the bottom with loss, speed and time left; lines scroll above it."""

    def __init__(self, console: Console | None = None, doing: str = "training") -> None:
        self._doing = doing
        self._console = console or Console(highlight=False)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[details]}"),
        )
        self._bar = Bar(*columns, console=self._console, transient=True, refresh_per_second=5)
        self._task = self._bar.add_task("preparing", total=None, details="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def emit(self, event: Event) -> None:
        if isinstance(event, Progress):
            details = progress_details(event)
            self._bar.update(
                self._task, description=self._doing, completed=event.step, total=event.steps, details=details
            )
        elif isinstance(event, Stage):
            self._bar.update(self._task, description=event.message)
        elif not isinstance(event, Steps) and (text := describe(event)):
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)
