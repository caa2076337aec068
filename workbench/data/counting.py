"""Counts tokens as they come, piece by piece, for `workbench.data.statistics`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.characters import CharacterCounts, count_bytes
from workbench.data.codes import narrow_codes
from workbench.data.statistics import EXACT_LENGTHS, Growth, Lengths, PartStatistics, length_bins
from workbench.data.text import utf8_length

_LINE_BREAK = ord("\n")
_PER_DOUBLING = 8
"""Positions at which vocabulary growth is noted."""
_NOTHING_NEW = np.empty(0, np.int64), np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A piece of a text in tokens, and what is counted of it by itself."""

    ids: NDArray[Any]
    counts: NDArray[np.int64] | None
    """(vocabulary size,) how often each id occurs; None where that follows from the characters."""
    first: tuple[NDArray[Any], NDArray[np.int64]]
    """Ids that were new when this was counted, and where each occurs first."""
    starts: NDArray[np.int64]
    """Which of its tokens each document that begins in it begins with."""
    documents: Stretches
    """From each of these to the next."""
    lines: Stretches
    """The same for the line behind each line break; behind the last token at the very end."""
    exact: bool
    """Whether that is known exactly."""
    characters: int
    bytes: int
    text: CharacterCounts | None


def count_piece(
    ids: NDArray[Any],
    text: str,
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    seen: NDArray[np.bool_],
    with_text: bool,
) -> Encoded:
    """What is counted of a piece of a text by itself, so that several can be counted side by side.

    ``starts``: the characters that documents begin with; ``sizes``: the bytes of each token of the vocabulary;
    ``seen``: which ids are not new; ``with_text``: whether to count characters, too.
    """
    raw = np.frombuffer(text.encode("utf-8", "replace"), np.uint8)
    counts = _count(ids, len(sizes))
    total = int(counts @ sizes)
    breaks = np.flatnonzero(raw == _LINE_BREAK) + 1
    places = starts if text.isascii() or not len(starts) else _bytes_before(text, starts)
    begin, lines = _tokens_at(ids, sizes, (places, breaks), (total, len(raw)))
    return Encoded(
        ids=ids,
        counts=counts,
        first=_first(ids, seen) if np.any(counts[~seen]) else _NOTHING_NEW,
        starts=begin,
        documents=Stretches.between(begin),
        lines=Stretches.between(lines),
        exact=total == len(raw) or not len(starts),
        characters=len(text),
        bytes=len(raw),
        text=_characters(text) if with_text else None,
    )


def count_characters(
    ids: NDArray[Any], text: str, starts: NDArray[np.int64], seen: NDArray[np.bool_], with_text: bool
) -> Encoded:
    """The same where each character is a token: how often each id occurs then need not be counted by itself."""
    breaks = np.flatnonzero(narrow_codes(text) == _LINE_BREAK) + 1
    return Encoded(
        ids=ids,
        counts=None,
        first=_NOTHING_NEW if seen.all() else _first(ids, seen),
        starts=starts,
        documents=Stretches.between(starts),
        lines=Stretches.between(breaks),
        exact=True,
        characters=len(text),
        bytes=utf8_length(text),
        text=_characters(text) if with_text else None,
    )


def _characters(text: str) -> CharacterCounts:
    found = CharacterCounts()
    found.add(text)
    return found


