"""From an experiment to token ids: read, split, tokenize, check; no torch.

All of it flows through the disk in constant memory (`workbench.jobs.preparing`), and is kept: what was prepared once
is there at once the next time.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.batches import check_fits
from workbench.data.pieces import located
from workbench.data.readers.reading import read_head
from workbench.data.splitting import PARTS, PartName
from workbench.data.statistics import Statistics, read_statistics
from workbench.data.text import Origin
from workbench.data.token_files import open_starts, open_tokens, write_tokens
from workbench.errors import DataError
from workbench.events import DataCounted, DataPrepared, Emit, Notice, TableSeen
from workbench.jobs.fetching import fetch_sources
from workbench.jobs.preparing import STATISTICS, Made, make
from workbench.messages import say
from workbench.tokenizer import Tokenizer, tokenizer_class
from workbench.tokenizer.registry import EXCERPT


@dataclass(frozen=True, slots=True)
class Prepared:
    """The text as a model will see it: ``train``, ``val`` and ``test`` (empty where there is none) are 1-D ids.

    ``floor`` is the source's exact entropy rate in nats per validation token, else None;
    ``bytes_per_token_val`` turns a loss per token into bits per byte, as ``bytes_per_token_test`` does.
    """

    origin: Origin
    tokenizer: Tokenizer[Any]
    parts: dict[PartName, NDArray[Any]]
    floor: float | None
    bytes_per_token_val: float
    bytes_per_token_test: float
    statistics: Statistics
    document_starts: NDArray[np.int64]
    """The tokens with which documents of the training text begin; on disk. See `Statistics.exact_lengths`."""
    files: dict[PartName, Path] = field(repr=False)

    @property
    def train(self) -> NDArray[Any]:
        """The ids to learn from."""
        return self.parts["train"]

    @property
    def val(self) -> NDArray[Any]:
        """The ids to measure on while learning."""
        return self.parts["val"]

    @property
    def test(self) -> NDArray[Any]:
        """The ids to measure on at the end."""
        return self.parts["test"]

    def keep(self, part: PartName, path: Path) -> None:
        """Put the token file of a part there, in a place of its own. Raises StorageError."""
        with contextlib.suppress(OSError, KeyError):
            os.link(self.files[part], path)
            return
        write_tokens(path, self.parts[part], self.tokenizer.vocab_size)


def prepare(experiment: Experiment, emit: Emit, control: JobControl) -> Prepared | None:
    """Everything that training needs of the text, or None when a stop was asked for meanwhile.

    Emits Stage, Notice, one DataPrepared and one DataCounted. Raises DataError in words for a text that cannot be
    read or is too small for this experiment, TokenizerError for a tokenizer that cannot be made.
    """
    found = _prepare(experiment, emit, control) if fetch_sources(experiment.data, emit, control) else None
    return None if found is None else found[0]


def preview_data(experiment: Experiment, emit: Emit, control: JobControl) -> DataPrepared | None:
    """What `prepare` would report; a `prepare` that follows finds the text prepared.

    Emits and raises the same, and for a source that is read from files what columns it has, before all of it
    is read; returns None when a stop was asked for.
    """
    if not fetch_sources(experiment.data, emit, control):
        return None
    if experiment.data.sample is None and experiment.data.source.strip():
        head = read_head(located(experiment.data))
        emit(TableSeen(head.file, head.columns, head.chosen, head.rows) if head else TableSeen("", (), (), ()))
    found = _prepare(experiment, emit, control)
    return None if found is None else found[1]


def _prepare(experiment: Experiment, emit: Emit, control: JobControl) -> tuple[Prepared, DataPrepared] | None:
    made: list[tuple[Made, Prepared]] = []
    if not make(experiment, emit, control, lambda entry: made.append((entry, _open(entry)))) or control.stop_requested:
        return None
    (entry, prepared), *_ = made
    report = _report(entry, prepared)
    _tell(experiment, entry, emit)
    emit(DataCounted(str(entry.folder / STATISTICS), _summary(prepared.statistics)))
    emit(report)
    for found in entry.facts.leakage or ():
        emit(found)
    _check(experiment, report)
    return prepared, report


def _open(made: Made) -> Prepared:
    files = {name: made.folder / f"{name}.bin" for name in PARTS if made.facts.stored.part(name).bytes}
    empty = np.empty(0, made.tokenizer.dtype)
    parts = {name: open_tokens(files[name]) if name in files else empty for name in PARTS}
    val, tokens = made.facts.stored.part("val"), len(parts["val"])
    rate = made.facts.origin.entropy_rate
    return Prepared(
        origin=made.facts.origin,
        tokenizer=made.tokenizer,
        parts=parts,
        floor=rate * val.characters / tokens if rate is not None and tokens else None,
        bytes_per_token_val=val.bytes / max(1, tokens),
        bytes_per_token_test=made.facts.stored.part("test").bytes / max(1, len(parts["test"])),
        statistics=read_statistics(made.folder / STATISTICS),
        document_starts=open_starts(made.folder / "train.starts"),
        files=files,
    )


def _tell(experiment: Experiment, made: Made, emit: Emit) -> None:
    """What is worth knowing of the text, each time that it is used."""
    origin = made.facts.origin
    if experiment.data.sample is None:
        name, encoding, reason = origin.name, origin.encoding, origin.encoding_reason
        emit(Notice(say("{name}: {encoding}. {reason}", name=name, encoding=encoding, reason=reason)))
    for notice in origin.notices:
        emit(notice)
    characters = made.facts.stored.part("train").characters
    if tokenizer_class(experiment.tokenizer.kind).learns and characters > EXCERPT:
        message = say(
            "The tokenizer learned from {most:,} of the {all:,} characters, evenly spread over the text: "
            "it would need too much memory for all of them.",
            most=EXCERPT,
            all=characters,
        )
        emit(Notice(message))


def _report(made: Made, prepared: Prepared) -> DataPrepared:
    origin = made.facts.origin
    return DataPrepared(
        name=origin.name,
        encoding=origin.encoding,
        characters=made.facts.stored.characters,
        bytes=origin.bytes,
        vocab_size=made.tokenizer.vocab_size,
        train_tokens=len(prepared.train),
        val_tokens=len(prepared.val),
        preview=made.facts.preview,
        floor=prepared.floor,
        test_tokens=len(prepared.test),
    )


def _summary(statistics: Statistics) -> dict[str, dict[str, float]]:
    return {
        name: {
            "documents": part.documents,
            "characters": part.characters,
            "bytes": part.bytes,
            "tokens": part.tokens,
            "bytes_per_token": part.bytes_per_token,
            "unknown": part.unknown,
            "distinct_tokens": part.distinct_tokens,
        }
        for name, part in statistics.parts.items()
    }


def _check(experiment: Experiment, report: DataPrepared) -> None:
    """Raise DataError unless the text is large enough for this experiment."""
    check_fits(report.train_tokens, experiment.training.context_length, experiment.training.batch_size)
    if report.val_tokens < 2:
        message = say(
            "The validation text is too short: it has {tokens} tokens, and at least 2 are needed.",
            tokens=report.val_tokens,
        )
        raise DataError(message, say("Raise data.validation_fraction, or use a longer text."))
