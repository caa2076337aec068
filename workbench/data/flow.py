"""The way of a text from its files to the store, one document at a time, in constant memory.

    read_source -> clean -> Splitter.part_of -> whoever takes the documents (`workbench.data.store.TextWriter`)

Two stages attach here. Cleaning: `clean` takes the pieces and gives pieces; it may change, drop and add documents,
and hands on everything else as it is. Splitting: `splitter` makes the one that says to which part each document
belongs. A long document comes in several pieces of a few million characters, all but the first of which say that they
``continues``; they all go to the part of the first.

Whatever a stage reads from the settings must be a setting of ``experiment.data`` or of a section that
`workbench.data.identity` knows, since what is prepared once is kept under the settings that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from workbench.config.experiment import Experiment
from workbench.data.encodings import Finding
from workbench.data.pieces import Sample, SourcePiece, read_source
from workbench.data.readers.reading import Opened
from workbench.data.readers.records import Document, Fault, Remark

PartName = Literal["train", "val", "test"]
PARTS: tuple[PartName, ...] = get_args(PartName)
"""The parts of a text: to learn from, to measure on while learning, and to measure on at the end."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A document, or a piece of one, and the part that it belongs to."""

    part: PartName
    document: Document


FlowPiece = Placed | Fault | Finding | Remark | Opened | Sample


class Splitter(Protocol):
    """Says which documents are kept out of training."""

    @property
    def cut(self) -> float:
        """The share of characters at the end of "train" that becomes "val" once all is read; 0 cuts nothing."""

    def part_of(self, document: Document) -> PartName:
        """The part of a document, told from its first piece."""


def flow(experiment: Experiment, splitting: Splitter) -> Iterator[FlowPiece]:
    """Every document with its part, in order, and between them what the readers say. Raises DataError in words."""
    part: PartName = "train"
    for piece in clean(experiment, read_source(experiment.data)):
        if isinstance(piece, Document):
            part = part if piece.continues else splitting.part_of(piece)
            yield Placed(part, piece)
        else:
            yield piece


def clean(experiment: Experiment, pieces: Iterator[SourcePiece]) -> Iterator[SourcePiece]:
    """The cleaning stage."""
    return pieces


def splitter(experiment: Experiment) -> Splitter:
    """The split stage: what the experiment asks for."""
    return CutAtTheEnd(experiment.data.validation_fraction)


@dataclass(frozen=True, slots=True)
class CutAtTheEnd:
    """All documents are one text, of which the last ``cut`` is kept out, wherever that cut falls."""

    cut: float

    def part_of(self, document: Document) -> PartName:
        """All are of one part."""
        return "train"
