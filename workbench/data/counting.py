"""Counts tokens as they come, piece by piece, for `workbench.data.statistics`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.characters import CharacterCounts
from workbench.data.statistics import Growth, Lengths, PartStatistics, length_bins

_LINE_BREAK = ord("\n")
_PER_DOUBLING = 8
"""Positions at which vocabulary growth is noted."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A piece of a text in tokens, and what is counted of it by itself."""

    ids: NDArray[Any]
    counts: NDArray[np.int64]
    """(vocabulary size,) how often each id occurs."""
    starts: NDArray[np.int64]
    """Which of its tokens each document that begins in it begins with."""
    lines: NDArray[np.int64]
    """The same for the line behind each line break; behind the last token at the very end."""
    exact: bool
    """Whether that is known exactly."""
    characters: int
    bytes: int
    text: CharacterCounts | None


def count_piece(
    ids: NDArray[Any], text: str, starts: NDArray[np.int64], sizes: NDArray[np.int64], with_text: bool
) -> Encoded:
    """What is counted of a piece of a text by itself, so that several can be counted side by side.

    ``starts``: the characters that documents begin with; ``sizes``: the bytes of each token of the vocabulary;
    ``with_text``: whether to count characters, too.
    """
    raw = text.encode("utf-8", "replace")
    counts = np.bincount(ids, minlength=len(sizes))
    total = int(counts @ sizes)
    characters = None
    if with_text:
        characters = CharacterCounts()
        characters.add(text)
    breaks = np.flatnonzero(np.frombuffer(raw, np.uint8) == _LINE_BREAK) + 1
    places = starts if text.isascii() or not len(starts) else _bytes_before(text, starts)
    begin, lines = _tokens_at(ids, sizes, (places, breaks), (total, len(raw)))
    exact = total == len(raw) or not len(starts)
    return Encoded(ids, counts, begin, lines, exact, len(text), len(raw), characters)


