"""The resemblance of texts as Broder (1997) defines it, written down plainly, on sets of texts."""

from __future__ import annotations

import unicodedata


def canonical(text: str) -> str:
    """Small letters and digits, and one space between words."""
    return " ".join("".join(map(_form, text)).split())


def _form(character: str) -> str:
    if unicodedata.category(character)[0] not in "LMN":
        return " "
    folded = character.casefold()
    return folded if len(folded) == 1 else character


def shingles(text: str, size: int = 5) -> set[str]:
    """The set of every so many characters in a row."""
    text = canonical(text)
    return {text[i : i + size] for i in range(len(text) - size + 1)}


def resemblance(first: str, second: str, size: int = 5) -> float:
    """The Jaccard index of two such sets."""
    one, other = shingles(first, size), shingles(second, size)
    return len(one & other) / len(one | other) if one and other else 0.0
