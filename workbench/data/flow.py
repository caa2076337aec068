"""The way of a text from its files to the store, one document at a time, in constant memory.

    read_all -> clean -> Splitter.part_of -> Augmenter -> whoever takes them (`workbench.data.store.TextWriter`)

Two stages attach here. Cleaning: `clean` takes the pieces and gives pieces; it may change, drop and add documents,
and hands on everything else as it is. Splitting: `workbench.data.splitting` says to which part each document
belongs. A long document comes in several pieces of a few million characters, all but the first of which say that they
``continues``; they all go to the part of the first.

Whatever a stage reads from the settings must be a setting of ``experiment.data`` or of a section that
`workbench.data.identity` knows, since what is prepared once is kept under the settings that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.config.experiment import Experiment
from workbench.data.augmentation import Augmenter
from workbench.data.cleaning.account import Cleaned, LeftOut
from workbench.data.cleaning.cleaner import Cleaner
from workbench.data.encodings import Finding
from workbench.data.pieces import KeptFor, Sample, SourcePiece, read_all
from workbench.data.readers.reading import Opened
from workbench.data.readers.records import Document, Fault, Remark
from workbench.data.splitting import PartName, Splitter


@dataclass(frozen=True, slots=True)
class Placed:
    """A document, or a piece of one, and the part that it belongs to."""

    part: PartName
    document: Document


FlowPiece = Placed | Fault | Finding | Remark | Opened | Sample | LeftOut | Cleaned


def flow(experiment: Experiment, splitting: Splitter) -> Iterator[FlowPiece]:
    """Every document with its part, in order, and between them what the readers say. Raises DataError in words."""
    kept_for: PartName = "train"
    augmenter = Augmenter(experiment.augmentation) if experiment.augmentation.copies else None
    for piece in clean(experiment, read_all(experiment.data)):
        # A document has ended where anything but its next piece, a fault or a remark comes.
        if augmenter is not None and not (isinstance(piece, Fault | Remark) or _continues(piece)):
            yield from (Placed("train", copy) for copy in augmenter.copies())
        if isinstance(piece, Document):
            placed = Placed(splitting.part_of(piece, kept_for), piece)
            yield placed
            if augmenter is not None and placed.part == "train":
                augmenter.take(piece)
        elif isinstance(piece, KeptFor):
            kept_for = piece.part
        else:
            yield piece
    if augmenter is not None:
        yield from (Placed("train", copy) for copy in augmenter.copies())
        yield augmenter.remark()


def _continues(piece: object) -> bool:
    return isinstance(piece, Document) and piece.continues


def clean(experiment: Experiment, pieces: Iterator[SourcePiece]) -> Iterator[SourcePiece | LeftOut | Cleaned]:
    """The cleaning stage; where no step is on, every piece goes by untouched."""
    if not experiment.cleaning.active:
        yield from pieces
        return
    for piece in Cleaner(experiment.cleaning.steps).clean(pieces):
        # What is exactly known of a generated text is not known of what cleaning makes of it.
        yield replace(piece, entropy_rate=None) if isinstance(piece, Sample) else piece
