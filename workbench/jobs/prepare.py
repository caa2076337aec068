"""From an experiment to token ids: read, split, tokenize, check; no torch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.batches import check_fits
from workbench.data.joining import gather
from workbench.data.pieces import located
from workbench.data.readers.reading import read_head
from workbench.data.splitting import PARTS, splitter
from workbench.data.store import TextWriter
from workbench.data.text import Origin, Text, utf8_length
from workbench.errors import DataError
from workbench.events import DataPrepared, Emit, Leakage, Notice, Stage, TableSeen
from workbench.jobs.fetching import fetch_sources
from workbench.jobs.leaking import look_for_leakage
from workbench.messages import say
from workbench.tokenizer import Tokenizer, tokenizer_class, train_tokenizer

PREVIEW_CHARACTERS = 2_000
_PIECE = 1 << 18  # characters between two looks at the control, and two reports of progress


@dataclass(frozen=True, slots=True)
class Prepared:
    """The text as a model will see it: ``train``, ``val`` and ``test`` (empty where there is none) are 1-D ids.

    ``floor`` is the source's exact entropy rate in nats per validation token, else None;
    ``bytes_per_token_val`` turns a loss per token into bits per byte, as ``bytes_per_token_test`` does.
    """

    text: Text
    tokenizer: Tokenizer[Any]
    train: NDArray[Any]
    val: NDArray[Any]
    test: NDArray[Any]
    floor: float | None
    bytes_per_token_val: float
    bytes_per_token_test: float
    document_starts: NDArray[np.int64]
    """Where documents begin in the training text, in characters."""
    train_characters: int


@dataclass(frozen=True, slots=True)
class _Source:
    """The text read and split, with the tokenizer made for it."""

    text: Text
    train: str
    val: str
    test: str
    tokenizer: Tokenizer[Any]
    leakage: tuple[Leakage, ...]
    document_starts: NDArray[np.int64]


def prepare(experiment: Experiment, emit: Emit, control: JobControl) -> Prepared | None:
    """Everything that training needs of the text, or None when a stop was asked for meanwhile.

    Emits Stage, Notice and one DataPrepared. Raises DataError in words for a text that cannot be read or
    is too small for this experiment, TokenizerError for a tokenizer that cannot be made.
    """
    source = _load(experiment, emit, control) if fetch_sources(experiment.data, emit, control) else None
    if source is None:
        return None
    val, test, train = (_joined(source, ids) for ids in _encode_all(source, emit, control))
    if control.stop_requested:
        return None
    report = _report(source, len(train), len(val), len(test))
    _tell_report(experiment, source, report, emit)
    return Prepared(
        text=source.text,
        tokenizer=source.tokenizer,
        train=train,
        val=val,
        test=test,
        floor=report.floor,
        bytes_per_token_val=utf8_length(source.val) / len(val),
        bytes_per_token_test=utf8_length(source.test) / max(1, len(test)),
        document_starts=source.document_starts,
        train_characters=len(source.train),
    )


def preview_data(experiment: Experiment, emit: Emit, control: JobControl) -> DataPrepared | None:
    """What `prepare` would report, with exact counts, but without keeping any ids.

    Emits and raises the same, and for a source that is read from files what columns it has, before all of it
    is read; returns None when a stop was asked for.
    """
    if not fetch_sources(experiment.data, emit, control):
        return None
    if experiment.data.sample is None and experiment.data.source.strip():
        head = read_head(located(experiment.data))
        emit(TableSeen(head.file, head.columns, head.chosen, head.rows) if head else TableSeen("", (), (), ()))
    source = _load(experiment, emit, control)
    if source is None:
        return None
    val, test, train = (sum(map(len, ids)) for ids in _encode_all(source, emit, control))
    if control.stop_requested:
        return None
    report = _report(source, train, val, test)
    _tell_report(experiment, source, report, emit)
    return report


def _load(experiment: Experiment, emit: Emit, control: JobControl) -> _Source | None:
    emit(Stage(say("Reading the text")))

    def progress(documents: int) -> bool:
        if documents:
            emit(Stage(say("Reading the text: {documents:,} documents", documents=documents)))
        return not control.stop_requested

    splitting = splitter(experiment.data)
    with TemporaryDirectory() as folder, TextWriter(Path(folder), experiment.data.separator) as writer:
        origin = gather(experiment, splitting, writer.take, progress)
        if origin is None or control.stop_requested:
            return None
        stored = writer.finish(splitting.cuts)
        if len(stored.counts.characters) == 1:
            raise DataError(
                say("{name} holds only one character, again and again: there is nothing to predict.", name=origin.name),
                say("Choose a text in which different characters occur."),
            )
        emit(Stage(say("Looking for leakage")))
        leakage = tuple(look_for_leakage(stored, experiment.data, lambda: control.stop_requested))
        train, val, test = (stored.part(name).text() for name in PARTS)
        starts = np.concatenate([np.empty(0, np.int64), *stored.part("train").document_starts()])
    _tell(experiment, origin, emit)
    emit(Stage(say("Making the tokenizer")))
    # Where it may, a tokenizer learns from the training text alone: the validation text stays unseen.
    whole = tokenizer_class(experiment.tokenizer.kind).needs_whole_text
    tokenizer = train_tokenizer(experiment.tokenizer, train + val + test if whole else train, control)
    if control.stop_requested:
        return None
    return _Source(Text.of(origin, train + val + test), train, val, test, tokenizer, leakage, starts)


def _tell(experiment: Experiment, origin: Origin, emit: Emit) -> None:
    """Where the text comes from, and what was found there."""
    if experiment.data.sample is None:
        name, encoding, reason = origin.name, origin.encoding, origin.encoding_reason
        emit(Notice(say("{name}: {encoding}. {reason}", name=name, encoding=encoding, reason=reason)))
    for notice in origin.notices:
        emit(notice)


def _encode_all(source: _Source, emit: Emit, control: JobControl) -> Iterator[Iterator[NDArray[Any]]]:
    """The ids of the validation, the test and the training text, so that progress is counted over all of them."""
    done = 0
    for part in (source.val, source.test, source.train):
        yield _encode(source, part, done, emit, control)
        done += len(part)


def _encode(source: _Source, part: str, done: int, emit: Emit, control: JobControl) -> Iterator[NDArray[Any]]:
    """The ids of a part of the text, piece by piece; ends early when a stop is asked for."""
    continued = False
    for piece in source.tokenizer.pieces(part, _PIECE):
        if control.stop_requested:
            return
        emit(Stage(say("Turning the text into tokens"), done / len(source.text.text)))
        yield source.tokenizer.encode(piece, continued=continued)
        continued = True
        done += len(piece)


def _joined(source: _Source, pieces: Iterator[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate([np.empty(0, source.tokenizer.dtype), *pieces])


def _report(source: _Source, train_tokens: int, val_tokens: int, test_tokens: int) -> DataPrepared:
    text = source.text
    floor = None
    if text.entropy_rate is not None and val_tokens:
        floor = text.entropy_rate * len(source.val) / val_tokens
    return DataPrepared(
        name=text.name,
        encoding=text.encoding,
        characters=len(text.text),
        bytes=text.bytes,
        vocab_size=source.tokenizer.vocab_size,
        train_tokens=train_tokens,
        val_tokens=val_tokens,
        preview=text.text[:PREVIEW_CHARACTERS],
        floor=floor,
        test_tokens=test_tokens,
    )


def _tell_report(experiment: Experiment, source: _Source, report: DataPrepared, emit: Emit) -> None:
    """Report what the text is. Raises DataError unless it is large enough for this experiment."""
    emit(report)
    for found in source.leakage:
        emit(found)
    _check(experiment, report)


def _check(experiment: Experiment, report: DataPrepared) -> None:
    """Raise DataError unless the text is large enough for this experiment."""
    check_fits(report.train_tokens, experiment.training.context_length, experiment.training.batch_size)
    if report.val_tokens < 2:
        message = say(
            "The validation text is too short: it has {tokens} tokens, and at least 2 are needed.",
            tokens=report.val_tokens,
        )
        raise DataError(message, say("Raise data.validation_fraction, or use a longer text."))
