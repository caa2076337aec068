"""A regular expression of the user's own, bounded in time by the package ``regex``."""

from __future__ import annotations

import sys
from typing import Any

from workbench.config.cleaning_steps.pattern import Pattern
from workbench.data.cleaning.base import FilterStep, Step, TextStep
from workbench.data.readers.records import Document
from workbench.errors import DataError
from workbench.messages import say

_WINDOW = 1_000_000
"""Characters of a document that are looked at together; a longer one is cut behind a line."""


def make(settings: Pattern) -> Step:
    """The step of these settings."""
    return _Replacing(settings) if settings.action == "replace" else _Choosing(settings)


class _Compiled:
    """The pattern, and what to say where it fails."""

    def __init__(self, settings: Pattern) -> None:
        import regex

        self._settings = settings
        flags = regex.MULTILINE | (regex.IGNORECASE if settings.ignore_case else 0)
        try:
            self._pattern: Any = regex.compile(settings.pattern, flags)
        except regex.error as error:
            message = say(
                "“{pattern}” is no regular expression: {reason}.", pattern=settings.pattern, reason=str(error)
            )
            raise DataError(message, say("Correct cleaning.steps, or switch the step off.")) from error

    def replace(self, text: str, document: Document) -> tuple[str, int]:
        """The text with every match replaced, and how many characters were matched."""
        touched = 0

        def instead(match: Any) -> str:
            nonlocal touched
            touched += len(match[0])
            return str(match.expand(self._settings.replacement))

        try:
            return self._pattern.sub(instead, text, timeout=self._settings.seconds), touched
        except TimeoutError as error:
            raise self._too_slow(document) from error

    def found(self, text: str, document: Document) -> bool:
        """Whether there is a match."""
        try:
            return self._pattern.search(text, timeout=self._settings.seconds) is not None
        except TimeoutError as error:
            raise self._too_slow(document) from error

    def _too_slow(self, document: Document) -> DataError:
        return DataError(
            say(
                "The pattern “{pattern}” took more than {seconds:g} seconds for the document of {file}, line {line:,}.",
                pattern=self._settings.pattern,
                seconds=self._settings.seconds,
                file=document.file,
                line=document.line,
            ),
            say(
                "Make it simpler: a repetition inside a repetition, such as (a+)+, may try endlessly. "
                "Or give the step more seconds."
            ),
        )


class _Replacing(TextStep):
    """A match may span lines, but not the border between two windows of a long document."""

    at_once = sys.maxsize  # the library lets others work while it looks

    def __init__(self, settings: Pattern) -> None:
        super().__init__(settings.label)
        self._compiled = _Compiled(settings) if settings.pattern else None

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        if self._compiled is None:
            return text, 0
        made: list[str] = []
        touched = place = 0
        while place < len(text) or not made:
            end = _window(text, place)
            part, count = self._compiled.replace(text[place:end], document)
            made.append(part)
            touched, place = touched + count, end
        return "".join(made), touched

    def border(self, text: str) -> int:
        return _whole_windows(text)


class _Choosing(FilterStep):
    def __init__(self, settings: Pattern) -> None:
        super().__init__(settings.label)
        self._compiled = _Compiled(settings) if settings.pattern else None
        self._keeps = settings.action == "keep"
        self._unread = ""
        self._document = Document("", "", 0)

    def begin(self) -> None:
        self._unread = ""

    def look(self, text: str, document: Document) -> bool | None:
        self._document = document
        self._unread += text
        whole = _whole_windows(self._unread)
        ready, self._unread = self._unread[:whole], self._unread[whole:]
        return self._verdict_on(ready)

    def end(self) -> bool:
        verdict = self._verdict_on(self._unread)
        return not self._keeps if verdict is None else verdict

    def _verdict_on(self, text: str) -> bool | None:
        """What a match says, or None where there is none; an empty pattern leaves every document in its place."""
        if self._compiled is None:
            return True
        place = 0
        while place < len(text):
            end = _window(text, place)
            if self._compiled.found(text[place:end], self._document):
                return self._keeps
            place = end
        return None


def _window(text: str, place: int) -> int:
    """Where the window ends that begins at ``place``: behind its last line, if it has more than one."""
    end = place + _WINDOW
    if len(text) <= end:
        return len(text)
    return text.rfind("\n", place, end) + 1 or end


def _whole_windows(text: str) -> int:
    """How much of an unfinished text is windows whose end is known."""
    place = 0
    while len(text) - place > _WINDOW:
        place = _window(text, place)
    return place
