"""Runs for which memory is short in earnest: a limit that the operating system sets on the process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.control import JobControl
from workbench.jobs.train import resume, train
from workbench.jobs.verify import verify
from workbench.runs.checkpoints import list_checkpoints, load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events, read_history
from workbench.runs.summary import summarise

Tiny = Callable[..., Experiment]
SCRIPT = Path(__file__).with_name("short_of_memory.py")
NEEDS_LIMITS = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory reliably")


def large(tiny: Tiny, layers: int = 2, **training: Any) -> Experiment:
    sizes = {"batch_size": 192, "context_length": 128, "evaluation_tokens": 128}
    return tiny(
        data={"sample_characters": 50_000},
        model={"architecture": "gpt", "layers": layers, "heads": 2, "width": 64},
        schedule={"warmup_steps": 1},
        training={**sizes, "steps": 2, "evaluate_every": 2, "checkpoint_every": 1, **training},
    )


def train_within(
    experiment: Experiment, folder: Path, megabytes: int, since: str = "evaluation"
) -> subprocess.CompletedProcess[str]:
    file = folder / "experiment.yaml"
    save(experiment, file)
    command = [sys.executable, str(SCRIPT), str(file), str(folder / "run"), str(megabytes), since]
    # One heap for all threads: glibc reserves 64 MB of addresses for that of another, whenever it first needs one.
    known = {**os.environ, "MALLOC_ARENA_MAX": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=known)


@NEEDS_LIMITS
def test_that_a_run_short_of_memory_halves_its_batches_and_goes_on(tiny: Tiny, tmp_path: Path) -> None:
    told = train_within(large(tiny), tmp_path, megabytes=90)
    assert told.returncode == 0, told.stderr
    events = [json.loads(line) for line in told.stdout.splitlines()]
    splits = [event for event in events if event["type"] == "batch_split"]
    assert splits
    assert [event["parts"] for event in splits] == [2 ** (n + 1) for n in range(len(splits))]
    assert "another order" in splits[0]["message"]
    assert events[-1]["state"] == "finished"
    path = tmp_path / "run"
    assert len(read_events(path, "batch_split")) == len(splits)
    whole = Path(train(large(tiny), lambda event: None, JobControl(), tmp_path / "whole").run_dir)
    one, other = read_history(whole), read_history(path)
    assert other.steps.tolist() == [1, 2]
    assert other.losses == pytest.approx(one.losses, rel=1e-5)
    assert other.gradient_norms == pytest.approx(one.gradient_norms, rel=1e-4)
    _assert_resumes_exactly(path, tmp_path / "resumed")
    assert verify(path, lambda event: None, JobControl()).identical


@NEEDS_LIMITS
def test_that_a_measurement_short_of_memory_goes_on_in_smaller_pieces(tiny: Tiny, tmp_path: Path) -> None:
    wide = {"architecture": "gpt", "layers": 1, "heads": 2, "width": 512}
    small = large(
        tiny, batch_size=1, evaluate_every=1, evaluation_tokens=8_192
    )  # batches of one window, measured by 64
    experiment = small.model_copy(update={"model": tiny(model=wide).model})
    told = train_within(experiment, tmp_path, megabytes=150, since="state")
    assert told.returncode == 0, told.stderr
    events = [json.loads(line) for line in told.stdout.splitlines()]
    splits = read_events(tmp_path / "run", "measuring_split")
    windows = [event["windows"] for event in splits]  # how small depends on what the system keeps for itself
    assert windows
    assert windows == sorted(set(windows) & {32, 16, 8, 4}, reverse=True)
    assert f"losses are measured on {windows[0]} windows" in splits[0]["message"]
    assert len([event for event in events if event["type"] == "measuring_split"]) == len(splits)
    assert verify(tmp_path / "run", lambda event: None, JobControl()).identical
    whole = Path(train(experiment, lambda event: None, JobControl(), tmp_path / "whole").run_dir)
    one, other = read_history(whole), read_history(tmp_path / "run")
    assert other.losses.tolist() == one.losses.tolist()
    assert other.val_losses == pytest.approx(one.val_losses, rel=1e-5)


def _assert_resumes_exactly(path: Path, copy: Path) -> None:
    """With all the memory of this process, and still in parts: to the bit what the limited run did."""
    shutil.copytree(path, copy)
    RunFolder(copy).set_meta(state="training")
    shutil.rmtree(list_checkpoints(RunFolder(copy))[-1].path)
    resume(copy, lambda event: None, JobControl())
    mine, theirs = load_checkpoint(RunFolder(path)), load_checkpoint(RunFolder(copy))
    assert mine
    assert theirs
    assert mine.info.step == theirs.info.step == 2
    assert all(torch.equal(mine.model[name], theirs.model[name]) for name in mine.model)
    assert read_history(path).losses.tolist() == read_history(copy).losses.tolist()


@NEEDS_LIMITS
def test_that_what_does_not_fit_at_all_is_explained(tiny: Tiny, tmp_path: Path) -> None:
    long = large(tiny, layers=8, batch_size=1, context_length=4_096, evaluation_tokens=4_096)
    told = train_within(long, tmp_path, megabytes=40)
    assert told.returncode == 1
    assert "even with one sequence of 4096 tokens" in told.stderr
    assert "training.context_length" in told.stderr
    assert summarise(tmp_path / "run").state == "failed"
