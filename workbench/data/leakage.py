"""Leakage: what is kept out of training to measure honestly, and is in the training text all the same.

A held-out unit (a document, a paragraph, a line) leaks exactly where the training text has the very same one, and
nearly where it has one that resembles it by at least `SIMILAR` (`workbench.data.resemblance`, after Broder 1997). The
resemblance is computed exactly, for few pairs: those that share some of the held-out unit's anchors
(`workbench.data.anchors`), and of those, where they are many, the ones that the sketches (`workbench.data.sketches`) do
not rule out. Fewer than one pair in 700 is missed.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from workbench.config.resemblance import SIMILAR
from workbench.data.anchors import Anchors
from workbench.data.resemblance import Hashes, Shingles, Together, distinct, resemblance
from workbench.data.sketches import Sketches

HEAD = 1 << 14
"""A long unit is compared with others by so many of its first characters (whether it is the same, by all)."""
MOST_HELD = 2_048
MOST_HELD_CHARACTERS = 1 << 22
"""What is kept of the held-out units; of more, a part is looked at that their hashes choose."""
BATCH = 1 << 19
"""Characters of units that are looked at together: what is worked on then mostly stays in the processor's cache."""
_MOST_PAIRS = 50  # compared for one unit

Key = str | bytes


class Units(NamedTuple):
    """Some units: what tells each from all others, and the first `HEAD` characters of each.

    What tells them apart is the text itself where that is all of it, else 16 bytes that stand for it.
    """

    keys: Sequence[Key]
    heads: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Units:
        """The units that these texts are."""
        heads = [text[:HEAD] for text in texts]
        return cls([text if len(text) <= HEAD else _hash(text).digest() for text in texts], heads)


class UnitMaker:
    """Makes a unit of a text that comes in pieces."""

    def __init__(self) -> None:
        self._head = ""
        self._hash: hashlib.blake2b | None = None  # of a text longer than a head

    def add(self, piece: str) -> None:
        """The next piece."""
        if self._hash is None and len(self._head) + len(piece) > HEAD:
            self._hash = _hash(self._head)
            self._head += piece[: HEAD - len(self._head)]
        elif self._hash is None:
            self._head += piece
        if self._hash is not None:
            self._hash.update(piece.encode("utf-8", "surrogatepass"))

    def unit(self) -> tuple[Key, str]:
        """(what tells it from others, its head)."""
        return self._head if self._hash is None else self._hash.digest(), self._head


@dataclass(frozen=True, slots=True)
class Found:
    """Of ``units`` held-out ones ``looked_at`` were searched for; so many are in training exactly, and nearly."""

    units: int
    looked_at: int
    exact: int
    near: int


def find_leakage(
    held: Iterable[Units], train: Iterable[Units], should_stop: Callable[[], bool] = lambda: False
) -> Found | None:
    """How many of the ``held`` units are among those of ``train``; both are gone through once. None when stopped."""
    sought = Held()
    for units in held:
        if should_stop():
            return None
        sought.add(units)
    search = _Search(sought)
    for units in train:
        if should_stop():
            return None
        search.look_into(units)
        if search.settled:
            break
    return search.found()


class Held:
    """The held-out units, equal ones once; of too many, those whose hashes are smallest: the same every time."""

    def __init__(self) -> None:
        self.total = 0
        self.counts: dict[Key, int] = {}
        self.heads: dict[Key, str] = {}
        self._ranks: dict[Key, int] = {}
        self._limit = 1 << 32
        self._characters = 0

    def add(self, units: Units) -> None:
        """The next ones."""
        self.total += len(units.keys)
        heads = dict(zip(units.keys, units.heads, strict=True))
        for key, count in Counter(units.keys).items():
            if key in self.counts:
                self.counts[key] += count
            elif (rank := _rank(key)) < self._limit:
                self.counts[key], self.heads[key], self._ranks[key] = count, heads[key], rank
                self._characters += len(heads[key])
                if len(self.counts) > 2 * MOST_HELD or self._characters > 2 * MOST_HELD_CHARACTERS:
                    self._halve()

    def _halve(self) -> None:
        ordered = sorted(self.counts, key=self._ranks.__getitem__)
        half = len(ordered) // 2
        kept, self._limit = ordered[:half], self._ranks[ordered[half]]
        self.counts = {key: self.counts[key] for key in kept}
        self.heads = {key: self.heads[key] for key in kept}
        self._ranks = {key: self._ranks[key] for key in kept}
        self._characters = sum(map(len, self.heads.values()))


class _Search:
    """Looks for the held-out units in the training text, a batch at a time."""

    def __init__(self, held: Held) -> None:
        self._total = held.total
        self._numbers = {key: number for number, key in enumerate(held.counts)}
        self._counts = np.fromiter(held.counts.values(), np.int64, len(held.counts))
        self._sets = [made for heads in _batches(held.heads.values()) for made in Shingles(heads).sets()]
        self._anchors = Anchors(self._sets)
        self._sketches = Sketches(self._sets)
        self._exact, self._near, self._settled = (np.zeros(len(self._sets), dtype=np.bool_) for _ in range(3))
        self._compared = np.zeros(len(self._sets), dtype=np.int64)

    def look_into(self, units: Units) -> None:
        for key in filter(self._numbers.__contains__, units.keys):
            number = self._numbers[key]
            self._exact[number] = self._settled[number] = True
        self._anchors.forget(self._settled)
        texts = _Texts(units.heads)
        numbers, owners = self._anchors.pairs(texts.together)
        unsettled = ~self._settled[owners]
        numbers, owners = numbers[unsettled], owners[unsettled]
        may = self._sketches.sift(texts.together, numbers, owners)
        for number, owner in zip(numbers[may].tolist(), owners[may].tolist(), strict=True):
            if not self._settled[owner]:
                self._compare(owner, texts, number)

    @property
    def settled(self) -> bool:
        """Whether nothing more can be found."""
        return bool(self._settled.all())

    def found(self) -> Found:
        exact, near = (int(self._counts[found].sum()) for found in (self._exact, self._near & ~self._exact))
        return Found(self._total, int(self._counts.sum()), exact, near)

    def _compare(self, owner: int, texts: _Texts, number: int) -> None:
        own = self._sets[owner]
        if texts.may_resemble(number, len(own)):
            self._compared[owner] += 1
            self._near[owner] = resemblance(own, texts.set(number)) >= SIMILAR
            self._settled[owner] = self._near[owner] or self._compared[owner] >= _MOST_PAIRS


class _Texts:
    """Texts that may be compared with held-out units; the shingles of those that are, are made once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.together = Together(texts)
        self._sets: dict[int, Hashes] = {}

    def set(self, number: int) -> Hashes:
        """The shingles of a text, sorted and without repetition."""
        if number not in self._sets:
            self._sets[number] = distinct(self.together.shingles(number))
        return self._sets[number]

    def may_resemble(self, number: int, size: int) -> bool:
        """False where the sizes alone forbid it: sets as similar as that differ in size by a quarter at most."""
        count = self.together.count(number)
        if count < SIMILAR * size:
            return False
        return count <= size / SIMILAR or len(self.set(number)) <= size / SIMILAR


def _batches(heads: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    characters = 0
    for head in heads:
        batch.append(head)
        characters += len(head)
        if characters >= BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _rank(key: Key) -> int:
    """Below 2^32 and as good as drawn by lot, but the same for a unit every time."""
    return zlib.crc32(key if isinstance(key, bytes) else key.encode("utf-8", "surrogatepass"))


def _hash(text: str) -> hashlib.blake2b:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
