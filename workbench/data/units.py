"""The units of a part of a text in which leakage is counted: its documents, or their paragraphs or lines.

Documents, where there are some; a text that is one document (or a few) is looked at by paragraphs, which are
what stands between blank lines, or by lines where it has hardly any blank ones. Of paragraphs and lines only those
of at least `SHORTEST` bytes count, since shorter ones ("Enter the King.") come again by nature, and up to `HEAD`
characters, since a longer one is no line but a text without any.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from workbench.data.leakage import BATCH, HEAD, Key, UnitMaker, Units
from workbench.data.store import BLOCK, TextPart

UnitKind = Literal["documents", "paragraphs", "lines"]
SHORTEST = 40
"""Bytes in UTF-8 of the shortest paragraph or line that counts: some 7 words of English, 13 characters of Chinese."""
_FEW = 20
_SAMPLED = BATCH
"""Bytes of the blocks of which only some are taken: small, so that many places of a text are looked at."""


def choose_units(train: TextPart, held: TextPart) -> UnitKind:
    """In what leakage between these two parts is counted."""
    if held.documents and train.documents + held.documents >= _FEW:
        return "documents"
    paragraphs = next(held.blocks(), "").count("\n\n")
    return "paragraphs" if paragraphs >= _FEW else "lines"


def units_of(part: TextPart, kind: UnitKind, separator: str, every: int = 1) -> Iterator[Units]:
    """The units of a part in order, some at a time; documents that begin in it, without the ``separator``.

    With ``every`` only each so-many-th document is taken, or the paragraphs or lines of each so-many-th block.
    """
    if kind == "documents":
        yield from _documents(part, len(separator), every)
        return
    border = "\n\n" if kind == "paragraphs" else "\n"
    for found in parted(part, border, every, BLOCK if every == 1 else _SAMPLED):
        texts = [text for text in map(str.strip, found) if SHORTEST <= len(text) <= HEAD or _counts(text)]
        together = max(1, len(texts) * BATCH // max(1, sum(map(len, texts))))
        for start in range(0, len(texts), together):
            some = texts[start : start + together]
            yield Units(some, some)  # none is longer than a head


def _counts(text: str) -> bool:
    return len(text) <= HEAD and not text.isascii() and len(text.encode("utf-8", "replace")) >= SHORTEST


def parted(part: TextPart, border: str, every: int, size: int = BLOCK) -> Iterator[list[str]]:
    """What stands between borders, that of each so-many-th block of so many bytes at a time."""
    held: str | None = ""  # what the next block goes on with; None behind what was passed over
    for number, block in enumerate(part.blocks(every=every, size=size)):
        if number % every:
            held = None
            continue
        first, *others = block.split(border) if held is None else (held + block).split(border)
        whole = others if held is None else [first, *others]
        held = whole.pop() if whole else ""
        yield whole
        if len(held) > HEAD:
            held = None
    if held:
        yield [held]


def _documents(part: TextPart, separator: int, every: int) -> Iterator[Units]:
    reader = _Reader(part)
    begins: Iterator[int | None] = chain(chain.from_iterable(some.tolist() for some in part.document_starts()), [None])
    begin, number = next(begins), 0
    keys: list[Key] = []
    heads: list[str] = []
    characters = 0
    while begin is not None:
        end = next(begins)
        if number % every == 0:
            reader.skip_to(begin)
            maker = UnitMaker()
            for piece in reader.until(part.characters if end is None else end - separator):
                maker.add(piece)
            key, head = maker.unit()
            keys.append(key)
            heads.append(head)
            characters += len(head) + 1
        if characters >= BATCH:
            yield Units(keys, heads)
            keys, heads, characters = [], [], 0
        begin, number = end, number + 1
    yield Units(keys, heads)


class _Reader:
    """Reads on in a part, from one place to another, in characters."""

    def __init__(self, part: TextPart) -> None:
        self._blocks = part.blocks()
        self._block = ""
        self._start = self._at = 0

    def skip_to(self, place: int) -> None:
        """Go on to this place."""
        while self._start + len(self._block) < place:
            self._next()
        self._at = place

    def until(self, place: int) -> Iterator[str]:
        """The pieces from here to this place."""
        while self._at < place:
            if self._at >= self._start + len(self._block):
                self._next()
            piece = self._block[self._at - self._start : place - self._start]
            self._at += len(piece)
            yield piece

    def _next(self) -> None:
        self._start += len(self._block)
        self._block = next(self._blocks)
