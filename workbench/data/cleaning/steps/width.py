"""Full-width and half-width forms."""

from __future__ import annotations

import re
import unicodedata

from workbench.config.cleaning_steps.width import Width
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.cleaning.characters import Replacement
from workbench.data.readers.records import Document

_DISTANCE = 0xFEE0  # between U+0021..U+007E and U+FF01..U+FF5E
_WIDE_SPACE = "\u3000"
_KATAKANA = re.compile(r"[\uff65-\uff9f]+")


def make(settings: Width) -> Step:
    """The step of these settings."""
    return _Width(settings)


class _Width(TextStep):
    """Katakana join with the voicing marks behind them, so that complete lines are taken."""

    def __init__(self, settings: Width) -> None:
        super().__init__(settings.label)
        self._katakana = settings.katakana and settings.direction == "half"
        narrow = [code for code in range(0x21, 0x7F) if settings.letters and chr(code).isalnum()]
        narrow += [code for code in range(0x21, 0x7F) if settings.punctuation and not chr(code).isalnum()]
        wide = {chr(code): chr(code + _DISTANCE) for code in narrow}
        if settings.punctuation:
            wide[" "] = _WIDE_SPACE
        self._replacement = Replacement(wide if settings.direction == "full" else {b: a for a, b in wide.items()})

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        made, touched = self._replacement.apply(text)
        if self._katakana and not made.isascii() and (found := _KATAKANA.findall(made)):
            touched += sum(map(len, found))
            made = _KATAKANA.sub(lambda match: unicodedata.normalize("NFKC", match[0]), made)
        return made, touched
