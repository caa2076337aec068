"""How much two texts resemble each other: the one meaning of a near copy, for cleaning, leakage and the overview.

The resemblance of two texts is the Jaccard index |A ∩ B| / |A ∪ B| of their sets of shingles (Broder 1997, "On the
resemblance and containment of documents"); from `SIMILAR` on they are near copies. A shingle is `SHINGLE` characters
in a row of the text in its canonical form, as Broder takes it: letters are folded to lower case, and whatever is
neither letter, mark nor number of any script is one space between words, and nothing at the ends. Characters need no
words to be told apart, so that it means the same for Chinese as for English; and a changed word touches some ten of a
sentence's shingles, so that short texts may be near copies too. A text shorter than a shingle resembles nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from workbench.config.resemblance import SHINGLE
from workbench.data.codes import CODE_POINTS, Codes, codes_of, stretches

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
_SPACE = np.uint32(32)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_FINISH = np.uint64(0xBF58476D1CE4E5B9)


class Shingles:
    """The shingles of many texts, hashed, in one array: those of text n are ``hashes[begins[n]:ends[n]]``.

    Between them are others, made of the end of one text and the beginning of the next.
    """

    def __init__(self, texts: Sequence[str], size: int = SHINGLE) -> None:
        borders = np.cumsum([0, *map(len, texts)])
        codes, self.begins, ends = _canonical(codes_of("".join(texts)), borders)
        self.hashes = hashed(codes, size)
        self.ends: Places = np.maximum(self.begins, ends - size + 1)

    def __getitem__(self, number: int) -> Hashes:
        return self.hashes[self.begins[number] : self.ends[number]]


def shingles(text: str, size: int = SHINGLE) -> Hashes:
    """The hash of each shingle of a text, in order."""
    return Shingles([text], size)[0]


def resemblance(first: Hashes, second: Hashes) -> float:
    """The Jaccard index of two sets, each sorted and without repetition; 0 where one is empty."""
    if not len(first) or not len(second):
        return 0.0
    common = len(np.intersect1d(first, second, assume_unique=True))
    return common / (len(first) + len(second) - common)


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
        folded = _form()[codes_of(f" {text}" if self._gap else text)]
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
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    hashes = wide[:count].copy()
    for offset in range(1, size):
        hashes *= _PRIME
        hashes += wide[offset : offset + count]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _FINISH
    hashes ^= hashes >> np.uint64(29)
    return hashes


def _canonical(codes: Codes, borders: Places) -> tuple[Codes, Places, Places]:
    """(canonical form of texts that stand behind each other, where each begins in it, where each ends)."""
    folded = _form()[codes]
    kept = _kept(folded)
    if len(codes):
        last = borders[1:] - 1  # of each text: what follows belongs to another
        kept[last] = folded[last] != _SPACE
    made = folded[kept]
    places = np.append(0, np.cumsum(kept))[borders]
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


@cache
def _form() -> Codes:
    """The canonical form of every character."""
    form = np.full(CODE_POINTS, _SPACE, dtype=np.uint32)
    for first, last, category in stretches():
        if category[0] in "LMN":
            form[first : last + 1] = np.arange(first, last + 1)
            if category in ("Lu", "Lt", "Ll", "Nl", "Mn"):  # what has another case
                for code in range(first, last + 1):
                    folded = chr(code).casefold()
                    if len(folded) == 1:  # not the German sharp s, which would make two
                        form[code] = ord(folded)
    return form
