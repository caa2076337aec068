"""Texts as arrays of code points, for work on many characters at once."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

CODE_POINTS = 0x110000
Codes = NDArray[np.uint32]


def codes_of(text: str) -> Codes:
    """The code point of each character; not to be written to."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def text_of(codes: Codes) -> str:
    """The text of these code points."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


@cache
def stretches() -> list[tuple[int, int, str]]:
    """All code points: the first and the last of each stretch of one category, and the category."""
    found: list[tuple[int, int, str]] = []
    begin, before = 0, unicodedata.category("\0")
    for code in range(1, CODE_POINTS):
        category = unicodedata.category(chr(code))
        if category != before:
            found.append((begin, code - 1, before))
            begin, before = code, category
    return [*found, (begin, CODE_POINTS - 1, before)]
