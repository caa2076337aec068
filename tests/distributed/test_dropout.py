"""Dropout in several processes: every row of the batch gets noise of its own, and the same every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.distributed.launch import alone, together
from tests.fingerprints import fingerprint
from workbench.config.experiment import Experiment
from workbench.runs.reading import read_history

Tiny = Callable[..., Experiment]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text whose rows are all alike, up to the validation text, which makes it two letters to choose from."""
    path = tmp_path / "alike.txt"
    path.write_text("a" * 9_000 + "ab" * 500, encoding="utf-8")
    return path


def experiment(tiny: Tiny, text: Path, batch: int, dropout: float) -> Experiment:
    return tiny(
        data={"source": str(text)},
        model={"architecture": "gpt", "layers": 2, "heads": 2, "width": 16, "dropout": dropout},
        optimizer={"name": "sgd", "learning_rate": 1e-3},
        training={"batch_size": batch, "steps": 10},
        runtime={"precision": "fp32", "compile": "off", "distributed": "ddp"},
    )


def test_that_no_two_processes_use_the_same_noise(tiny: Tiny, text: Path, tmp_path: Path) -> None:
    # Of equal rows with equal noise the mean loss would be that of a single one.
    differ = {}
    for dropout in (0.0, 0.5):
        one = read_history(alone(experiment(tiny, text, 1, dropout), tmp_path / f"one-{dropout}"))
        two = read_history(together(experiment(tiny, text, 2, dropout), tmp_path / f"two-{dropout}"))
        differ[dropout] = np.abs(one.losses - two.losses)
    assert differ[0.0].max() < 1e-5
    assert differ[0.5].min() > 1e-5


def test_that_two_processes_with_dropout_make_the_same_run_again_to_the_bit(tiny: Tiny, tmp_path: Path) -> None:
    settings = tiny(
        model={"architecture": "gpt", "layers": 2, "heads": 2, "width": 16, "dropout": 0.3},
        training={"batch_size": 5, "gradient_accumulation": 2},
        runtime={"precision": "fp32", "compile": "off"},
    )
    assert fingerprint(together(settings, tmp_path / "one")) == fingerprint(together(settings, tmp_path / "two"))
