"""Leakage: what is kept out of training to measure honestly, and is in the training text all the same.

A held-out unit (a document, a paragraph, a line) leaks exactly where the training text has the very same one, and
nearly where it has one that resembles it by at least `SIMILAR` (`workbench.data.resemblance`, after Broder 1997). The
resemblance is computed exactly, for few pairs: those that share some of the held-out unit's `_ANCHORS` shingles of
smallest hash, a bottom-k sketch. A pair as similar as 0.8 shares any one of them with a probability of at least 0.8, so
fewer than one pair in 800 is missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.config.resemblance import SIMILAR
from workbench.data.resemblance import Hashes, Shingles, distinct, resemblance

HEAD = 1 << 14
"""A long unit is compared with others by so many of its first characters (whether it is the same, by all)."""
MOST_HELD = 2_048
MOST_HELD_CHARACTERS = 1 << 22
"""What is kept of the held-out units; of more, a part is looked at that their hashes choose."""
_ANCHORS = 8
_SHARED_ANCHORS = 3
_CANDIDATES = 4 * _ANCHORS
_MOST_PAIRS = 50  # compared for one unit
_BATCH = 1 << 20  # characters of training text at a time
_TABLE = 1 << 22


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text to find again: 16 bytes that stand for all of it, and its first characters."""

    key: bytes
    head: str


