"""Language filter, by py3langid."""

from __future__ import annotations

import numpy as np

from workbench.config.cleaning_steps.language import Language
from workbench.data.cleaning.base import FilterStep, Step
from workbench.data.languages import LOOKED_AT, language_model
from workbench.data.readers.records import Document

_VARIETIES = {"zh": ("wuu", "yue"), "ar": ("ary", "arz"), "no": ("nn",)}


def make(settings: Language) -> Step:
    """The step of these settings."""
    return _Language(settings)


class _Language(FilterStep):
    def __init__(self, settings: Language) -> None:
        super().__init__(settings.label)
        wanted = {*settings.codes, *(variety for code in settings.codes for variety in _VARIETIES.get(code, ()))}
        self._model = language_model()
        self._wanted = np.array([code in wanted for code in self._model.codes])
        self._confidence = settings.confidence
        self._shortest = settings.shortest
        self._head = ""

    def begin(self) -> None:
        self._head = ""

    def look(self, text: str, document: Document) -> bool | None:
        self._head += text[: LOOKED_AT - len(self._head)]
        return self.end() if len(self._head) >= LOOKED_AT else None

    def end(self) -> bool:
        if len(self._head) < self._shortest:
            return True
        return 1.0 - float(self._model.shares(self._head)[self._wanted].sum()) <= self._confidence
