"""`torchrun -m workbench train` on a processor, with gloo: the numbers are those of one process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.distributed.launch import alone, together, torchrun
from workbench.config.architectures import ARCHITECTURES
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import load, save
from workbench.control import JobControl
from workbench.events import Notice
from workbench.jobs.train import resume
from workbench.runs.checkpoints import list_checkpoints, load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history

Tiny = Callable[..., Experiment]


def experiment(tiny: Tiny, architecture: str, kind: str, batch: int = 4, optimizer: str = "adamw") -> Experiment:
    """Accumulates, and clips every gradient."""
    return tiny(
        model={"architecture": architecture, "layers": 2, "width": 16},
        optimizer={"name": optimizer},
        training={"gradient_accumulation": 2, "gradient_clip": 0.1, "batch_size": batch, "ema_decay": 0.8},
        runtime={"precision": "fp32", "compile": "off", "products": "onednn", "distributed": kind},
    )


def assert_equal_runs(one: Path, other: Path) -> None:
    """Losses and gradient lengths of all steps, measurements and texts are the same, to the rounding of sums."""
    a, b = read_history(one), read_history(other)
    assert a.steps.tolist() == b.steps.tolist() == list(range(1, 21))
    for field in ("losses", "gradient_norms", "train_losses", "val_losses"):
        np.testing.assert_allclose(getattr(a, field), getattr(b, field), rtol=0, atol=1e-5, err_msg=field)
    assert a.samples == b.samples
    mine, theirs = (load_checkpoint(RunFolder(path)) for path in (one, other))
    assert mine is not None
    assert theirs is not None
    assert mine.average
    for part in ("model", "optimizer", "average"):
        tensors, others = getattr(mine, part), getattr(theirs, part)
        assert tensors.keys() == others.keys()
        for name, tensor in tensors.items():
            np.testing.assert_allclose(tensor.numpy(), others[name].numpy(), rtol=0, atol=1e-4, err_msg=name)


def cut(run: Path, copy: Path, kind: str) -> Path:
    """A copy of a finished run as if it had been killed after step 15, to go on as ``kind`` says."""
    shutil.copytree(run, copy)
    folder = RunFolder(copy)
    folder.set_meta(state="training")
    newest = list_checkpoints(folder)[-1]
    assert newest.step == 20
    shutil.rmtree(newest.path)
    raw = load(folder.experiment_file)
    runtime = raw.runtime.model_copy(update={"distributed": kind})
    save(raw.model_copy(update={"runtime": runtime}), folder.experiment_file)
    return copy


def assert_moves_to_two_and_back(tiny: Tiny, folder: Path, architecture: str, kind: str, batch: int) -> None:
    """Two processes make the run of one; the run of one is continued by two, and that of two by one."""
    settings = experiment(tiny, architecture, kind, batch)
    one, two = alone(settings, folder / "one"), together(settings, folder / "two")
    assert_equal_runs(one, two)
    to_one = cut(two, folder / "to-one", kind)
    told: list[Any] = []
    resume(to_one, told.append, JobControl())
    assert_equal_runs(one, to_one)
    assert any("in 2 process(es); in 1" in event.message for event in told if isinstance(event, Notice))
    other = {"ddp": "fsdp", "fsdp": "ddp"}[kind]
    to_two = cut(one, folder / "to-two", other)
    done = torchrun("workbench", "resume", to_two, "--json", home=folder / "home")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('"type": "done"') == 1  # one of them speaks
    assert "in 1 process(es); in 2" in done.stdout
    assert f'"value": "{other}"' in done.stdout
    assert_equal_runs(one, to_two)


def test_that_two_processes_with_copies_make_the_run_of_one_and_runs_move(tiny: Tiny, tmp_path: Path) -> None:
    assert_moves_to_two_and_back(tiny, tmp_path, "gpt", "ddp", batch=4)


def test_that_two_processes_with_parts_and_unequal_shares_make_the_run_of_one(tiny: Tiny, tmp_path: Path) -> None:
    settings = experiment(tiny, "lstm", "fsdp", batch=5, optimizer="sgd")
    assert_equal_runs(alone(settings, tmp_path / "one"), together(settings, tmp_path / "two"))


@pytest.mark.long
@pytest.mark.parametrize("kind", ["ddp", "fsdp"])
@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_every_architecture_moves_between_one_process_and_two(
    tiny: Tiny, tmp_path: Path, architecture: str, kind: str
) -> None:
    assert_moves_to_two_and_back(tiny, tmp_path, architecture, kind, batch=5)
