"""Measure a run's model: on its own validation text, or on another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from numpy.typing import NDArray

from workbench.control import JobControl
from workbench.data.source import load_source
from workbench.data.text import utf8_length
from workbench.data.token_files import open_tokens
from workbench.errors import DataError
from workbench.events import Emit, Evaluated, Notice, Stage
from workbench.jobs.fetching import fetch_sources
from workbench.jobs.loading import LoadedRun, load_run_model
from workbench.jobs.watching import Losses
from workbench.messages import say
from workbench.runs.checkpoints import Which
from workbench.training.computing import computing
from workbench.training.device import Hardware, choose
from workbench.training.hooks import Measured
from workbench.training.memory import memory_errors, windows_in_words


def evaluate(
    run_dir: Path,
    emit: Emit,
    control: JobControl,
    data: Path | str | None = None,
    checkpoint: Which = "best",
    part: Literal["val", "test"] = "val",
) -> Evaluated | None:
    """Loss, perplexity and bits per byte of a run's checkpoint over every token of a text.

    The text is a part of the run's own, or in the run's tokenizer what ``data`` names as ``data.source`` does: a file,
    a folder, a data set of the Hub, which is downloaded, or a sample. The training loss beside it
    is over as much of the run's training text as its evaluations took. Nothing in the folder changes, so it may be
    training meanwhile. None when stopped. Raises a WorkbenchError in words.
    """
    run = load_run_model(run_dir, emit, checkpoint)
    text = _own_text(run, part, emit) if data is None else _read(str(data), run, emit, control)
    if text is None:
        return None
    emit(Stage(say("Measuring")))
    measured = _measure(run, text, choose(run.experiment.runtime), emit, control)
    if measured is None:
        return None
    event = measured.event(run.checkpoint.step, run.checkpoint.best)
    emit(event)
    return event


@dataclass(frozen=True, slots=True)
class _Text:
    tokens: NDArray[Any]
    bytes_per_token: float


def _own_text(run: LoadedRun, part: Literal["val", "test"], emit: Emit) -> _Text:
    """A part of the run's text. Raises DataError for a test part that was not kept."""
    folder, meta = run.folder, run.folder.meta()
    if part == "val":
        return _Text(open_tokens(folder.val_file), meta["bytes_per_token"])
    if not folder.test_file.exists():
        raise DataError(
            say("{run} kept no text for a test.", run=folder.path.name),
            say("Set data.test_fraction (or data.test_source) before training, or measure on a file with --data."),
        )
    emit(Notice(say("Measured is the test text, which the model was neither trained nor chosen by.")))
    return _Text(open_tokens(folder.test_file), meta["bytes_per_token_test"])


def _read(source: str, run: LoadedRun, emit: Emit, control: JobControl) -> _Text | None:
    """Another text, read as the run's own was: the same columns, the same template. None when stopped."""
    tokenizer = run.tokenizer
    alone = {"source": source, "encoding": "auto", "more_sources": (), "weight": 1.0, "split": "ratio"}
    data = run.experiment.data.model_copy(update=alone)
    if not fetch_sources(data, emit, control):
        return None
    text = load_source(data, lambda documents: not control.stop_requested)
    if control.stop_requested:
        return None
    name = text.name
    for notice in text.notices:
        emit(notice)
    unknown = tokenizer.unknown_characters(text.text)
    if unknown:
        some = " ".join(sorted(unknown)[:10])
        message = say(
            "{file} has {count} characters (or words) that the run's tokenizer does not know: {some}",
            file=name,
            count=len(unknown),
            some=some,
        )
        emit(Notice(message, "warning"))
    tokens = tokenizer.encode(text.text)
    if len(tokens) < 2:
        raise DataError(say("{file} is too short to measure anything on.", file=name), say("Choose a longer text."))
    return _Text(tokens, utf8_length(text.text) / len(tokens))


def _measure(run: LoadedRun, text: _Text, hardware: Hardware, emit: Emit, control: JobControl) -> Measured | None:
    settings = run.experiment.training
    train = open_tokens(run.folder.train_file)
    measure = Losses(train, text.tokens, settings, text.bytes_per_token, hardware, control)
    with computing(hardware), memory_errors(settings.batch_size, settings.context_length):
        found = measure(run.model.to(hardware.device), whole=True)
    if found is not None and found.windows is not None:
        emit(Notice(windows_in_words(found.windows), "warning"))
    return found
