"""Texts as arrays of code points, for work on many characters at once."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

CODE_POINTS = 0x110000
BASIC = 0x10000
"""Code points of the basic multilingual plane: nearly all characters that occur."""
Codes = NDArray[Any]
"""Unsigned: 8, 16 or 32 bits for each."""


def codes_of(text: str) -> NDArray[np.uint32]:
    """The code point of each character; not to be written to."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def narrow_codes(text: str) -> Codes:
    """The same in 8, 16 or 32 bits each, for text that is ASCII, of the basic plane, or any."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    units = text.encode("utf-16-le", "surrogatepass")
    # A character beyond the basic plane would take two of them.
    return np.frombuffer(units, np.dtype("<u2")) if len(units) == 2 * len(text) else codes_of(text)


def text_of(codes: NDArray[np.uint32]) -> str:
    """The text of these code points."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


@cache
def stretches(size: int = CODE_POINTS) -> list[tuple[int, int, str]]:
    """The code points below ``size``: the first and the last of each stretch of one category, and the category."""
    found: list[tuple[int, int, str]] = []
    begin, before = 0, unicodedata.category("\0")
    for code in range(1, size):
        category = unicodedata.category(chr(code))
        if category != before:
            found.append((begin, code - 1, before))
            begin, before = code, category
    return [*found, (begin, size - 1, before)]
