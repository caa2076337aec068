"""Shortest and longest documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.config.cleaning_steps.length import Length
from workbench.data.cleaning.base import Chunk, FilterStep, Step
from workbench.data.readers.records import Document


def make(settings: Length) -> Step:
    """The step of these settings."""
    return _Length(settings)


class _Length(FilterStep):
    def __init__(self, settings: Length) -> None:
        super().__init__(settings.label)
        self._minimum = settings.minimum
        self._maximum = settings.maximum if settings.too_long == "drop" else 0
        self._cut = settings.maximum if settings.too_long == "cut" else 0
        self._length = self._kept = 0
        self._counted = False

    def feed(self, chunk: Chunk) -> Iterator[Chunk]:
        if not self._cut:
            yield from super().feed(chunk)
            return
        if chunk.first:
            self._kept, self._counted = 0, False
        left = self._cut - self._kept
        over = len(chunk.text) - left
        if over > 0:
            self.count.changed += not self._counted
            self.count.characters += over
            self._counted = True
        if left > 0 or chunk.first:
            self._kept += min(len(chunk.text), left)
            # The document ends here where nothing of what follows will be kept.
            yield from super().feed(replace(chunk, text=chunk.text[:left], last=chunk.last or over >= 0))

    def begin(self) -> None:
        self._length = 0

    def look(self, text: str, document: Document) -> bool | None:
        self._length += len(text)
        if self._maximum:
            return False if self._length > self._maximum else None
        return True if self._length >= self._minimum else None

    def end(self) -> bool:
        return self._length >= self._minimum
