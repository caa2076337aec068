"""Unicode normalisation, by Python's own tables."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Literal

from workbench.config.cleaning_steps.unicode import UnicodeStep
from workbench.data.cleaning.base import TextStep
from workbench.data.readers.records import Document

_BEYOND_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


def make(settings: UnicodeStep) -> TextStep:
    return _Unicode(settings.label, settings.form)


class _Unicode(TextStep):
    """A line end neither composes with anything nor is reordered, so that complete lines stand for themselves."""

    def __init__(self, label: str, form: Literal["NFC", "NFKC"]) -> None:
        super().__init__(label)
        self._form = form

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        if text.isascii() or unicodedata.is_normalized(self._form, text):
            return text, 0
        # Counted by stretches with a letter before them, which an accent may change.
        stretches = Counter(_BEYOND_ASCII.findall(text))
        touched = sum(count * self._touched(stretch) for stretch, count in stretches.items())
        return unicodedata.normalize(self._form, text), touched

    def _touched(self, stretch: str) -> int:
        after = unicodedata.normalize(self._form, stretch)
        if stretch == after:
            return 0
        kept = sum((Counter(stretch) & Counter(after)).values())
        return len(stretch) - kept
