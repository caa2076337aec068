"""Words with their characters and their ids, found by hashes, many at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROOM = 1 << 10


class Rows:
    """Rows of different length, one behind the other; it only grows, so what was there stays where it is."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.used = 0
        """Values of all rows together."""
        self._count = 0
        self._values = np.empty(_ROOM, dtype)
        self._starts = np.empty(_ROOM, np.int64)
        self._lengths = np.empty(_ROOM, np.int64)

    def __len__(self) -> int:
        return self._count

    def add(self, values: NDArray[Any], lengths: NDArray[np.int64]) -> None:
        """Rows of these lengths, whose values come one behind the other."""
        begin, count = self._count, self._count + len(lengths)
        self._starts = _with_room(self._starts, begin, count)
        self._lengths = _with_room(self._lengths, begin, count)
        self._values = _with_room(self._values, self.used, self.used + len(values))
        self._values[self.used : self.used + len(values)] = values
        self._starts[begin:count] = self.used + np.cumsum(lengths) - lengths
        self._lengths[begin:count] = lengths
        self._count, self.used = count, self.used + len(values)

    def of(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """The values of these rows, one behind the other."""
        return self._values[stretches(self._starts[rows], self._lengths[rows])]


class WordTable:
    """A hash table with open addresses. One thread at a time may find or add."""

    def __init__(self, bits: int, dtype: np.dtype[Any]) -> None:
        """Room for 2^``bits`` words, of which half may be used; ``dtype``: that of ids."""
        self.characters = Rows(np.dtype(np.uint32))
        self.ids = Rows(dtype)
        self.alike = Rows(np.dtype(np.bool_))
        """Of each word, whether its ids are the same within a longer one."""
        self._shift = np.uint64(64 - bits)
        self._mask = (1 << bits) - 1
        self._hashes = np.zeros(1 << bits, np.uint64)  # 0 where there is none
        self._rows = np.zeros(1 << bits, np.int32)

    def find(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The row of each word; -1 for one that is not there. No hash is 0."""
        found = np.full(len(hashes), -1)
        asked, at = np.arange(len(hashes)), self._first(hashes)
        while len(asked):
            there = self._hashes[at]
            hit = there == hashes
            found[asked[hit]] = self._rows[at[hit]]
            on = np.flatnonzero(~hit & (there != 0))
            asked, at, hashes = asked[on], (at[on] + 1) & self._mask, hashes[on]
        return found

    def add(
        self,
        hashes: NDArray[np.uint64],
        characters: tuple[NDArray[Any], NDArray[np.int64]],
        ids: tuple[NDArray[Any], NDArray[np.int64]],
        alike: NDArray[np.bool_],
    ) -> NDArray[np.int64]:
        """Words with different hashes, none of which is there: what each has, one behind the other, and how much."""
        rows = np.arange(len(self.ids), len(self.ids) + len(hashes))
        self.characters.add(*characters)
        self.ids.add(*ids)
        self.alike.add(alike, np.ones(len(alike), np.int64))
        left, at = np.arange(len(hashes)), self._first(hashes)
        while len(left):
            free = np.flatnonzero(self._hashes[at] == 0)
            _, first = np.unique(at[free], return_index=True)
            placed = free[first]
            self._hashes[at[placed]] = hashes[left[placed]]
            self._rows[at[placed]] = rows[left[placed]]
            on = np.ones(len(left), np.bool_)
            on[placed] = False
            left, at = left[on], (at[on] + 1) & self._mask
        return rows

    def _first(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        return (hashes >> self._shift).astype(np.int64)


def stretches(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Every place of each stretch, one behind the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)


def _with_room(values: NDArray[Any], used: int, wanted: int) -> NDArray[Any]:
    """The same values with room for more; itself if there is enough."""
    if wanted <= len(values):
        return values
    larger = np.empty(max(wanted, 2 * len(values)), values.dtype)
    larger[:used] = values[:used]
    return larger
