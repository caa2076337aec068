"""How much two texts resemble each other: the one meaning of a near copy, for cleaning, leakage and the overview.

The resemblance of two texts is the Jaccard index |A ∩ B| / |A ∪ B| of their sets of shingles (Broder 1997, "On the
resemblance and containment of documents"); from `SIMILAR` on they are near copies. A shingle is `SHINGLE` characters
in a row of the text in its canonical form, as Broder takes it: letters are folded to lower case, and whatever is
neither letter, mark nor number of any script is one space between words, and nothing at the ends. Characters need no
words to be told apart, so that it means the same for Chinese as for English; and a changed word touches some ten of a
sentence's shingles, so that short texts may be near copies too. A text shorter than a shingle resembles nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from workbench.config.resemblance import SHINGLE
from workbench.data.codes import BASIC, CODE_POINTS, Codes, narrow_codes, stretches

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
_SPACE = 32
_PIECE = 1 << 18
"""Shingles hashed at once: few enough for the cache, and so many that other threads seldom get in between."""
_SORTED = 1 << 20
"""Shingles that are sorted at once."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_LAST = np.uint64(0xFFFFFFFFFFFFFFFF)
_FINISH = np.uint64(0xBF58476D1CE4E5B9)


class Together:
    """Many texts in canonical form, one behind the other: text n is ``codes[begins[n]:ends[n]]``."""

    def __init__(self, texts: Sequence[str], size: int = SHINGLE) -> None:
        borders = np.zeros(len(texts) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=borders[1:])
        self.codes, self.begins, self.ends = _canonical("".join(texts), borders)
        self.size = size

    def count(self, number: int) -> int:
        """How many shingles a text has, each as often as it occurs."""
        return max(0, int(self.ends[number] - self.begins[number]) - self.size + 1)

    def shingles(self, number: int) -> Hashes:
        """The hash of each shingle of a text, in order."""
        return hashed(self.codes[self.begins[number] : self.ends[number]], self.size)


