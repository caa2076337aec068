"""Near duplicates, by MinHash."""

from __future__ import annotations

from workbench.config.cleaning_steps.near_duplicates import NearDuplicates
from workbench.data.cleaning.base import FilterStep, Step
from workbench.data.duplicates import NearIndex, Sketch
from workbench.data.readers.records import Document


def make(settings: NearDuplicates) -> Step:
    """The step of these settings."""
    return _NearDuplicates(settings)


class _NearDuplicates(FilterStep):
    """A document shorter than a shingle is no copy of another."""

    def __init__(self, settings: NearDuplicates) -> None:
        super().__init__(settings.label)
        self._shingle = settings.shingle
        self._index = NearIndex(settings.threshold)
        self._sketch = Sketch(self._shingle)

    def begin(self) -> None:
        self._sketch = Sketch(self._shingle)

    def look(self, text: str, document: Document) -> bool | None:
        self._sketch.update(text)
        return None

    def end(self) -> bool:
        made = self._sketch.finish()
        return made is None or self._index.add_new(made)
