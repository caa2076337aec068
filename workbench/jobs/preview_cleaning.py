"""What cleaning does to the beginning of a source: the lines that change, before and after, and the counts."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from workbench.config.cleaning_step import CleaningStep
from workbench.config.sections import Data
from workbench.control import JobControl
from workbench.data.cleaning.account import StepCount
from workbench.data.cleaning.cleaner import Cleaner
from workbench.data.cleaning.difference import Line, Part, changed_lines
from workbench.data.pieces import read_all
from workbench.data.readers.records import Document

MOST_DOCUMENTS = 300
MOST_CHARACTERS = 200_000
MOST_LINES = 200
_MOST_SECONDS = 2.0  # for comparing texts; what is cleaned is counted in any case
_LEFT_OUT_SHOWN = 200  # characters of a document that is left out


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line that changes, and where it is; ``left_out_by``: the place of the step that leaves its document out."""

    file: str
    line: int
    parts: Line
    left_out_by: int | None = None


@dataclass(frozen=True, slots=True)
class CleaningPreview:
    """What the steps do to the first documents.

    ``counts`` has a place for every step; None where the step is off. ``lines`` are those that all steps
    change, or the one that was asked for; ``more`` says whether there are others.
    """

    documents: int
    characters: int
    changed: int
    left_out: int
    counts: tuple[StepCount | None, ...]
    lines: tuple[ChangedLine, ...]
    more: bool


def preview_cleaning(
    data: Data, steps: Sequence[CleaningStep], only: int | None, control: JobControl
) -> CleaningPreview | None:
    """Clean the first documents of the source; ``only``: show the difference that this step makes.

    Returns None when a stop was asked for. Raises DataError in words.
    """
    documents = []
    for document in _head(data):
        if control.stop_requested:
            return None
        documents.append(document)
    run = _Preview(steps, only)
    for document, following in zip_longest(documents, documents[1:]):
        if control.stop_requested:
            return None
        run.take(document, following)
    return run.result(documents)


def _head(data: Data) -> Iterator[Document]:
    """The first documents, the last of them cut behind a line where it is long."""
    documents, left = 0, MOST_CHARACTERS
    for piece in read_all(data):
        if not isinstance(piece, Document):
            continue
        text = piece.text
        if len(text) > left:
            text = text[: text.rfind("\n", 0, left) + 1 or left]
        yield replace(piece, text=text, continues=False)
        documents, left = documents + 1, left - len(piece.text)
        if left <= 0 or documents == MOST_DOCUMENTS:
            return


class _Preview:
    """Takes each document through the steps before the one in question, through that, and through the rest."""

    def __init__(self, steps: Sequence[CleaningStep], only: int | None) -> None:
        places = [place for place, step in enumerate(steps) if step.enabled]
        self._count = len(steps)
        begin, end = (0, len(steps)) if only is None else (only, only + 1)
        borders = ((0, begin), (begin, end), (end, len(steps)))
        self._groups = [[place for place in places if a <= place < b] for a, b in borders]
        self._cleaners = [Cleaner([steps[place] for place in group]) for group in self._groups]
        self._until = time.monotonic() + _MOST_SECONDS
        self._lines: list[ChangedLine] = []
        self._changed = self._left_out = 0
        self._more = False
        self._last_line = sys.maxsize

    def take(self, document: Document, following: Document | None) -> None:
        """The next document; the one that follows it bounds the numbers of its lines."""
        self._last_line = following.line - 1 if following and following.file == document.file else sys.maxsize
        text: str | None = document.text
        for group, cleaner in enumerate(self._cleaners):
            assert text is not None
            found = list(cleaner.take(replace(document, text=text)))
            before, text = text, "".join(item.text for item in found if isinstance(item, Document)) or None
            if group == 1 and text != before:
                by = next((item.step for item in found if not isinstance(item, Document)), -1)
                self._note(document, before, text, self._groups[1][by] if by >= 0 else None)
            if text is None:
                return

    def _note(self, document: Document, before: str, after: str | None, by: int | None) -> None:
        self._changed += after is not None
        self._left_out += after is None
        if self._enough():
            return
        if after is None:
            shown = before if len(before) <= _LEFT_OUT_SHOWN else f"{before[:_LEFT_OUT_SHOWN]}…"
            self._lines.append(ChangedLine(document.file, document.line, (Part("removed", shown),), by))
            return
        for number, parts in changed_lines(before, after):
            if self._enough():
                return
            # The lines of a text within a table or JSON are not those of the file.
            line = max(document.line, min(document.line + number, self._last_line))
            self._lines.append(ChangedLine(document.file, line, parts))

    def _enough(self) -> bool:
        if len(self._lines) >= MOST_LINES or time.monotonic() > self._until:
            self._more = True
        return self._more

    def result(self, documents: Sequence[Document]) -> CleaningPreview:
        counts: list[StepCount | None] = [None] * self._count
        for group, cleaner in zip(self._groups, self._cleaners, strict=True):
            for place, count in zip(group, cleaner.cleaned().steps, strict=True):
                counts[place] = count
        characters = sum(len(document.text) for document in documents)
        return CleaningPreview(
            len(documents), characters, self._changed, self._left_out, tuple(counts), tuple(self._lines), self._more
        )
