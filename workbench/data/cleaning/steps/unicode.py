"""Unicode normalisation, by Python's own tables."""

from __future__ import annotations

import unicodedata
from typing import Literal

from workbench.config.cleaning_steps.unicode import UnicodeStep
from workbench.data.cleaning.base import TextStep
from workbench.data.cleaning.counting import in_common
from workbench.data.readers.records import Document


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
        made = unicodedata.normalize(self._form, text)
        return made, len(text) - in_common(text, made)
