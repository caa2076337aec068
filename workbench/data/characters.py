"""How often each character occurs, and of which class it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from workbench.data.codes import narrow_codes

CharacterClass = Literal["letters", "han", "digits", "punctuation", "symbols", "white_space", "other"]
CLASSES: tuple[CharacterClass, ...] = get_args(CharacterClass)
"""Letters of all scripts (with the marks upon them) but Han; numbers; white space with line ends; what is left."""

_BY_CATEGORY: dict[str, CharacterClass] = {
    "L": "letters",
    "M": "letters",
    "N": "digits",
    "P": "punctuation",
    "S": "symbols",
    "Z": "white_space",
}
_HAN = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")
_SLICE = 1 << 18
"""Characters counted at once: no other thread of Python can work meanwhile."""


class CharacterCounts:
    """Counts by code point."""

    def __init__(self) -> None:
        self._counts = np.zeros(128, np.int64)

    def add(self, text: str) -> None:
        """Count the characters of a text."""
        for start in range(0, len(text), _SLICE):
            self._add(_count(text[start : start + _SLICE]))

    def merge(self, other: CharacterCounts) -> None:
        """Add what was counted elsewhere."""
        self._add(other._counts)

    def without(self, other: CharacterCounts) -> CharacterCounts:
        """What is left when a part, counted by itself, is taken away."""
        rest = CharacterCounts()
        rest._counts = self._counts.copy()
        rest._counts[: len(other._counts)] -= other._counts[: len(rest._counts)]
        return rest

    @property
    def characters(self) -> str:
        """The different characters, in order of code point."""
        return "".join(map(chr, np.flatnonzero(self._counts).tolist()))

    def numbers(self) -> NDArray[np.int64]:
        """How often each of `characters` occurs."""
        return self._counts[np.flatnonzero(self._counts)]

    def classes(self) -> dict[CharacterClass, int]:
        """How many characters are of each class."""
        found = dict.fromkeys(CLASSES, 0)
        for code in np.flatnonzero(self._counts).tolist():
            found[class_of(chr(code))] += int(self._counts[code])
        return found

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        codes = np.flatnonzero(self._counts)
        return {"codes": codes.tolist(), "counts": self._counts[codes].tolist()}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> CharacterCounts:
        """From what `to_dict` gave."""
        made = cls()
        if content["codes"]:
            made._counts = np.zeros(max(128, content["codes"][-1] + 1), np.int64)
            made._counts[content["codes"]] = content["counts"]
        return made

    def _add(self, found: NDArray[np.int64]) -> None:
        if len(found) > len(self._counts):
            self._counts = np.concatenate([self._counts, np.zeros(len(found) - len(self._counts), np.int64)])
        self._counts[: len(found)] += found


def class_of(char: str) -> CharacterClass:
    """The class of one character."""
    if char.isspace():
        return "white_space"
    category = unicodedata.category(char)
    if category in ("Lo", "Nl", "No", "So") and unicodedata.name(char, "").startswith(_HAN):
        return "han"
    return _BY_CATEGORY.get(category[0], "other")


def count_bytes(values: NDArray[np.uint8]) -> NDArray[np.int64]:
    """(256,) how often each byte occurs.

    They are counted two at a time, which takes half as many steps.
    """
    even = len(values) & ~1
    pairs = np.bincount(values[:even].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    counts: NDArray[np.int64] = pairs.sum(axis=0) + pairs.sum(axis=1)
    if even < len(values):
        counts[values[-1]] += 1
    return counts


def _count(text: str) -> NDArray[np.int64]:
    codes = narrow_codes(text)
    return count_bytes(codes)[:128] if codes.itemsize == 1 else np.bincount(codes)