class UnitMaker:
    """Makes a Unit of a text that comes in pieces."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)
        self._head = ""

    def add(self, piece: str) -> None:
        """The next piece."""
        self._hash.update(piece.encode("utf-8", "surrogatepass"))
        if len(self._head) < HEAD:
            self._head += piece[: HEAD - len(self._head)]

    def unit(self) -> Unit:
        """All of it."""
        return Unit(self._hash.digest(), self._head)


def unit_of(text: str) -> Unit:
    """The unit that a text is."""
    maker = UnitMaker()
    maker.add(text)
    return maker.unit()


@dataclass(frozen=True, slots=True)
class Found:
    """Of ``units`` held-out ones ``looked_at`` were searched for; so many are in training exactly, and nearly."""

    units: int
    looked_at: int
    exact: int
    near: int


def find_leakage(
    held: Iterable[Unit], train: Iterable[Unit], should_stop: Callable[[], bool] = lambda: False
) -> Found | None:
    """How many of the ``held`` units are among those of ``train``; both are gone through once. None when stopped."""
    sought = Held(held)
    search = _Search(sought)
    for batch in _batches(train):
        if should_stop():
            return None
        search.look_into(batch)
    return search.found()


class Held:
    """The held-out units, equal ones once; of too many, those whose keys are smallest: the same every time."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.total = 0
        self.counts: dict[bytes, int] = {}
        self.heads: dict[bytes, str] = {}
        self._limit = b"\xff" * 17
        self._characters = 0
        for unit in units:
            self.total += 1
            self._add(unit)

    def _add(self, unit: Unit) -> None:
        if unit.key >= self._limit:
            return
        if unit.key in self.counts:
            self.counts[unit.key] += 1
            return
        self.counts[unit.key] = 1
        self.heads[unit.key] = unit.head
        self._characters += len(unit.head)
        if len(self.counts) > 2 * MOST_HELD or self._characters > 2 * MOST_HELD_CHARACTERS:
            self._halve()

    def _halve(self) -> None:
        kept = sorted(self.counts)[: max(1, len(self.counts) // 2)]
        self._limit = kept[-1] + b"\0"
        self.counts = {key: self.counts[key] for key in kept}
        self.heads = {key: self.heads[key] for key in kept}
        self._characters = sum(map(len, self.heads.values()))


class _Search:
    """Looks for the held-out units in the training text, a batch at a time."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._exact: set[bytes] = set()
        self._near: set[int] = set()
        self._keys = list(held.counts)
        self._shingles = [
            distinct(found[number])
            for batch in _batches(Unit(key, held.heads[key]) for key in self._keys)
            for found in [Shingles([unit.head for unit in batch])]
            for number in range(len(batch))
        ]
        self._anchors, self._owners = _choose_anchors(self._shingles)
        self._needed = np.minimum(_SHARED_ANCHORS, np.bincount(self._owners, minlength=len(self._keys)))
        self._compared = np.zeros(len(self._keys), dtype=np.int64)
        self._table = np.zeros(_TABLE, dtype=np.bool_)
        self._table[_place(self._anchors)] = True

    def look_into(self, batch: list[Unit]) -> None:
        for unit in batch:
            if unit.key in self._held.counts:
                self._exact.add(unit.key)
        if len(self._anchors):
            self._look_for_similar(batch)

    def found(self) -> Found:
        counts = self._held.counts
        exact = sum(counts[key] for key in self._exact)
        near = sum(counts[self._keys[index]] for index in self._near if self._keys[index] not in self._exact)
        return Found(self._held.total, sum(counts.values()), exact, near)

    def _look_for_similar(self, batch: list[Unit]) -> None:
        found = Shingles([unit.head for unit in batch])
        for number, owner in self._candidates(found.hashes, found.begins):
            if owner in self._near or self._keys[owner] in self._exact or self._compared[owner] >= _MOST_PAIRS:
                continue
            own = self._shingles[owner]
            there = found[number]
            if _may_be_similar(own, there):
                self._compared[owner] += 1
                if resemblance(own, distinct(there)) >= SIMILAR:
                    self._near.add(owner)

    def _candidates(self, hashes: Hashes, starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
        """(number in the batch, index of the held-out unit) of pairs that share enough anchors."""
        places = np.flatnonzero(self._table[_place(hashes)])
        first = np.searchsorted(self._anchors, hashes[places], "left")
        last = np.searchsorted(self._anchors, hashes[places], "right")
        sharing = last - first
        numbers = np.repeat(np.maximum(np.searchsorted(starts, places, "right") - 1, 0), sharing)
        # For each shared anchor, all its owners: a run of the sorted list.
        within = np.arange(int(sharing.sum())) - np.repeat(np.cumsum(sharing) - sharing, sharing)
        which = np.repeat(first, sharing) + within
        # An anchor that a unit has twice counts once.
        shared = distinct(numbers * len(self._anchors) + which)
        pairs = shared // len(self._anchors) * len(self._keys) + self._owners[shared % len(self._anchors)]
        found, counts = np.unique(pairs, return_counts=True)
        for pair in found[counts >= self._needed[found % len(self._keys)]].tolist():
            yield divmod(pair, len(self._keys))


def _may_be_similar(own: Hashes, there: Hashes) -> bool:
    """False where the sizes alone forbid it: sets as similar as that differ in size by a quarter at most."""
    most = len(own) / SIMILAR
    if len(there) <= most:
        return len(there) >= SIMILAR * len(own)
    return len(distinct(there[: 2 * len(own)])) <= most


def _choose_anchors(sets: list[Hashes]) -> tuple[Hashes, NDArray[np.int64]]:
    """(anchors, the unit that each belongs to), sorted by anchor.

    Of a unit's smallest hashes those that the fewest other units have: what many have in common finds too much.
    """
    smallest = [found[:_CANDIDATES] for found in sets]  # sets are sorted
    values, counts = np.unique(np.concatenate([np.empty(0, np.uint64), *smallest]), return_counts=True)
    chosen = []
    for found in smallest:
        order = np.argsort(counts[np.searchsorted(values, found)], kind="stable")
        chosen.append(found[order[:_ANCHORS]])
    anchors = np.concatenate([np.empty(0, np.uint64), *chosen])
    owners = np.repeat(np.arange(len(sets)), [len(found) for found in chosen])
    order = np.argsort(anchors, kind="stable")
    return anchors[order], owners[order].astype(np.int64)


def _place(hashes: Hashes) -> NDArray[np.int64]:
    """Where a hash stands in the table that tells quickly that it is no anchor."""
    return (hashes & np.uint64(_TABLE - 1)).astype(np.int64)


def _batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    batch: list[Unit] = []
    characters = 0
    for unit in units:
        batch.append(unit)
        characters += len(unit.head) + 1
        if characters >= _BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