def _first(ids: NDArray[Any], seen: NDArray[np.bool_]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The ids that were not seen before, and where each of them occurs first."""
    at = np.flatnonzero(~seen[ids])
    new, first = np.unique(ids[at], return_index=True)
    return new, at[first]


def _count(ids: NDArray[Any], size: int) -> NDArray[np.int64]:
    """(size,) how often each id occurs."""
    return count_bytes(ids.astype(np.uint8))[:size] if size <= 256 else np.bincount(ids, minlength=size)


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

    def __init__(self, possible: NDArray[np.bool_]) -> None:
        """``possible``: (vocabulary size,) which ids may occur at all."""
        self.tokens = self.characters = self.bytes = self.documents = 0
        self.exact = True
        self.text = CharacterCounts()
        self.seen = ~possible
        """Ids that need not be looked for any more, since they occurred or never will."""
        self._counts = np.zeros(len(possible), np.int64)
        self._documents = Stretches()
        self._lines = Stretches(0, 0)
        self._growth: list[tuple[int, int]] = []
        self._distinct = 0
        self._note_at = 1

    def add(self, piece: Encoded) -> NDArray[np.int64]:
        """Count the next piece; the places of the documents that begin in it, in tokens from the part's beginning."""
        self._grow(piece)
        if piece.counts is not None:
            self._counts += piece.counts
        starts = piece.starts + self.tokens
        self._documents.go_on(piece.documents, self.tokens)
        self._lines.go_on(piece.lines, self.tokens)
        self.tokens += len(piece.ids)
        self.characters += piece.characters
        self.bytes += piece.bytes
        self.documents += len(starts)
        self.exact = self.exact and piece.exact
        if piece.text is not None:
            self.text.merge(piece.text)
        return starts

    def finish(
        self, unknown_id: int | None, text: CharacterCounts, counts: NDArray[np.int64] | None = None
    ) -> PartStatistics:
        """The counts of the whole part; ``text`` are its characters, ``counts`` those of ids that follow from them."""
        counts = self._counts if counts is None else counts
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
            unknown=0 if unknown_id is None else int(counts[unknown_id]),
            character_classes=text.classes(),
            token_counts=counts,
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
            "unseen": np.flatnonzero(~self.seen).tolist(),
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
        self.seen = np.ones(len(counts), np.bool_)
        self.seen[content["unseen"]] = False
        self._documents.restore(content["documents"])
        self._lines.restore(content["lines"])
        growth, self._distinct, self._note_at = content["growth"]
        self._growth = [(place, distinct) for place, distinct in growth]

    def _grow(self, piece: Encoded) -> None:
        """Note how many different tokens there are at the positions that fall into this piece."""
        new, first = piece.first
        still = ~self.seen[new]
        places = np.sort(first[still])
        self.seen[new] = True
        while self._note_at <= self.tokens + len(piece.ids):
            seen = int(np.searchsorted(places, self._note_at - self.tokens, side="left"))
            self._growth.append((self._note_at, self._distinct + seen))
            self._note_at = max(self._note_at + 1, round(self._note_at * 2 ** (1 / _PER_DOUBLING)))
        self._distinct += len(places)


class Stretches:
    """How long the stretches of a text are in tokens, each from its beginning to that of the next."""

    def __init__(self, first: int | None = None, last: int | None = None) -> None:
        """``first`` and ``last``: the tokens that the first and the last one so far begin with, if there is one."""
        self._first = first
        self._last = last
        self._counts = np.zeros((2, 0), np.int64)

    @classmethod
    def between(cls, starts: NDArray[np.int64]) -> Stretches:
        """Those that begin with these tokens, in rising order."""
        if not len(starts):
            return cls()
        made = cls(int(starts[0]), int(starts[-1]))
        made._counts = _measured(np.diff(starts))
        return made

    def go_on(self, others: Stretches, place: int) -> None:
        """Behind these come others, whose tokens are counted from this place on."""
        if others._first is None or others._last is None:
            return
        if self._last is None:
            self._first = others._first + place
        else:
            self._add(_measured(np.array([others._first + place - self._last])))
        self._add(others._counts)
        self._last = others._last + place

    def end(self, tokens: int) -> None:
        """The part ends after so many tokens; one that would begin just there is none."""
        if self._last is not None and self._last < tokens:
            self._add(_measured(np.array([tokens - self._last])))

    def lengths(self) -> Lengths:
        """What was counted."""
        return Lengths(self._counts[0], self._counts[1])

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {"begun_at": self._last, "counts": self._counts.tolist()}

    def restore(self, content: dict[str, Any]) -> None:
        """Go on from what `to_dict` gave. Raises KeyError, TypeError or ValueError for anything else."""
        self._first = self._last = content["begun_at"]
        self._counts = np.array(content["counts"], np.int64).reshape(2, -1)

    def _add(self, counts: NDArray[np.int64]) -> None:
        more = counts.shape[1] - self._counts.shape[1]
        if more > 0:
            self._counts = np.pad(self._counts, ((0, 0), (0, more)))
        self._counts[:, : counts.shape[1]] += counts


def _measured(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """(2, bins) how many stretches there are in each bin, and their tokens."""
    if int(lengths.max(initial=0)) < EXACT_LENGTHS:  # a bin for each length
        counts = np.bincount(lengths)
        return np.stack([counts, counts * np.arange(len(counts))])
    bins = length_bins(lengths)
    tokens = np.zeros(int(bins.max()) + 1, np.int64)
    np.add.at(tokens, bins, lengths)
    return np.stack([np.bincount(bins), tokens])
