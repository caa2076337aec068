"""What steps that remove or replace single characters share: all of a text is looked up in one table at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.data.cleaning.base import TextStep
from workbench.data.codes import CODE_POINTS, codes_of, stretches, text_of
from workbench.data.readers.records import Document

Ranges = Sequence[tuple[int, int]]
"""Code points from the first to the last of each pair."""
Members = NDArray[np.bool_]
"""Whether a character is one of a class, by code point."""
_SPACE = ord(" ")


class RemovingStep(TextStep):
    """Removes each character of a class, or puts a space in its place; every character stands for itself."""

    def __init__(self, label: str, members: Members, spaces: bool = False) -> None:
        super().__init__(label)
        self._members = members
        self._spaces = spaces
        self._ascii = bytes(np.flatnonzero(members[:128]).tolist())
        self._to_spaces = bytes.maketrans(self._ascii, b" " * len(self._ascii))

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        if text.isascii():
            return self._of_ascii(text)
        codes = codes_of(text)
        found = self._members[codes]
        count = int(np.count_nonzero(found))
        if not count:
            return text, 0
        return text_of(np.where(found, np.uint32(_SPACE), codes) if self._spaces else codes[~found]), count

    def border(self, text: str) -> int:
        return len(text)

    def _of_ascii(self, text: str) -> tuple[str, int]:
        if not self._ascii:
            return text, 0
        content = text.encode("ascii")
        kept = content.translate(None, self._ascii)
        count = len(content) - len(kept)
        if not count:
            return text, 0
        return (content.translate(self._to_spaces) if self._spaces else kept).decode("ascii"), count


class Replacement:
    """Puts one character in place of another, each standing for itself."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._table = np.arange(CODE_POINTS, dtype=np.uint32)
        for before, after in pairs.items():
            self._table[ord(before)] = ord(after)
        self._ascii = "".join(character for character in pairs if character.isascii())

    def apply(self, text: str) -> tuple[str, int]:
        """The text with its characters replaced, and how many there were."""
        if text.isascii() and not any(character in text for character in self._ascii):
            return text, 0
        codes = codes_of(text)
        made = self._table[codes]
        count = int(np.count_nonzero(made != codes))
        return (text_of(made), count) if count else (text, 0)


def members_of(categories: Sequence[str] = (), also: Ranges = (), but: Ranges = ()) -> Members:
    """The characters of these categories of Unicode (section 4.5), and more, but not others.

    One letter, such as "P", stands for all categories that begin with it.
    """
    members = np.zeros(CODE_POINTS, dtype=np.bool_)
    for first, last, category in stretches():
        if category.startswith(tuple(categories)):
            members[first : last + 1] = True
    for ranges, value in ((also, True), (but, False)):
        for first, last in ranges:
            members[first : last + 1] = value
    return members


def singly(characters: Iterable[str]) -> list[tuple[int, int]]:
    """Each of these characters, as ranges."""
    return [(ord(character), ord(character)) for character in characters]
