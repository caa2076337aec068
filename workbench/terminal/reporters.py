"""The ways to show a job's events: one JSON object a line, plain lines, only the text, or a live progress bar."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from workbench.event_json import to_json
from workbench.events import Event, GenerationEnded, Progress, Stage, TextGenerated
from workbench.terminal.output import Output, printable
from workbench.terminal.wording import describe

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


class Mute(_Base):
    """Shows nothing: for a process whose job another one tells of."""

    def emit(self, event: Event) -> None:
        """Nothing is shown."""


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


def choose_reporter(as_json: bool, output: Output, doing: str = "training") -> Reporter:
    """JSON if asked for, a bar on a terminal that says what it is ``doing``, else plain lines."""
    if as_json:
        return JsonReporter(output)
    if not output.is_terminal:
        return PlainReporter(output)
    from workbench.terminal.progress_bar import BarReporter  # rich is worth its time only where a bar is drawn

    return BarReporter(doing=doing)
