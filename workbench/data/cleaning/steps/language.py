"""Language filter, by py3langid."""

from __future__ import annotations

from functools import cache
from typing import Any

from workbench.config.cleaning_steps.language import Language
from workbench.data.cleaning.base import FilterStep, Step
from workbench.data.readers.records import Document

LOOKED_AT = 1_000
"""Characters of a document, from its beginning, that its language is judged by."""
_VARIETIES = {"zh": ("wuu", "yue"), "ar": ("ary", "arz"), "no": ("nn",)}


def make(settings: Language) -> Step:
    """The step of these settings."""
    return _Language(settings)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def languages_of(text: str) -> dict[str, float]:
    """The probability of each language, by its code, the likeliest first; they sum to 1."""
    return dict(_identifier().rank(text[:LOOKED_AT].encode("utf-8", "replace").decode("utf-8")))


class _Language(FilterStep):
    def __init__(self, settings: Language) -> None:
        super().__init__(settings.label)
        self._wanted = {*settings.codes, *(variety for code in settings.codes for variety in _VARIETIES.get(code, ()))}
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
        wanted = sum(share for code, share in languages_of(self._head).items() if code in self._wanted)
        return 1.0 - wanted <= self._confidence
