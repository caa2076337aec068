"""What a run came to, as hashes: equal hashes mean equal bits."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import torch

from workbench.runs.checkpoints import load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history
from workbench.runs.recorded import read_recorded


def fingerprint(run: Path) -> dict[str, str]:
    """SHA-256 of the newest weights, of the optimizer's memory, and of everything measured on the way."""
    folder = RunFolder(run)
    recorded, checkpoint = read_recorded(folder), load_checkpoint(folder)
    assert checkpoint is not None
    numbers = {name: values.tobytes() for name, values in recorded.numbers.items()}
    evaluations = {key: sorted(values.items()) for key, values in sorted(recorded.evaluations.items())}
    return {
        "step": str(checkpoint.info.step),
        "weights": _of_tensors(checkpoint.model),
        "optimizer": _of_tensors(checkpoint.optimizer),
        "steps": _of(recorded.steps.tobytes(), *(numbers[name] for name in sorted(numbers))),
        "evaluations": _of(repr(evaluations).encode()),
        "samples": _of(repr(read_history(run).samples).encode()),
    }


def _of_tensors(tensors: Mapping[str, torch.Tensor]) -> str:
    parts = [name.encode() + tensors[name].contiguous().numpy().tobytes() for name in sorted(tensors)]
    return _of(*parts)


def _of(*parts: bytes) -> str:
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(len(part).to_bytes(8, "little") + part)
    return hasher.hexdigest()
