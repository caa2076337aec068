"""Exact duplicates."""

from __future__ import annotations

from workbench.config.cleaning_steps.duplicates import Duplicates
from workbench.data.cleaning.base import AT_ONCE, FilterStep, Step
from workbench.data.duplicates import ExactIndex, Fingerprint
from workbench.data.readers.records import Document


def make(settings: Duplicates) -> Step:
    """The step of these settings."""
    return _Duplicates(settings.label, settings.ignore == "case_and_space")


class _Duplicates(FilterStep):
    def __init__(self, label: str, loosely: bool) -> None:
        super().__init__(label)
        self._loosely = loosely
        self._seen = ExactIndex()
        self._fingerprint = Fingerprint()

    def begin(self) -> None:
        self._fingerprint = Fingerprint()

    def look(self, text: str, document: Document) -> bool | None:
        for start in range(0, len(text), AT_ONCE):
            part = text[start : start + AT_ONCE]
            self._fingerprint.update("".join(part.casefold().split()) if self._loosely else part)
        return None

    def end(self) -> bool:
        return self._seen.add(self._fingerprint.digest())
