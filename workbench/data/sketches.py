"""Tells of many pairs at once which cannot be near copies, before any is compared shingle by shingle.

Where texts are made after one pattern, a great part of them share some anchors (`workbench.data.anchors`) and are no
copies for all that. A unit's sketch is its shingles of smallest hash, which are as good as drawn at random. Of a unit
that resembles a text by 0.8 or more, the text has four fifths of the shingles or more, and so few of the drawn ones
that the pair is ruled out (`_STAGES`) with a probability below 0.0003. A shingle that the text is wrongly taken to have
only costs a comparison.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.config.resemblance import SHINGLE
from workbench.data.resemblance import Hashes, Places, Together, hashed_pieces

_STAGES = ((64, 0.6), (256, 0.7))
"""Of so many shingles a text must have such a share, or the pair is not looked at further."""
_SIZE = 256
_FEWEST_PAIRS = 1_000
"""Fewer are compared sooner than sifted."""
_GATHERED = 1 << 18
"""Shingles looked up at once."""
_PLACES = 16
"""In the table for each shingle of a text: so few share one."""
_HALF = np.uint64(0xFFFFFFFF)
_BITS = np.uint64(32)


class Sketches:
    """The sketches of units, to be looked for in texts."""

    def __init__(self, sets: Sequence[Hashes]) -> None:
        """``sets``: the shingles of each unit, sorted and without repetition."""
        self._sizes = np.fromiter((min(len(found), _SIZE) for found in sets), np.int64, len(sets))
        self._hashes = np.zeros((len(sets), _SIZE), np.uint64)
        for row, found in zip(self._hashes, sets, strict=True):
            row[: min(len(found), _SIZE)] = found[:_SIZE]

    def sift(self, texts: Together, numbers: Places, units: Places) -> NDArray[np.bool_]:
        """Which of the pairs of a text and a unit may be near copies; all of them where they are few."""
        may = np.ones(len(numbers), np.bool_)
        if len(numbers) < _FEWEST_PAIRS:
            return may
        table = _Table(texts)
        for drawn, least in _STAGES:
            left = np.flatnonzero(may)
            for start in range(0, len(left), _GATHERED // drawn):
                some = left[start : start + _GATHERED // drawn]
                had = table.holds(numbers[some, None], self._hashes[units[some], :drawn])
                sizes = np.minimum(self._sizes[units[some]], drawn)
                had &= np.arange(drawn) < sizes[:, None]
                may[some] = np.count_nonzero(had, axis=1) >= least * sizes
        return may


class _Table:
    """Which shingles each text has, or seems to have: a stretch of a table for each text."""

    def __init__(self, texts: Together) -> None:
        lengths = np.diff(np.append(texts.begins, len(texts.codes)))
        self._widths = (lengths * _PLACES).astype(np.uint64)
        self._begins = (texts.begins * _PLACES).astype(np.uint64)
        self._table = np.zeros(len(texts.codes) * _PLACES, np.bool_)
        owners = np.repeat(np.arange(len(lengths)), lengths)
        before = len(texts.codes) - len(owners)  # in front of the first text, if anything is
        for start, made in hashed_pieces(texts.codes, SHINGLE):
            made = made[max(0, before - start) :]
            first = max(0, start - before)
            self._table[self._places(owners[first : first + len(made)], made)] = True

    def holds(self, texts: Places, hashes: Hashes) -> NDArray[np.bool_]:
        """Whether these texts seem to have these shingles."""
        return self._table[self._places(texts, hashes)]

    def _places(self, texts: Places, hashes: Hashes) -> Places:
        within = (hashes & _HALF) * self._widths[texts] >> _BITS
        return (self._begins[texts] + within).view(np.int64)
