"""What trials found, remembered for this machine: the same experiment then gets the same answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from workbench.config.experiment import Experiment
from workbench.machine import logical_cores, processor_name
from workbench.training.trial_answers import add_answer, read_answers


class TuningStore:
    """Answers of one experiment on this machine, in the file of all experiments."""

    def __init__(self, file: Path, experiment: Experiment, vocab_size: int) -> None:
        self._file = file
        self._key = _fingerprint(experiment, vocab_size)

    def get(self, question: str) -> dict[str, Any] | None:
        """What was found before, or None."""
        answer = read_answers(self._file).get(self._key, {}).get(question)
        return answer if isinstance(answer, dict) and {"taken", "why"} <= answer.keys() else None

    def put(self, question: str, answer: Mapping[str, Any]) -> None:
        """Remember an answer. A disk that refuses costs the next run a trial, nothing more."""
        add_answer(self._file, self._key, question, answer)


def _fingerprint(experiment: Experiment, vocab_size: int) -> str:
    """Everything that a trial's outcome depends on; the text and the name are no part of it."""
    training = experiment.training
    facts = {
        "processor": processor_name(),
        "cores": logical_cores(),
        "gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else "",
        "torch": torch.__version__,
        "model": experiment.model.model_dump(mode="json"),
        "optimizer": experiment.optimizer.name,
        "vocabulary": vocab_size,
        "runtime": experiment.runtime.model_dump(mode="json"),
        "training": training.model_dump(mode="json", exclude={"seed", "evaluate_every", "checkpoint_every"}),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
