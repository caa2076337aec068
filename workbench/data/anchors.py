"""Tells quickly which of many held-out units a text may resemble: those of which it shares some anchors.

A unit's anchors are a few of its shingles of smallest hash, a bottom-k sketch (Broder 1997). A pair as similar as 0.8
shares any one of them with a probability of at least 0.8.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.config.resemblance import SHINGLE
from workbench.data.resemblance import Hashes, Places, Together, distinct, hashed_pieces

_ANCHORS = 8
_SHARED_ANCHORS = 3
_CANDIDATES = 4 * _ANCHORS
_TABLE = 1 << 22
_MASK = np.uint64(_TABLE - 1)
_RANKS, _COUNTS = 8, 32  # bits


class Anchors:
    """The anchors of units, to be found in texts."""

    def __init__(self, sets: Sequence[Hashes]) -> None:
        """``sets``: the shingles of each unit, sorted and without repetition."""
        self._units = len(sets)
        anchors, owners = _choose(sets)
        self._needed = np.minimum(_SHARED_ANCHORS, np.bincount(owners, minlength=len(sets)))
        self._take(anchors, owners)

    def forget(self, units: NDArray[np.bool_]) -> None:
        """These units need not be found any more; where they are many, the others are found faster then."""
        gone = units[self._owners]
        if 4 * np.count_nonzero(gone) > len(gone):
            anchors = np.repeat(self._values, np.diff(self._begins))
            self._take(anchors[~gone], self._owners[~gone])

    def pairs(self, texts: Together) -> tuple[Places, Places]:
        """(numbers of the texts, numbers of the units) of the pairs that share enough anchors."""
        places, which = self._within(texts)
        first, last = self._begins[which], self._begins[which + 1]
        sharing = last - first
        numbers = np.repeat(np.maximum(np.searchsorted(texts.begins, places, "right") - 1, 0), sharing)
        # For each shared anchor, all its owners.
        within = np.arange(int(sharing.sum())) - np.repeat(np.cumsum(sharing) - sharing, sharing)
        # An anchor that a text has twice counts once.
        shared = distinct(numbers * len(self._owners) + np.repeat(first, sharing) + within)
        found = shared // max(1, len(self._owners)) * self._units + self._owners[shared % max(1, len(self._owners))]
        pairs, counts = np.unique(found, return_counts=True)
        texts_found, units_found = np.divmod(pairs, max(1, self._units))
        enough = counts >= self._needed[units_found]
        return texts_found[enough], units_found[enough]

    def _take(self, anchors: Hashes, owners: NDArray[np.int64]) -> None:
        """Take these sorted anchors, each with the unit that it belongs to."""
        # Many units may have the same one: theirs are a run in the list of owners.
        self._values, begins = np.unique(anchors, return_index=True)
        self._begins = np.append(begins, len(anchors))
        self._owners = owners
        self._table = np.zeros(_TABLE, dtype=np.bool_)
        self._table[_place(self._values)] = True

    def _within(self, texts: Together) -> tuple[Places, Places]:
        """(which of the shingles of these texts are anchors, which anchors they are)."""
        places, hashes = [np.empty(0, np.int64)], [np.empty(0, np.uint64)]
        if len(self._values):
            for start, made in hashed_pieces(texts.codes, SHINGLE):
                maybe = np.flatnonzero(self._table[_place(made)])
                places.append(maybe + start)
                hashes.append(made[maybe])
        found = np.concatenate(hashes)
        at = np.empty(len(found), np.int64)
        order = np.argsort(found)  # neighbours are looked up in the same stretch of memory
        at[order] = np.searchsorted(self._values, found[order])
        same = self._values[np.minimum(at, len(self._values) - 1)] == found if len(found) else np.empty(0, np.bool_)
        return np.concatenate(places)[same], at[same]


def _choose(sets: Sequence[Hashes]) -> tuple[Hashes, NDArray[np.int64]]:
    """(anchors, the unit that each belongs to), sorted by anchor.

    Of a unit's smallest hashes those that the fewest other units have: what many have in common finds too much.
    """
    smallest = [found[:_CANDIDATES] for found in sets]  # sets are sorted
    sizes = np.fromiter(map(len, smallest), np.int64, len(sets))
    hashes = np.concatenate([np.empty(0, np.uint64), *smallest])
    owners = np.repeat(np.arange(len(sets)), sizes)
    _, same, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    ranks = np.arange(len(hashes)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # By unit, then the rarest first, then the smallest: one number each, which sorts faster than three.
    order = np.argsort(owners << (_COUNTS + _RANKS) | counts[same] << _RANKS | ranks)
    chosen = order[ranks < _ANCHORS]
    order = chosen[np.argsort(hashes[chosen], kind="stable")]
    return hashes[order], owners[order]


def _place(hashes: Hashes) -> NDArray[np.int64]:
    """Where a hash stands in the table that tells quickly that it is no anchor."""
    return (hashes & _MASK).view(np.int64)
