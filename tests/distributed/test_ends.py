"""How a job of several processes ends before its time: together, and with a reason."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.distributed.launch import LIMIT, by_hand, torchrun
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.runs.checkpoints import list_checkpoints
from workbench.runs.folder import RunFolder
from workbench.runs.summary import summarise

Tiny = Callable[..., Experiment]


@pytest.fixture
def file(tiny: Tiny, tmp_path: Path) -> Path:
    """A file with an experiment that takes two processes some seconds."""
    path = tmp_path / "experiment.yaml"
    save(
        tiny(
            training={"steps": 100_000, "checkpoint_every": 1_000},
            runtime={"precision": "fp32", "products": "default", "attention": "flash", "compile": "off"},
        ),
        path,
    )
    return path


def test_that_a_process_that_fails_ends_the_job_with_its_reason(file: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    one, two = by_hand("tests.distributed.saboteur", "raise", "train", file, "--run-dir", run, home=tmp_path / "home")
    said, heard = two.communicate(timeout=LIMIT)[1], one.communicate(timeout=LIMIT)[1]
    assert (one.returncode, two.returncode) == (1, 1)
    assert "train.bin: Input/output error." in said
    assert "process 1 of 2 failed: train.bin: Input/output error." in heard
    summary = summarise(run)
    assert summary.state == "failed"
    assert "Input/output error" in (summary.problem or "")


def test_that_a_process_that_is_killed_ends_the_job(file: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    one, two = by_hand("tests.distributed.saboteur", "kill", "train", file, "--run-dir", run, home=tmp_path / "home")
    heard = one.communicate(timeout=LIMIT)[1]
    two.communicate(timeout=LIMIT)
    assert (one.returncode, two.returncode) == (1, -signal.SIGKILL)
    assert "one of them ended without a word" in heard
    assert summarise(run).state == "failed"


def test_that_the_launcher_gives_a_failure_on(file: Path, tmp_path: Path) -> None:
    done = torchrun(
        "tests.distributed.saboteur", "raise", "train", file, "--run-dir", tmp_path / "run", home=tmp_path / "home"
    )
    assert done.returncode != 0
    assert "train.bin: Input/output error." in done.stderr


def test_that_a_stop_of_one_process_stops_all_at_the_same_step(file: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    arguments = ("workbench", "train", file, "--run-dir", run, "--json")
    one, two = by_hand(*arguments, home=tmp_path / "home")
    assert one.stdout is not None
    for line in one.stdout:
        if json.loads(line)["type"] == "progress":
            break
    os.kill(two.pid, signal.SIGTERM)
    rest, heard = one.communicate(timeout=LIMIT)
    out, err = two.communicate(timeout=LIMIT)
    assert (one.returncode, two.returncode) == (0, 0), heard + err
    assert (out, err) == ("", "")
    ended = next(event for event in map(json.loads, rest.splitlines()) if event["type"] == "end")
    assert ended["state"] == "stopped"
    assert list_checkpoints(RunFolder(run))[-1].step == ended["step"]


def test_that_a_bad_text_is_told_once_and_ends_all(tmp_path: Path) -> None:
    file, text = tmp_path / "experiment.yaml", tmp_path / "text.txt"
    text.write_text("too short", encoding="utf-8")
    file.write_text(f"data:\n  source: {text}\n", encoding="utf-8")
    one, two = by_hand("workbench", "train", file, home=tmp_path / "home")
    said, heard = one.communicate(timeout=LIMIT)[1], two.communicate(timeout=LIMIT)[1]
    assert one.returncode == 2
    assert "too short" in said
    assert (two.returncode, heard) == (0, "")


def test_that_a_batch_smaller_than_the_team_is_refused_in_words(tiny: Tiny, tmp_path: Path) -> None:
    file = tmp_path / "experiment.yaml"
    save(tiny(training={"batch_size": 1}), file)
    one, two = by_hand("workbench", "train", file, home=tmp_path / "home")
    assert "2 processes cannot share batches of 1 sequences" in one.communicate(timeout=LIMIT)[1]
    assert one.returncode == 2
    assert two.communicate(timeout=LIMIT) == ("", "")


def test_that_an_ordinary_run_does_not_load_what_it_does_not_use(tiny: Tiny, tmp_path: Path) -> None:
    file = tmp_path / "experiment.yaml"
    save(tiny(), file)
    program = (
        "import sys\n"
        "from workbench.config.yaml_io import load\n"
        "from workbench.control import JobControl\n"
        "from workbench.jobs.launched import train\n"
        f"train(load({str(file)!r}), lambda event: None, JobControl())\n"
        "unused = {'workbench.training.distributed', 'workbench.training.sharding'}\n"
        "print(unused & set(sys.modules) or 'none')"
    )
    environment = {**os.environ, "WORKBENCH_HOME": str(tmp_path / "home")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "none\n", done.stderr
