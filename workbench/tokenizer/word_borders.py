"""Where a text may be cut, for all its places at once: asked once for each two classes of characters."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.tokenizer.patterns import character_class
from workbench.tokenizer.slices import Border

_CODE_POINTS = 0x110000
_MOST = 64
"""Room for so many classes; there are about 20."""
_NEW = 255


class _Classes:
    """The class of each code point, found when it first occurs; the same for all borders."""

    def __init__(self) -> None:
        self.first: list[str] = []
        """A character of each class."""
        self._numbers: dict[tuple[object, ...], int] = {}
        self._table = np.full(_CODE_POINTS, _NEW, np.uint8)
        self._adding = threading.Lock()

    def of(self, codes: NDArray[Any]) -> NDArray[np.uint8]:
        """The number of each character's class."""
        found = self._table[codes]
        if len(new := codes[found == _NEW]):
            self._add(np.unique(new).tolist())
            found = self._table[codes]
        return found

    def _add(self, codes: list[int]) -> None:
        with self._adding:
            for code in codes:
                key = character_class(chr(code))
                if key not in self._numbers:
                    self.first.append(chr(code))
                    self._numbers[key] = len(self._numbers)
                self._table[code] = self._numbers[key]


_classes = _Classes()


class WordBorders:
    """The places of a text where a border is, as `slices.Border` says it for two characters."""

    def __init__(self, border: Border) -> None:
        self._border = border
        self._known = 0
        self._between = np.zeros((_MOST, _MOST), np.bool_)

    def places(self, codes: NDArray[Any]) -> NDArray[np.int64]:
        """The characters, in rising order, before which the text may be cut; never the first one."""
        classes = _classes.of(codes)
        self._learn(_classes.first)
        pairs = classes[:-1].astype(np.uint16) * _MOST + classes[1:]
        return np.flatnonzero(self._between.ravel()[pairs]) + 1

    def _learn(self, first: list[str]) -> None:
        """Ask for every two classes that are new."""
        known, count = self._known, len(first)
        for left in range(count):
            for right in range(count):
                if left >= known or right >= known:
                    self._between[left, right] = self._border(first[left], first[right])
        self._known = count
