"""Lower case."""

from __future__ import annotations

from workbench.config.cleaning_steps.lowercase import Lowercase
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.cleaning.counting import replaced
from workbench.data.readers.records import Document


def make(settings: Lowercase) -> Step:
    """The step of these settings."""
    return _Lowercase(settings.label)


class _Lowercase(TextStep):
    """The Greek sigma at the end of a word looks at its neighbours, so that complete lines are taken."""

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        lower = text.lower()
        return lower, 0 if lower == text else replaced(text, lower)
