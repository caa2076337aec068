"""Measure a run's model: on its own validation text, or on another."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.config.yaml_io import load
from workbench.control import JobControl
from workbench.data.text import read_text
from workbench.data.token_files import open_tokens
from workbench.errors import CheckpointError, DataError
from workbench.evaluation.loss import bits_per_byte, evaluate_loss, perplexity
from workbench.events import Emit, Evaluated, Notice, Stage
from workbench.messages import say
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import Checkpoint, load_checkpoint, load_weights
from workbench.runs.folder import RunFolder
from workbench.tokenizer import load_tokenizer
from workbench.training.device import choose
from workbench.training.memory import memory_errors
from workbench.training.updater import autocast


def evaluate(run_dir: Path, emit: Emit, control: JobControl, data: Path | None = None) -> Evaluated | None:
    """Loss, perplexity and bits per byte of the run's best checkpoint over every token of a text.

    The text is the run's validation split, or the file ``data`` in the run's tokenizer. The
    training loss beside it is over as much of the run's training text as its evaluations took.
    Nothing in the folder changes, so it may be training meanwhile. None when stopped. Raises a
    WorkbenchError in words.
    """
    folder = RunFolder.open(run_dir)
    experiment = load(folder.experiment_file)
    checkpoint = _checkpoint(folder, emit)
    text = _Text(open_tokens(folder.val_file), folder.meta()["bytes_per_token"])
    if data is not None:
        text = _read(data, folder, emit)
    hardware = choose(experiment.runtime)
    settings = experiment.training
    emit(Stage(say("Measuring")))
    threads = torch.get_num_threads()
    torch.set_num_threads(hardware.threads)
    try:
        with memory_errors(settings.batch_size, settings.context_length):
            model = _model(experiment, folder, checkpoint).to(hardware.device)
            measure = functools.partial(
                evaluate_loss,
                model,
                autocast=functools.partial(autocast, hardware),
                should_stop=lambda: control.stop_requested,
            )
            val = measure(text.tokens)
            train = measure(open_tokens(folder.train_file), max_tokens=settings.evaluation_tokens or len(text.tokens))
    finally:
        torch.set_num_threads(threads)
    if val is None or train is None:
        return None
    measured = Evaluated(
        step=checkpoint.info.step,
        train_loss=train.loss,
        val_loss=val.loss,
        perplexity=perplexity(val.loss),
        bits_per_byte=bits_per_byte(val.loss, text.bytes_per_token),
        tokens=val.tokens,
        whole=True,
        best=checkpoint.info.best,
    )
    emit(measured)
    return measured


@dataclass(frozen=True, slots=True)
class _Text:
    tokens: NDArray[Any]
    bytes_per_token: float


def _checkpoint(folder: RunFolder, emit: Emit) -> Checkpoint:
    checkpoint = load_checkpoint(folder, "best", lambda message: emit(Notice(message, "warning")))
    if checkpoint is None:
        raise CheckpointError(
            say("{run} has no checkpoint yet.", run=folder.path.name),
            say("Let it train to its first checkpoint, or continue it."),
        )
    return checkpoint


def _model(experiment: Experiment, folder: RunFolder, checkpoint: Checkpoint) -> LanguageModel:
    vocab_size = folder.meta()["vocab_size"]
    model = build(experiment.model, vocab_size, experiment.training.context_length)
    load_weights(model, checkpoint.model)
    return model


def _read(path: Path, folder: RunFolder, emit: Emit) -> _Text:
    text = read_text(path)
    tokenizer = load_tokenizer(folder.tokenizer_file)
    unknown = tokenizer.unknown_characters(text.text)
    if unknown:
        some = " ".join(sorted(unknown)[:10])
        message = say(
            "{file} has {count} characters that the run's text had not: {some}",
            file=path.name,
            count=len(unknown),
            some=some,
        )
        emit(Notice(message, "warning"))
    tokens = tokenizer.encode(text.text)
    if len(tokens) < 2:
        raise DataError(
            say("{file} is too short to measure anything on.", file=path.name), say("Choose a longer text.")
        )
    return _Text(tokens, len(text.text.encode("utf-8")) / len(tokens))
