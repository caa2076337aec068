"""Where documents begin in a row of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SLICE = 1 << 20  # tokens counted at once


def characters_of(table: Sequence[bytes]) -> NDArray[np.int64]:
    """How many characters begin in each token, whose bytes of UTF-8 are in ``table``: shape (V,)."""
    return np.array([sum(byte & 0xC0 != 0x80 for byte in data) for data in table], np.int64)


class Borders:
    """Finds the tokens with which documents begin, without keeping more than a slice of the tokens in memory."""

    def __init__(self, tokens: NDArray[Any], characters: NDArray[np.int64], starts: NDArray[np.int64]) -> None:
        """``tokens`` of shape (N,), the ``characters`` of each id, and where documents begin, in characters."""
        self._tokens = tokens
        self._characters = characters
        self._starts = starts
        self._marks = np.zeros(len(tokens) // _SLICE + 1, np.int64)
        for place in range(1, len(self._marks)):
            before = tokens[(place - 1) * _SLICE : place * _SLICE]
            self._marks[place] = self._marks[place - 1] + int(characters[before].sum())

    @property
    def length(self) -> int:
        """Characters of all tokens together: that of the text, if the tokenizer lost and changed nothing."""
        return int(self._marks[-1]) + int(self._characters[self._tokens[(len(self._marks) - 1) * _SLICE :]].sum())

    def within(self, first: int, count: int) -> list[int]:
        """The places 0..``count`` - 1, seen from token ``first``, of tokens in which a document begins."""
        slice_before = first // _SLICE
        before = self._tokens[slice_before * _SLICE : first]
        at = int(self._marks[slice_before]) + int(self._characters[before].sum())
        ends = at + np.cumsum(self._characters[self._tokens[first : first + count]])
        low, high = np.searchsorted(self._starts, [at, int(ends[-1]) if len(ends) else at])
        return sorted(set(np.searchsorted(ends, self._starts[low:high], side="right").tolist()))
