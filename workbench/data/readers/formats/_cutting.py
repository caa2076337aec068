"""A stream of text cut into documents: nowhere, at blank lines, form feeds, lines or a mark."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.config.sections import Data
from workbench.data.readers.records import TEXT, Record

_PIECE = 1 << 22
"""Characters after which a long document is handed over in pieces, cut behind a line where there is one."""
_BORDERS = {"blank_lines": "\n\n", "form_feeds": "\f", "lines": "\n"}


class Cutter:
    """Cuts a stream of text where ``data.documents`` says; blank documents are left out."""

    def __init__(self, data: Data) -> None:
        self._border = border = data.mark if data.documents == "mark" else _BORDERS.get(data.documents, "")
        self._kept = max(len(border) - 1, 0)  # at the end: it may be the first part of a border
        self._held = ""
        self._line = 1
        self._begun = False  # whether a piece of the present document was handed over

    def feed(self, text: str) -> Iterator[Record]:
        """The documents and pieces that are complete with this text."""
        self._held += text
        if self._border:
            *whole, self._held = self._held.split(self._border)
            for document in whole:
                yield from self._hand_over(document)
                self._begun = False
                self._line += self._border.count("\n")
        most = len(self._held) - self._kept
        if most >= _PIECE:
            end = self._held.rfind("\n", _PIECE // 2, most) + 1 or most
            piece, self._held = self._held[:end], self._held[end:]
            yield from self._hand_over(piece)

    def finish(self) -> Iterator[Record]:
        """What is left at the end of the file."""
        yield from self._hand_over(self._held)

    def _hand_over(self, text: str) -> Iterator[Record]:
        lead = len(text) - len(text.lstrip("\n")) if self._border and not self._begun else 0
        piece = text[lead:]
        if piece and (self._begun or not self._border or not piece.isspace()):
            yield Record({TEXT: piece}, self._line + lead, self._begun)
            self._begun = True
        self._line += text.count("\n")
