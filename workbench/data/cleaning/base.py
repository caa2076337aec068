"""What a step of cleaning is: it takes the pieces of documents in order and gives pieces of documents."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.data.cleaning.account import StepCount
from workbench.data.cleaning.holding import Holding
from workbench.data.readers.records import Document

LONGEST_HELD = 1 << 18
"""Characters of a long document without a line end that a step waits for before it cuts elsewhere."""
AT_ONCE = 1 << 16
"""Characters that a step changes at once: the interpreter, and with it the window, waits for no more than these."""
_NEAR_THE_END = 1 << 12
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])\s(?=[^\W\d_])")
_SPACE = re.compile(r"\s(?=\S)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The whole of a document, or a piece of a long one: ``document`` is where it comes from."""

    document: Document
    text: str
    first: bool = True
    last: bool = True


class Step(ABC):
    """One step at work; it is used for one corpus, from its first document to its last."""

    def __init__(self, label: str) -> None:
        self.count = StepCount(label)

    @abstractmethod
    def feed(self, chunk: Chunk) -> Iterator[Chunk]:
        """What becomes of a chunk. Of a document that is handed on, the last chunk says so. Raises DataError."""


class TextStep(Step):
    """A step that changes texts and keeps every document.

    A long document gives the same text however it was cut into chunks, because what depends on the next
    chunk is held back until that comes: `border` says how much can be treated without it.
    """

    at_once = AT_ONCE
    """Characters; a step whose library lets others work meanwhile may take more."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self._held = ""
        self._begun = self._changed = False

    @abstractmethod
    def apply(self, text: str, document: Document) -> tuple[str, int]:
        """The text as it shall be, and how many of its characters were replaced or removed."""

    def border(self, text: str) -> int:
        """How many characters at the beginning of an unfinished text are the same whatever follows.

        By default all lines that are complete; 0 where more of the text is needed.
        """
        return text.rfind("\n") + 1

    def feed(self, chunk: Chunk) -> Iterator[Chunk]:
        if chunk.first:
            self._held, self._begun, self._changed = "", False, False
            self.count.documents += 1
        text = self._held + chunk.text if self._held else chunk.text
        if not chunk.last:
            end = self.border(text) or (safe_border(text) if len(text) > LONGEST_HELD else 0)
            text, self._held = text[:end], text[end:]
            if not text:
                return
        cleaned, touched = self._apply_in_parts(text, chunk.document)
        if cleaned != text:
            self.count.characters += touched
            self.count.changed += not self._changed
            self._changed = True
        first, self._begun = not self._begun, True
        yield replace(chunk, text=cleaned, first=first)

    def _apply_in_parts(self, text: str, document: Document) -> tuple[str, int]:
        if len(text) <= self.at_once:
            return self.apply(text, document)
        parts: list[str] = []
        touched = place = 0
        while place < len(text):
            end = self._end_of_part(text, place)
            part, count = self.apply(text[place:end], document)
            parts.append(part)
            touched, place = touched + count, end
        return "".join(parts), touched

    def _end_of_part(self, text: str, place: int) -> int:
        """Where the part ends that begins at ``place``; a long line is waited for, but not for ever."""
        length = self.at_once
        while place + length < len(text):
            part = text[place : place + length]
            end = self.border(part) or (safe_border(part) if length > LONGEST_HELD else 0)
            if end:
                return place + end
            length *= 2
        return len(text)


class FilterStep(Step):
    """A step that keeps a document as it is or leaves it out."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self._holding: Holding | None = None
        self._verdict: bool | None = None
        self._characters = 0

    @abstractmethod
    def begin(self) -> None:
        """A document begins."""

    @abstractmethod
    def look(self, text: str, document: Document) -> bool | None:
        """The next piece of it: whether the document stays, or None if more must be seen."""

    @abstractmethod
    def end(self) -> bool:
        """The document has ended without a verdict: whether it stays."""

    def feed(self, chunk: Chunk) -> Iterator[Chunk]:
        if chunk.first:
            self.count.documents += 1
            self._verdict, self._characters = None, 0
            self.begin()
        begun = self._verdict is True
        if self._verdict is None:
            self._verdict = self.look(chunk.text, chunk.document)
            if self._verdict is None and chunk.last:
                self._verdict = self.end()
        if self._verdict:
            if self._holding is not None:
                for text in self._holding.take():
                    yield Chunk(chunk.document, text, first=not begun, last=False)
                    begun = True
                self._holding = None
            yield replace(chunk, first=not begun)
            return
        self._characters += len(chunk.text)
        if self._verdict is None:
            self._holding = self._holding or Holding()
            self._holding.add(chunk.text)
        elif self._holding is not None:
            self._holding.close()
            self._holding = None
        if chunk.last:
            self.count.removed += 1
            self.count.characters += self._characters


def safe_border(text: str) -> int:
    """Where a text without a line end is best cut: between two words, else at a space, else between characters."""
    near = max(len(text) - _NEAR_THE_END, 0)
    for pattern in (_BETWEEN_WORDS, _SPACE):
        found = [match.start() for match in pattern.finditer(text, near)]
        if found:
            return found[-1]
    end = len(text)
    # Never between a letter and the marks upon it, nor within a Hangul syllable or a sequence of emoji.
    while end > 1 and (
        unicodedata.combining(text[end - 1]) or text[end - 1] in "\u200d\ufe0f" or _is_jamo(text[end - 1])
    ):
        end -= 1
    return end - 1 or len(text)


def _is_jamo(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff"
