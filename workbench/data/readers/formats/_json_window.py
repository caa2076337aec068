"""A window onto a stream of JSON: values are taken one after the other, and each place is known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from workbench.data.readers.formats._json_names import NameWatch, doubled_name, find_doubled
from workbench.data.readers.formats._reasons import json_reason
from workbench.data.readers.lines import LONGEST, too_long
from workbench.data.readers.records import BrokenFileError, Fault, fault
from workbench.messages import Message, say

_SPACE = re.compile(r"[ \t\n\r]*")
_CUT = 12
"""An error so near to the window's end may only mean that a value goes on behind it (``\\ud83d`` + ``\\ude00``)."""


class JsonWindow:
    """Text is added to the end of the window until the value at its beginning is complete."""

    def __init__(self, name: str, slices: Iterator[str | Fault]) -> None:
        self._name = name
        self._slices = slices
        self._faults: list[Fault] = []
        self._watch = NameWatch()
        self._text = ""
        self._at = 0
        self._known, self._line, self._column = 0, 1, 1  # a position, and where in the file it is

    def take_faults(self) -> Iterator[Fault]:
        """What was wrong with the bytes since the last call."""
        while self._faults:
            yield self._faults.pop(0)

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column of the next character."""
        self._look_from_here()
        return self._line, self._column

    def peek(self) -> str:
        """The next character that is no space, or "" at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            assert match is not None
            self._at = match.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def second(self) -> str:
        """The first character behind the next one that is no space, or ""."""
        while True:
            match = _SPACE.match(self._text, self._at + 1)
            if match is not None and match.end() < len(self._text):
                return self._text[match.end()]
            if not self._fill():
                return ""

    def take(self, characters: str) -> str:
        """The next character, which must be one of these. Raises BrokenFileError."""
        found = self.peek()
        if not found or found not in characters:
            wanted = " / ".join(f"“{character}”" for character in characters)
            raise self.broken(say("{wanted} belongs here", wanted=wanted), self._at)
        self._at += 1
        return found

    def value(self, *, within: bool = False) -> Any:
        """The next value, whole; in place of one in which a name stands twice, that Fault. Raises BrokenFileError.

        With ``within`` a value that does not end in the window, or has such names, is not taken: ValueError.
        """
        self.peek()
        while True:
            try:
                self._watch.doubled = False
                value, end = self._watch.decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _CUT
                if not within and cut and self._fill():
                    continue
                if within:
                    raise
                raise self.broken(
                    say("this is not valid JSON: {reason}", reason=json_reason(error.msg)), error.pos
                ) from error
            except (RecursionError, ValueError) as error:
                reason = (
                    say("it is nested too deeply") if isinstance(error, RecursionError) else say("a number is too long")
                )
                raise self.broken(reason, self._at) from error
            if self._watch.doubled and within:
                raise ValueError("a name stands twice")
            if end < len(self._text) or within or not self._fill():
                found = self._doubled() if self._watch.doubled else value
                self._at = end
                return found

    def broken(self, what: Message, position: int | None = None) -> BrokenFileError:
        """The error that ends the file at a position of the window, else at the next character."""
        line, column = self._place(self._at if position is None else position)
        advice = say(
            "Repair the file, or set data.on_fault to skip to leave out the rest of it. JSON lines (.jsonl) lose less."
        )
        return BrokenFileError(fault("json", self._name, line, column, what, advice))

    def _doubled(self) -> Fault:
        name, position = find_doubled(self._text, self._at)
        return doubled_name(self._name, *self._place(position), name)

    def _fill(self) -> bool:
        """At least double what is held behind the present place; False at the end of the file."""
        pieces: list[str] = []
        held = len(self._text) - self._at
        size = held
        while size < 2 * held + 1:
            piece = next(self._slices, None)
            if piece is None:
                break
            if isinstance(piece, Fault):
                self._faults.append(piece)
                continue
            pieces.append(piece)
            size += len(piece)
        if not pieces:
            return False
        self._look_from_here()
        self._text, self._at, self._known = "".join([self._text[self._at :], *pieces]), 0, 0
        if size > LONGEST:
            raise BrokenFileError(too_long(self._name, self._line))
        return True

    def _look_from_here(self) -> None:
        """Count lines from the next character on: all of the window for each value would take minutes."""
        self._line, self._column = self._place(self._at)
        self._known = self._at

    def _place(self, position: int) -> tuple[int, int]:
        """(line, column) of a position that is not before the one that is known."""
        lines = self._text.count("\n", self._known, position)
        if not lines:
            return self._line, self._column + position - self._known
        return self._line + lines, position - self._text.rfind("\n", self._known, position)