class Shingles:
    """The shingles of many texts, hashed, in one array: those of text n are ``hashes[begins[n]:ends[n]]``.

    Between them are others, made of the end of one text and the beginning of the next.
    """

    def __init__(self, texts: Sequence[str], size: int = SHINGLE) -> None:
        together = Together(texts, size)
        self.begins = together.begins
        self.hashes = hashed(together.codes, size)
        self.ends: Places = np.maximum(self.begins, together.ends - size + 1)

    def __getitem__(self, number: int) -> Hashes:
        return self.hashes[self.begins[number] : self.ends[number]]

    def sets(self) -> list[Hashes]:
        """The shingles of each text, sorted and without repetition."""
        sizes = self.ends - self.begins
        order = np.argsort(sizes, kind="stable")
        made: list[Hashes] = [self.hashes[:0]] * len(sizes)
        first = int(np.searchsorted(sizes[order], 1))
        while first < len(order):  # those of about the same size as the rows of one table
            some = order[first : first + max(1, _SORTED // int(sizes[order[first]]))]
            some = some[: max(1, _SORTED // int(sizes[some[-1]]))]
            for number, found in zip(some.tolist(), self._sets(some, sizes[some]), strict=True):
                made[number] = found
            first += len(some)
        return made

    def _sets(self, numbers: Places, sizes: Places) -> list[Hashes]:
        """The same for some texts with as many shingles."""
        places = np.arange(int(sizes[-1]))
        within = places < sizes[:, None]
        table = self.hashes[np.minimum(self.begins[numbers, None] + places, len(self.hashes) - 1)]
        table[~within] = _LAST
        table.sort(axis=1)
        within[:, 1:] &= table[:, 1:] != table[:, :-1]
        return np.split(table[within], np.cumsum(np.count_nonzero(within, axis=1))[:-1])


def shingles(text: str, size: int = SHINGLE) -> Hashes:
    """The hash of each shingle of a text, in order."""
    return Shingles([text], size)[0]


def resemblance(first: Hashes, second: Hashes) -> float:
    """The Jaccard index of two sets, each sorted and without repetition; 0 where one is empty."""
    if not len(first) or not len(second):
        return 0.0
    both = np.concatenate((first, second))
    both.sort()
    common = int(np.count_nonzero(both[1:] == both[:-1]))
    return common / (len(both) - common)


def distinct(hashes: Hashes) -> Hashes:
    """Each value once, sorted: on a few hundred values several times faster than `numpy.unique`."""
    ordered = np.sort(hashes)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


class Canonical:
    """Brings a text that comes in pieces into its canonical form, the same however it is cut."""

    def __init__(self) -> None:
        self._begun = self._gap = False

    def add(self, text: str) -> Codes:
        """What the next piece adds."""
        folded = _folded(f" {text}" if self._gap else text)
        made = folded[_kept(folded)]
        if not len(made):
            self._gap = self._begun and bool(len(folded))
            return made
        if not self._begun and made[0] == _SPACE:
            made = made[1:]
        self._begun = True
        self._gap = bool(folded[-1] == _SPACE)
        return made


def hashed(codes: Codes, size: int) -> Hashes:
    """The hash of every so many codes in a row: len(codes) - size + 1 of them, or none."""
    made = np.empty(max(0, len(codes) - size + 1), dtype=np.uint64)
    for start, hashes in hashed_pieces(codes, size):
        made[start : start + len(hashes)] = hashes
    return made


def hashed_pieces(codes: Codes, size: int) -> Iterator[tuple[int, Hashes]]:
    """The same, some at a time, each with the place of the first."""
    for start in range(0, len(codes) - size + 1, _PIECE):
        hashes = _rows(codes[start : start + _PIECE + size - 1].astype(np.uint64), size)
        hashes ^= hashes >> np.uint64(32)
        hashes *= _FINISH
        hashes ^= hashes >> np.uint64(29)
        yield start, hashes


def _rows(codes: Hashes, size: int) -> Hashes:
    """The sum over every row of ``size`` codes of code n times _PRIME to the power of size - 1 - n (mod 2^64).

    A row twice as long is made of two, and one that is longer by one of a row and a code.
    """
    made, width = codes, 1
    for bit in f"{size:b}"[1:]:
        made = made[:-width] * _power(width) + made[width:]
        width *= 2
        if bit == "1":
            made = made[:-1] * _PRIME + codes[width:]
            width += 1
    return made if size > 1 else made.copy()


@cache
def _power(exponent: int) -> np.uint64:
    return np.uint64(pow(int(_PRIME), exponent, 1 << 64))


def _canonical(text: str, borders: Places) -> tuple[Codes, Places, Places]:
    """(canonical form of texts that stand behind each other, where each begins in it, where each ends)."""
    folded = _folded(text)
    kept = _kept(folded)
    if len(folded):
        last = borders[1:] - 1  # of each text: what follows belongs to another
        kept[last] = folded[last] != _SPACE
    made = folded[kept]
    before = np.zeros(len(folded) + 1, np.int32 if len(folded) < 1 << 31 else np.int64)
    np.cumsum(kept, out=before[1:])
    places = before[borders].astype(np.int64)
    begins, ends = places[:-1], places[1:]
    if len(made):
        begins = begins + ((begins < ends) & (made[np.minimum(begins, len(made) - 1)] == _SPACE))
    return made, begins, ends


def _kept(folded: Codes) -> NDArray[np.bool_]:
    """Which characters stay: all but spaces, and of several spaces that before a word."""
    word = folded != _SPACE
    kept = word.copy()
    kept[:-1] |= word[1:]
    return kept


def _folded(text: str) -> Codes:
    """The canonical form of each character, in the narrowest type that holds those of this text."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii").translate(_ascii_form()), np.uint8)
    codes = narrow_codes(text)
    return _form(BASIC if codes.itemsize == 2 else CODE_POINTS)[codes]


@cache
def _ascii_form() -> bytes:
    return _form(128).astype(np.uint8).tobytes().ljust(256)


@cache
def _form(size: int) -> Codes:
    """The canonical form of every character below ``size``, in the type that holds them."""
    form = np.full(size, _SPACE, dtype=np.uint16 if size <= BASIC else np.uint32)
    for first, last, category in stretches(size):
        if category[0] in "LMN":
            form[first : last + 1] = np.arange(first, last + 1)
            if category in ("Lu", "Lt", "Ll", "Nl", "Mn"):  # what has another case
                for code in range(first, last + 1):
                    folded = chr(code).casefold()
                    if len(folded) == 1:  # not the German sharp s, which would make two
                        form[code] = ord(folded)
    return form
