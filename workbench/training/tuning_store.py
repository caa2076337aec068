"""What trials found, remembered for this machine: the same experiment then gets the same answers."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from workbench.config.experiment import Experiment
from workbench.errors import StorageError
from workbench.machine import logical_cores, processor_name
from workbench.storage import atomic_file

logger = logging.getLogger(__name__)

_MOST = 500
"""Experiments remembered; the oldest are forgotten first."""


class TuningStore:
    """Answers of one experiment on this machine, in a small JSON file shared by all experiments."""

    def __init__(self, file: Path, experiment: Experiment, vocab_size: int) -> None:
        self._file = file
        self._key = _fingerprint(experiment, vocab_size)

    def get(self, question: str) -> dict[str, Any] | None:
        """What was found before, or None."""
        answer = self._read().get(self._key, {}).get(question)
        return answer if isinstance(answer, dict) and {"taken", "why"} <= answer.keys() else None

    def put(self, question: str, answer: Mapping[str, Any]) -> None:
        """Remember an answer. A disk that refuses costs the next run a trial, nothing more."""
        known = self._read()
        known[self._key] = {**known.pop(self._key, {}), question: dict(answer)}
        text = json.dumps(dict(list(known.items())[-_MOST:]), indent=1)
        try:
            with atomic_file(self._file) as file:
                file.write(text.encode())
        except StorageError as error:
            logger.warning("What a trial found could not be remembered: %s", error.message)

    def _read(self) -> dict[str, Any]:
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # not there yet, or damaged: then it is found anew
            return {}
        return known if isinstance(known, dict) else {}


def _fingerprint(experiment: Experiment, vocab_size: int) -> str:
    """Everything that a trial's outcome depends on; the text and the name are no part of it."""
    training = experiment.training
    facts = {
        "processor": processor_name(),
        "cores": logical_cores(),
        "torch": torch.__version__,
        "model": experiment.model.model_dump(mode="json"),
        "optimizer": experiment.optimizer.name,
        "vocabulary": vocab_size,
        "runtime": experiment.runtime.model_dump(mode="json"),
        "training": training.model_dump(mode="json", exclude={"seed", "evaluate_every", "checkpoint_every"}),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
