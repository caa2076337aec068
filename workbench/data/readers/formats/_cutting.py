"""A stream of text cut into documents: nowhere, at blank lines, form feeds, lines or a mark."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.config.sections import Data
from workbench.data.readers.records import TEXT, Record
from workbench.data.text import line_breaks

_PIECE = 1 << 22
"""Characters after which a long document is handed over in pieces, cut behind a line where there is one."""
_LONG = 1_024  # characters
_BORDERS = {"blank_lines": "\n\n", "form_feeds": "\f", "lines": "\n"}


class Cutter:
    """Cuts a stream of text where ``data.documents`` says; blank documents are left out."""

    def __init__(self, data: Data) -> None:
        self._border = border = data.mark if data.documents == "mark" else _BORDERS.get(data.documents, "")
        self._kept = max(len(border) - 1, 0)  # at the end: it may be the first part of a border
        self._waiting: list[str] = []
        self._characters = 0
        self._line = 1
        self._begun = False  # whether a piece of the present document was handed over

    def feed(self, text: str) -> Iterator[Record]:
        """The documents and pieces that are complete with this text."""
        self._waiting.append(text)
        self._characters += len(text)
        if not self._border and self._characters < _PIECE:
            return
        held = self._take()
        if self._border:
            *whole, held = held.split(self._border)
            for document in whole:
                yield from self._hand_over(document)
                self._begun = False
                self._line += self._border.count("\n")
        most = len(held) - self._kept
        if most >= _PIECE:
            end = held.rfind("\n", _PIECE // 2, most) + 1 or most
            piece, held = held[:end], held[end:]
            yield from self._hand_over(piece)
        self._waiting, self._characters = [held], len(held)

    def finish(self) -> Iterator[Record]:
        """What is left at the end of the file."""
        yield from self._hand_over(self._take())

    def _take(self) -> str:
        held = "".join(self._waiting)
        self._waiting, self._characters = [], 0
        return held

    def _hand_over(self, text: str) -> Iterator[Record]:
        lead = len(text) - len(text.lstrip("\n")) if self._border and not self._begun else 0
        piece = text[lead:]
        if piece and (self._begun or not self._border or not piece.isspace()):
            yield Record({TEXT: piece}, self._line + lead, self._begun)
            self._begun = True
        self._line += line_breaks(text) if len(text) > _LONG else text.count("\n")
