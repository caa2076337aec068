"""Three ways to show a job's events: one JSON object a line, plain lines, or a live progress bar."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from workbench.events import Event, GenerationEnded, Progress, Stage, Steps, TextGenerated, to_json
from workbench.terminal.output import Output, printable
from workbench.terminal.wording import describe, progress_details

CALM_SECONDS = 5.0
"""A log file wants a progress line this often, not ten a second."""


class Reporter(Protocol):
    """Shows events until it is left; use it with ``with``."""

    def emit(self, event: Event) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class _Base:
    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to tidy up."""


class JsonReporter(_Base):
    """Every event as one line of JSON, in ASCII, so that any reader can take it."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def emit(self, event: Event) -> None:
        self._output.line(json.dumps(to_json(event)))


class PlainReporter(_Base):
    """Lines for a log file: progress now and then, everything else as it comes."""

    def __init__(self, output: Output, clock: Callable[[], float] = time.monotonic) -> None:
        self._output = output
        self._clock = clock
        self._next = 0.0
        self._stage = ""

    def emit(self, event: Event) -> None:
        if not self._is_repeated(event) and (text := describe(event)):
            self._output.line(text)

    def _is_repeated(self, event: Event) -> bool:
        """Whether the event only says again, a little later, how far things are."""
        if isinstance(event, Stage):
            before, self._stage = self._stage, event.message
            return before == event.message
        if not isinstance(event, Progress):
            return False
        now = self._clock()
        if now < self._next:
            return True
        self._next = now + CALM_SECONDS
        return False


class TextReporter(_Base):
    """Only the text: the prompt, then what the model adds to it as it comes, and a line's end."""

    def __init__(self, output: Output, prompt: str) -> None:
        self._output = output
        self._prompt = prompt

    def emit(self, event: Event) -> None:
        if isinstance(event, TextGenerated):
            self._write(self._prompt + event.text)
            self._prompt = ""
        elif isinstance(event, GenerationEnded):
            self._write(f"{self._prompt}\n")

    def _write(self, text: str) -> None:
        self._output.write(printable(text) if self._output.is_terminal else text)


class BarReporter:
    """A progress bar at the bottom with loss, speed and time left; lines scroll above it."""

    def __init__(self, console: Console | None = None) -> None:
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
                self._task, description="training", completed=event.step, total=event.steps, details=details
            )
        elif isinstance(event, Stage):
            self._bar.update(self._task, description=event.message)
        elif not isinstance(event, Steps) and (text := describe(event)):
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)


def choose_reporter(as_json: bool, output: Output) -> Reporter:
    """JSON if asked for, a bar on a terminal, else plain lines."""
    if as_json:
        return JsonReporter(output)
    return BarReporter() if output.is_terminal else PlainReporter(output)