def _tokens_at(
    ids: NDArray[Any],
    sizes: NDArray[np.int64],
    wanted: tuple[NDArray[np.int64], NDArray[np.int64]],
    totals: tuple[int, int],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens that these bytes lie in, given how many bytes the tokens and the text have."""
    total, length = totals
    if total == length == len(ids):  # each token is a byte
        return wanted
    ends = np.cumsum(sizes[ids])
    # Where something was changed or lost: as far along as it is in the text.
    first, second = (places if total == length else places * total // max(1, length) for places in wanted)
    return np.searchsorted(ends, first, side="right"), np.searchsorted(ends, second, side="right")


def _bytes_before(text: str, places: NDArray[np.int64]) -> NDArray[np.int64]:
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.dtype("<u4"))
    widths = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    return np.concatenate([[0], np.cumsum(widths)])[places]


class PartCounter:
    """The counts of one part so far; can be saved, and gone on with."""

    def __init__(self, vocab_size: int) -> None:
        self.tokens = self.characters = self.bytes = self.documents = 0
        self.exact = True
        self.text = CharacterCounts()
        self._counts = np.zeros(vocab_size, np.int64)
        self._documents = _Stretches(None)
        self._lines = _Stretches(0)
        self._growth: list[tuple[int, int]] = []
        self._distinct = 0
        self._note_at = 1

    def add(self, piece: Encoded) -> NDArray[np.int64]:
        """Count the next piece; the places of the documents that begin in it, in tokens from the part's beginning."""
        self._grow(piece)
        self._counts += piece.counts
        starts = piece.starts + self.tokens
        self._documents.begin(starts)
        self._lines.begin(piece.lines + self.tokens)
        self.tokens += len(piece.ids)
        self.characters += piece.characters
        self.bytes += piece.bytes
        self.documents += len(starts)
        self.exact = self.exact and piece.exact
        if piece.text is not None:
            self.text.merge(piece.text)
        return starts

    def finish(self, unknown_id: int | None, text: CharacterCounts) -> PartStatistics:
        """The counts of the whole part; ``text`` are its characters."""
        self._documents.end(self.tokens)
        self._lines.end(self.tokens)
        if self.tokens and (not self._growth or self._growth[-1][0] != self.tokens):
            self._growth.append((self.tokens, self._distinct))
        growth = np.array(self._growth, np.int64).reshape(-1, 2)
        return PartStatistics(
            documents=self.documents,
            characters=self.characters,
            bytes=self.bytes,
            tokens=self.tokens,
            unknown=0 if unknown_id is None else int(self._counts[unknown_id]),
            character_classes=text.classes(),
            token_counts=self._counts,
            lengths=self._documents.lengths(),
            line_lengths=self._lines.lengths(),
            growth=Growth(growth[:, 0], growth[:, 1]),
        )

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {
            "numbers": [self.tokens, self.characters, self.bytes, self.documents, self.exact],
            "text": self.text.to_dict(),
            "counts": self._counts.tolist(),
            "documents": self._documents.to_dict(),
            "lines": self._lines.to_dict(),
            "growth": [self._growth, self._distinct, self._note_at],
        }

    def restore(self, content: dict[str, Any]) -> None:
        """Go on from what `to_dict` gave. Raises KeyError, TypeError or ValueError for anything else."""
        self.tokens, self.characters, self.bytes, self.documents, self.exact = content["numbers"]
        self.text = CharacterCounts.from_dict(content["text"])
        counts = np.array(content["counts"], np.int64)
        if counts.shape != self._counts.shape:
            raise ValueError("counts of another vocabulary")
        self._counts = counts
        self._documents.restore(content["documents"])
        self._lines.restore(content["lines"])
        growth, self._distinct, self._note_at = content["growth"]
        self._growth = [(place, distinct) for place, distinct in growth]

    def _grow(self, piece: Encoded) -> None:
        """Note how many different tokens there are at the positions that fall into this piece."""
        fresh = self._counts[piece.ids] == 0
        at = np.flatnonzero(fresh)
        _, first = np.unique(piece.ids[at], return_index=True)
        places = np.sort(at[first])
        while self._note_at <= self.tokens + len(piece.ids):
            seen = int(np.searchsorted(places, self._note_at - self.tokens, side="left"))
            self._growth.append((self._note_at, self._distinct + seen))
            self._note_at = max(self._note_at + 1, round(self._note_at * 2 ** (1 / _PER_DOUBLING)))
        self._distinct += len(places)


class _Stretches:
    """Counts how long the stretches of a part are, each from its beginning to that of the next."""

    def __init__(self, begun_at: int | None) -> None:
        """``begun_at``: the token that the first begins with, if that is known."""
        self._begun_at = begun_at
        self._counts = np.zeros((2, 0), np.int64)

    def begin(self, starts: NDArray[np.int64]) -> None:
        """The next ones begin with these tokens, in rising order."""
        if not len(starts):
            return
        before = np.array([] if self._begun_at is None else [self._begun_at], np.int64)
        self._add(np.diff(np.concatenate([before, starts])))
        self._begun_at = int(starts[-1])

    def end(self, tokens: int) -> None:
        """The part ends after so many tokens; one that would begin just there is none."""
        if self._begun_at is not None and self._begun_at < tokens:
            self._add(np.array([tokens - self._begun_at]))

    def lengths(self) -> Lengths:
        """What was counted."""
        return Lengths(self._counts[0], self._counts[1])

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {"begun_at": self._begun_at, "counts": self._counts.tolist()}

    def restore(self, content: dict[str, Any]) -> None:
        """Go on from what `to_dict` gave. Raises KeyError, TypeError or ValueError for anything else."""
        self._begun_at = content["begun_at"]
        self._counts = np.array(content["counts"], np.int64).reshape(2, -1)

    def _add(self, lengths: NDArray[np.int64]) -> None:
        bins = length_bins(lengths)
        top = int(bins.max(initial=-1)) + 1
        if top > self._counts.shape[1]:
            self._counts = np.pad(self._counts, ((0, 0), (0, top - self._counts.shape[1])))
        self._counts[0, :top] += np.bincount(bins, minlength=top)
        np.add.at(self._counts[1], bins, lengths)
