"""What can befall a run of several processes: they bear it together, and one of them speaks."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.disk import Disk
from tests.distributed.launch import LIMIT, alone, by_hand
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.control import JobControl
from workbench.jobs.train import resume
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events, read_history
from workbench.runs.summary import summarise

Tiny = Callable[..., Experiment]
NEEDS_LIMITS = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory reliably")


def reckless(tiny: Tiny, wish: str) -> Experiment:
    return tiny(
        model={"architecture": "mlp", "width": 64, "layers": 2},
        optimizer={"name": "sgd", "learning_rate": 2.0},
        schedule={"name": "constant", "warmup_steps": 20},
        training={"steps": 60, "gradient_clip": 0.0, "on_divergence": wish},
        runtime={"precision": "fp32", "compile": "off"},
    )


def large(tiny: Tiny, kind: str) -> Experiment:
    sizes = {"batch_size": 384, "context_length": 128, "evaluation_tokens": 128}
    return tiny(
        data={"sample_characters": 100_000},
        model={"architecture": "gpt", "layers": 2, "heads": 2, "width": 64},
        schedule={"warmup_steps": 1},
        training={**sizes, "steps": 3, "evaluate_every": 3, "checkpoint_every": 3},
        runtime={"precision": "fp32", "compile": "off", "distributed": kind},
    )


def start(experiment: Experiment, folder: Path, *how: object) -> tuple[list[subprocess.Popen[str]], Path]:
    """Two processes at one run, started one by one, and where the run is."""
    save(experiment, folder / "experiment.yaml")
    run = folder / "run"
    arguments = (*(how or ("workbench",)), "train", folder / "experiment.yaml", "--run-dir", run, "--json")
    return by_hand(*arguments, home=folder / "home"), run


def ends(processes: list[subprocess.Popen[str]]) -> tuple[list[int], list[str], list[Any]]:
    """Exit codes, what each said on stderr, and the events of the first."""
    told = [process.communicate(timeout=LIMIT) for process in processes]
    events = [json.loads(line) for line in told[0][0].splitlines()]
    return [process.returncode for process in processes], [err for _, err in told], events


def test_that_a_divergence_is_told_once(tiny: Tiny, tmp_path: Path) -> None:
    processes, run = start(reckless(tiny, "stop"), tmp_path)
    codes, (said, heard), _ = ends(processes)
    assert codes == [1, 1]
    assert said.count("Training diverged") == 1
    assert heard == ""
    assert summarise(run).state == "failed"


def test_that_all_go_back_together(tiny: Tiny, tmp_path: Path) -> None:
    processes, run = start(reckless(tiny, "roll_back"), tmp_path)
    codes, errors, _ = ends(processes)
    assert (codes, errors) == ([0, 0], ["", ""])
    assert read_events(run, "rolled_back")
    history = read_history(run)
    assert history.steps.tolist() == list(range(1, 61))
    assert all(map(math.isfinite, history.losses))


@NEEDS_LIMITS
def test_that_all_split_their_batches_when_one_has_no_room(tiny: Tiny, tmp_path: Path) -> None:
    experiment = large(tiny, "ddp")
    processes, run = start(experiment, tmp_path, "tests.distributed.in_trouble", "limit", 230, 1, 0)
    codes, errors, _ = ends(processes)
    assert codes == [0, 0], errors
    splits = read_events(run, "batch_split")
    assert splits
    assert [split["parts"] for split in splits] == [2 ** (n + 1) for n in range(len(splits))]
    whole, split = read_history(alone(experiment, tmp_path / "alone")), read_history(run)
    assert split.steps.tolist() == [1, 2, 3]
    assert split.losses == pytest.approx(whole.losses, rel=1e-5)
    assert split.gradient_norms == pytest.approx(whole.gradient_norms, rel=1e-4)


@pytest.mark.parametrize(("kind", "batch"), [("ddp", 2), pytest.param("fsdp", 1, marks=pytest.mark.long)])
def test_that_memory_that_ends_in_the_middle_ends_the_job_with_the_reason(
    tiny: Tiny, tmp_path: Path, kind: str, batch: int
) -> None:
    experiment = tiny(runtime={"precision": "fp32", "compile": "off", "distributed": kind})
    processes, run = start(experiment, tmp_path, "tests.distributed.in_trouble", "grab", 1, batch)
    codes, (heard, said), _ = ends(processes)
    assert codes == [1, 1]
    assert "The device ran out of memory with 4 sequences" in said
    assert "process 1 of 2 failed: The device ran out of memory" in heard
    assert summarise(run).state == "failed"
    # And the run is none the worse for it.
    assert resume(run, lambda event: None, JobControl()).state == "finished"


def test_that_all_wait_for_a_full_disk_before_memory_is_full_too(tiny: Tiny, tmp_path: Path, disk: Disk) -> None:
    experiment = tiny(
        training={"steps": 3_000, "checkpoint_every": 1_000, "evaluate_every": 3_000},
        runtime={"precision": "fp32", "compile": "off"},
    )
    save(experiment, tmp_path / "experiment.yaml")
    run = disk.path / "run"
    how = ("tests.distributed.in_trouble", "waiting", 20, "train", tmp_path / "experiment.yaml", "--run-dir", run)
    one, two = by_hand(*how, "--json", home=tmp_path / "home")
    assert one.stdout is not None
    states, said = [], []
    for line in one.stdout:
        event = json.loads(line)
        if event["type"] == "progress" and not disk.is_full and "paused" not in states:
            disk.fill()
        elif event["type"] == "state":
            states.append(event["state"])
            if event["state"] == "paused":
                disk.free()
        elif event["type"] == "notice":
            said.append(event["message"])
    codes = [process.wait(timeout=LIMIT) for process in (one, two)]
    assert codes == [0, 0]
    assert states == ["training", "paused", "training", "finished"]
    assert sum("The run pauses: 20 steps could not be saved" in message for message in said) == 1
    assert read_history(run).steps.tolist() == list(range(1, 3_001))
    for process in (one, two):
        process.communicate()
    assert summarise(RunFolder(run).path).state == "finished"
