"""How a text is cut into words before tokens are made of them, and where a long text may be cut beforehand.

Every pattern puts each character of the text into exactly one word, so that the words joined are the text.
``\\p{L}`` is a letter, ``\\p{N}`` a digit, ``\\s`` white space in Unicode's sense; a space goes with the word after it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SPACES = (*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_WHITE = frozenset(map(chr, _SPACES))
"""Unicode's White_Space, which is what the patterns mean by it; `str.isspace` knows four more."""

_SINGULAR = frozenset(" \r\n'")
"""Characters that borders know by themselves."""

_GPT2 = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
_CL100K = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_SPACED = r" ?\S+|\s+(?!\S)|\s+"
_HAN = (
    r"\p{Han}|'(?:[sdmt]|ll|ve|re)| ?[\p{L}&&[^\p{Han}]]+| ?[\p{N}&&[^\p{Han}]]+"
    r"| ?[^\s\p{L}\p{N}\p{Han}]+|\s+(?!\S)|\s+"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression whose matches are the words, and a test for borders that every text agrees on."""

    regex: str
    border: Callable[[str, str], bool]
    """(a character, the next one): True only if no word ever spans the two."""


def _class(char: str) -> str:
    """S white space, L letter, N number, O anything else; ? where Python's Unicode is older than the patterns'."""
    if char in _WHITE:
        return "S"
    category = unicodedata.category(char)
    if category == "Cn":
        return "?"
    return category[0] if category[0] in "LN" else "O"


def character_class(char: str) -> tuple[object, ...]:
    """All that the borders here ask of a character: two with the same answer have the same borders."""
    return char if char in _SINGULAR else "", char in _WHITE, _class(char), is_han(char), _stays(char)


def gpt2_border(left: str, right: str) -> bool:
    """White space after a word begins a new one, and letters, digits and signs never share one (but in ’s)."""
    before, after = _class(left), _class(right)
    if before == "S" or "?" in (before, after):
        return False
    return before != after and left != "'"


def cl100k_border(left: str, right: str) -> bool:
    """As GPT-2's, but a sign may begin a word, and line breaks go with the signs before them."""
    before, after = _class(left), _class(right)
    if before == "S" or "?" in (before, after):
        return False
    if after == "S":
        return right not in "\r\n" or before in "LN"
    return before != after and not (before == "O" and after == "L")


def spaced_border(left: str, right: str) -> bool:
    """Only white space parts words."""
    return right in _WHITE and left not in _WHITE


def space_border(left: str, right: str) -> bool:
    """Before a plain space after a word: what every usual tokenizer agrees on."""
    return right == " " and left not in _WHITE


def han_border(left: str, right: str) -> bool:
    """As GPT-2's, and on both sides of each Chinese character."""
    if left in _WHITE:
        return False
    return is_han(left) or is_han(right) or gpt2_border(left, right)


def plain_only(border: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
    """The border where a normaliser runs first: only between characters that it leaves alone, and that join nothing."""
    return lambda left, right: _stays(left) and _stays(right) and border(left, right)


def _stays(char: str) -> bool:
    """Whether normalisers leave the character, or turn it into one that has the same borders, as ， into a comma."""
    if char.isascii():
        return True
    lower = char.lower()
    return (
        unicodedata.category(char)[0] != "M"
        and len(lower) == 1
        and _alike(char, unicodedata.normalize("NFKC", char))
        and _alike(char, unicodedata.normalize("NFKC", lower))
    )


def _alike(char: str, changed: str) -> bool:
    if changed == char:
        return True
    if len(changed) != 1 or changed in _SINGULAR or unicodedata.category(changed)[0] == "M":
        return False
    return _class(char) == _class(changed) and is_han(char) == is_han(changed)


def is_han(char: str) -> bool:
    """Whether it is a Chinese character of the two blocks with nearly all that are in use."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def is_han_code(codes: NDArray[Any]) -> NDArray[np.bool_]:
    """The same of many code points."""
    return ((codes >= 0x4E00) & (codes <= 0x9FFF)) | ((codes >= 0x3400) & (codes <= 0x4DBF))


PATTERNS = {
    "gpt2": Pattern(_GPT2, gpt2_border),
    "cl100k": Pattern(_CL100K, cl100k_border),
    "whitespace": Pattern(_SPACED, spaced_border),
    "han": Pattern(_HAN, han_border),
}
"""By the name that settings and files give them."""
