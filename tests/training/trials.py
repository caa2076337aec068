"""Trials of small experiments on random tokens."""

from __future__ import annotations

import numpy as np

from workbench.config.experiment import Experiment
from workbench.data.batches import Batches
from workbench.training.device import choose
from workbench.training.trial import Trial


def trial(experiment: Experiment, vocabulary: int) -> Trial:
    """A few steps of this experiment, ready to be taken, on what it chooses without measuring."""
    settings = experiment.training
    tokens = np.random.default_rng(1).integers(0, vocabulary, 2_000).astype(np.uint32)
    batches = Batches(tokens, settings.context_length, settings.batch_size, settings.seed)
    return Trial(experiment, vocabulary, batches, choose(experiment.runtime))
