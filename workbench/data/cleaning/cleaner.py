"""The steps of an experiment, put behind each other."""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version

from workbench.config.cleaning import Cleaning
from workbench.config.cleaning_step import CleaningStep
from workbench.data.cleaning import steps as steps_package
from workbench.data.cleaning.account import Cleaned, LeftOut
from workbench.data.cleaning.base import Chunk, Step
from workbench.data.pieces import SourcePiece
from workbench.data.readers.records import Document, Fault, Remark

_LIBRARIES = {
    "chinese_script": "opencc",
    "language": "py3langid",
    "near_duplicates": "rensa",
    "stop_words": "rjieba",
    "pattern": "regex",
}


def make_step(settings: CleaningStep) -> Step:
    """The step that does what the settings ask for. Raises DataError."""
    module = importlib.import_module(f"{steps_package.__name__}.{settings.step}")
    made = module.make(settings)
    assert isinstance(made, Step)
    return made


def identity(cleaning: Cleaning) -> str:
    """A text that is the same exactly where the same documents come out of the same ones.

    It names the settings of the steps that are on, in order, and what else the result depends on: the versions
    of the Unicode data and of the packages that these steps use.
    """
    if not cleaning.active:
        return ""
    used = sorted({_LIBRARIES[step.step] for step in cleaning.active if step.step in _LIBRARIES})
    versions = [f"{name} {version(name)}" for name in used]
    return "\n".join([cleaning.key(), f"Unicode {unicodedata.unidata_version}", *versions])


class Cleaner:
    """Takes the documents of one corpus through those of the steps that are on."""

    def __init__(self, steps: Sequence[CleaningStep]) -> None:
        self._steps: list[Step] = []
        for place, step in enumerate(steps, start=1):
            if step.enabled:
                self._steps.append(make_step(step))
                self._steps[-1].count.place = place
        self._removed = [0] * len(self._steps)
        self._emptied = 0
        self._handed_on = 0  # chunks of the present document with some text in them

    def clean(self, pieces: Iterable[SourcePiece]) -> Iterator[SourcePiece | LeftOut | Cleaned]:
        """The cleaned documents, LeftOut for each that is left out, and Cleaned at the end.

        Whatever else is among the pieces is handed on where it stands.
        """
        held: Document | None = None  # whether a document has ended is known when the next piece is seen
        for piece in pieces:
            if isinstance(piece, Document):
                if held is not None:
                    yield from self.take(held, last=not piece.continues)
                held = piece
                continue
            # A fault or a remark may stand between two pieces of one document; what else comes ends it.
            if held is not None and not isinstance(piece, Fault | Remark):
                yield from self.take(held)
                held = None
            yield piece
        if held is not None:
            yield from self.take(held)
        yield self.cleaned()

    def take(self, document: Document, last: bool = True) -> Iterator[Document | LeftOut]:
        """What becomes of a document, or of a piece of one; ``last``: the document ends with it."""
        if not document.continues:
            self._handed_on = 0
        for chunk in self._through(Chunk(document, document.text, not document.continues, last), 0):
            if chunk.text:
                yield replace(document, text=chunk.text, continues=self._handed_on > 0)
                self._handed_on += 1
        if last and not self._handed_on:
            step = self._removed_by()
            self._emptied += step < 0
            yield LeftOut(document, step)

    def cleaned(self) -> Cleaned:
        """What was done so far."""
        return Cleaned(tuple(replace(step.count) for step in self._steps), self._emptied)

    def _through(self, chunk: Chunk, place: int) -> Iterator[Chunk]:
        if place == len(self._steps):
            yield chunk
            return
        for item in self._steps[place].feed(chunk):
            yield from self._through(item, place + 1)

    def _removed_by(self) -> int:
        """The step that has left out another document since the last call, or -1 if none has."""
        before, self._removed = self._removed, [step.count.removed for step in self._steps]
        return next((place for place, count in enumerate(self._removed) if count != before[place]), -1)
