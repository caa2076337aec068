"""Open a run's model as it was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.config.experiment import Experiment
from workbench.errors import CheckpointError
from workbench.events import Emit, Notice
from workbench.messages import say
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import CheckpointInfo, Which, load_checkpoint, load_weights
from workbench.runs.experiment_file import read_experiment
from workbench.runs.folder import RunFolder
from workbench.tokenizer import Tokenizer, load_tokenizer


@dataclass(frozen=True, slots=True)
class LoadedRun:
    """A run's experiment, tokenizer and model (on the CPU) as they were at ``checkpoint``."""

    folder: RunFolder
    experiment: Experiment
    tokenizer: Tokenizer[Any]
    model: LanguageModel
    checkpoint: CheckpointInfo


def load_run_model(run_dir: Path, emit: Emit, which: Which = "best") -> LoadedRun:
    """Open a run's best or newest checkpoint (a damaged one is passed over with a Notice), or that of a step.

    Raises a RunError, CheckpointError or TokenizerError in words when there is nothing to open.
    """
    folder = RunFolder.open(run_dir)
    experiment = read_experiment(folder)
    checkpoint = load_checkpoint(folder, which, lambda message: emit(Notice(message, "warning")))
    if checkpoint is None:
        raise CheckpointError(
            say("{run} has no checkpoint yet.", run=folder.path.name),
            say("Let it train to its first checkpoint, or continue it."),
        )
    tokenizer = load_tokenizer(folder.tokenizer_file)
    model = build(experiment.model, tokenizer.vocab_size, experiment.training.context_length)
    load_weights(model, checkpoint.judged)
    return LoadedRun(folder, experiment, tokenizer, model, checkpoint.info)
