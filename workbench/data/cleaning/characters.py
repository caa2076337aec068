"""What steps that remove single characters share."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from workbench.data.cleaning.base import TextStep
from workbench.data.readers.records import Document

Ranges = Sequence[tuple[int, int]]
"""Code points from the first to the last of each pair."""


class RemovingStep(TextStep):
    """Removes each character of a class, or puts something in its place; every character stands for itself."""

    def __init__(self, label: str, pattern: re.Pattern[str], replacement: str = "") -> None:
        super().__init__(label)
        self._pattern = pattern
        self._replacement = replacement

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        return self._pattern.subn(self._replacement, text)

    def border(self, text: str) -> int:
        return len(text)


def pattern_of(categories: Sequence[str] = (), also: Ranges = (), but: Ranges = ()) -> re.Pattern[str]:
    """A pattern that finds each character of these categories of Unicode (section 4.5), and more, but not others.

    One letter, such as "P", stands for all categories that begin with it.
    """
    wanted = [(first, last) for first, last, category in _stretches() if category.startswith(tuple(categories))]
    wanted += also
    if not wanted:
        return re.compile(r"(?!)")
    # Looked at behind a match, so that a character that stays costs nothing where it does not occur.
    return re.compile(_class(wanted) + (f"(?<!{_class(but)})" if but else ""))


def singly(characters: Iterable[str]) -> list[tuple[int, int]]:
    """Each of these characters, as ranges."""
    return [(ord(character), ord(character)) for character in characters]


def _class(ranges: Ranges) -> str:
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


@cache
def _stretches() -> list[tuple[int, int, str]]:
    """All code points: the first and the last of each stretch of one category, and the category."""
    found: list[tuple[int, int, str]] = []
    begin, before = 0, unicodedata.category("\0")
    for code in range(1, sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category != before:
            found.append((begin, code - 1, before))
            begin, before = code, category
    return [*found, (begin, sys.maxunicode, before)]
