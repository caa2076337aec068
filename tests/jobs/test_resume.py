from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from workbench.config.architectures import ARCHITECTURES
from workbench.config.experiment import Experiment
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.yaml_io import load
from workbench.control import JobControl
from workbench.errors import CheckpointError, ExperimentError, RunError, RunLockedError
from workbench.events import Evaluated, Event, Notice
from workbench.jobs.train import resume, train
from workbench.runs.checkpoints import Checkpoint, list_checkpoints, load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history
from workbench.runs.summary import summarise
from workbench.training.trainer import Trainer

Tiny = Callable[..., Experiment]


def quiet(event: Event) -> None:
    """Nobody listens."""


def last(path: Path) -> Checkpoint:
    checkpoint = load_checkpoint(RunFolder(path))
    assert checkpoint is not None
    return checkpoint


def stopped_at(experiment: Experiment, step: int, root: Path) -> Path:
    control = JobControl()

    def ask(trainer: Trainer) -> None:
        if trainer.step == step:
            control.stop()
        else:
            control.request(ask)

    # A request that asks again is served once a step.
    control.request(ask)
    ended = train(experiment, quiet, control, root)
    assert (ended.state, ended.step) == ("stopped", step)
    return Path(ended.run_dir)


def assert_same_run(one: Path, other: Path) -> None:
    """The same weights, optimizer state and metrics, to the bit."""
    a, b = last(one), last(other)
    assert a.info.step == b.info.step
    for mine, theirs in ((a.model, b.model), (a.optimizer, b.optimizer)):
        assert mine.keys() == theirs.keys()
        assert all(torch.equal(mine[name], theirs[name]) for name in mine)
    first, second = read_history(one), read_history(other)
    for field in ("steps", "losses", "learning_rates", "gradient_norms", "eval_steps", "train_losses", "val_losses"):
        assert getattr(first, field).tolist() == getattr(second, field).tolist(), field
    assert first.samples == second.samples
    assert summarise(one).best_val_loss == summarise(other).best_val_loss


CASES = [(name, "adamw") for name in ARCHITECTURES.names()] + [("gpt", name) for name in OPTIMIZERS.names()]


@pytest.mark.parametrize(("architecture", "optimizer"), CASES)
@pytest.mark.parametrize("step", [10, 11])
def test_that_a_stopped_and_resumed_run_is_the_run_that_never_stopped(
    tiny: Tiny, tmp_path: Path, architecture: str, optimizer: str, step: int
) -> None:
    experiment = tiny(
        model={"architecture": architecture, "width": 16, "layers": 2, "dropout": 0.3},
        optimizer={"name": optimizer},
        training={"gradient_accumulation": 2},
    )
    whole = Path(train(experiment, quiet, JobControl(), tmp_path).run_dir)
    parts = stopped_at(experiment, step, tmp_path)
    ended = resume(parts, quiet, JobControl())
    assert (ended.state, ended.step) == ("finished", 20)
    assert_same_run(whole, parts)


def test_that_a_run_stopped_before_its_last_measurement_is_finished_by_it(tiny: Tiny, tmp_path: Path) -> None:
    whole = Path(train(tiny(), quiet, JobControl(), tmp_path).run_dir)
    control = JobControl()

    def stop_at_the_end(event: Event) -> None:
        if isinstance(event, Evaluated) and event.step == 20:
            control.stop()

    ended = train(tiny(), stop_at_the_end, control, tmp_path)
    assert (ended.state, ended.step) == ("stopped", 20)
    parts = Path(ended.run_dir)
    assert read_history(parts).whole_val_loss is None
    events: list[Any] = []
    assert resume(parts, events.append, JobControl()).state == "finished"
    assert read_history(parts).whole_val_loss == read_history(whole).whole_val_loss
    assert [event.whole for event in events if isinstance(event, Evaluated)] == [True]


def test_that_a_run_goes_on_from_its_checkpoint_and_forgets_what_came_after(tiny: Tiny, tmp_path: Path) -> None:
    experiment = tiny()
    whole = Path(train(experiment, quiet, JobControl(), tmp_path).run_dir)
    crashed = tmp_path / "crashed"
    shutil.copytree(whole, crashed)
    RunFolder(crashed).set_meta(state="training")
    for info in list_checkpoints(RunFolder(crashed)):
        if info.step == 20:
            shutil.rmtree(info.path)
    assert summarise(crashed).state == "interrupted"
    resume(crashed, quiet, JobControl())
    assert_same_run(whole, crashed)


def test_that_a_damaged_checkpoint_is_passed_over_with_a_warning(tiny: Tiny, tmp_path: Path) -> None:
    whole = Path(train(tiny(), quiet, JobControl(), tmp_path).run_dir)
    harmed = tmp_path / "harmed"
    shutil.copytree(whole, harmed)
    newest = list_checkpoints(RunFolder(harmed))[-1].path / "model.safetensors"
    newest.write_bytes(newest.read_bytes()[:1000])
    events: list[Any] = []
    resume(harmed, events.append, JobControl())
    warnings = [event.message for event in events if isinstance(event, Notice) and event.level == "warning"]
    assert any("cut short" in message for message in warnings)
    assert_same_run(whole, harmed)


def test_that_a_run_with_only_damaged_checkpoints_is_left_as_it_is(tiny: Tiny, tmp_path: Path) -> None:
    path = Path(train(tiny(), quiet, JobControl(), tmp_path).run_dir)
    for info in list_checkpoints(RunFolder(path)):
        (info.path / "model.safetensors").write_bytes(b"")
    with pytest.raises(CheckpointError, match="All"):
        resume(path, quiet, JobControl(), steps=30)
    assert len(read_history(path).steps) == 20
    assert load(RunFolder(path).experiment_file).training.steps == 20


def test_that_a_run_killed_before_its_first_checkpoint_starts_again(tiny: Tiny, tmp_path: Path) -> None:
    whole = Path(train(tiny(), quiet, JobControl(), tmp_path).run_dir)
    early = tmp_path / "early"
    shutil.copytree(whole, early)
    RunFolder(early).set_meta(state="training")
    shutil.rmtree(early / "checkpoints")
    events: list[Any] = []
    resume(early, events.append, JobControl())
    assert any("starts again" in event.message for event in events if isinstance(event, Notice))
    assert_same_run(whole, early)


def test_that_a_finished_run_can_be_extended_along_the_longer_schedule(tiny: Tiny, tmp_path: Path) -> None:
    path = Path(train(tiny(), quiet, JobControl(), tmp_path).run_dir)
    with pytest.raises(RunError, match="finished") as caught:
        resume(path, quiet, JobControl())
    assert "larger number of steps" in caught.value.advice
    ended = resume(path, quiet, JobControl(), steps=30)
    assert (ended.state, ended.step) == ("finished", 30)
    experiment = load(RunFolder(path).experiment_file)
    assert experiment.training.steps == summarise(path).steps == 30
    rates = read_history(path).learning_rates
    assert rates[20:].tolist() == [experiment.schedule.rate(step, 30, 1e-3) for step in range(21, 31)]


def test_that_steps_that_make_no_sense_are_refused(tiny: Tiny, tmp_path: Path) -> None:
    path = Path(train(tiny(), quiet, JobControl(), tmp_path).run_dir)
    with pytest.raises(RunError, match="already taken 20 steps"):
        resume(path, quiet, JobControl(), steps=20)
    early = stopped_at(tiny(schedule={"warmup_steps": 15}), 5, tmp_path)
    with pytest.raises(ExperimentError, match="warmup_steps"):
        resume(early, quiet, JobControl(), steps=10)


def test_that_a_run_in_use_is_not_resumed(tiny: Tiny, tmp_path: Path) -> None:
    path = stopped_at(tiny(), 7, tmp_path)
    with RunFolder(path).lock(), pytest.raises(RunLockedError):
        resume(path, quiet, JobControl())


ROOT = Path(__file__).resolve().parents[2]


def test_that_a_run_killed_at_any_instant_goes_on_to_the_exact_result(tiny: Tiny, tmp_path: Path) -> None:
    _kill(tiny, tmp_path, kills=10)


@pytest.mark.long
def test_that_two_hundred_kills_change_nothing(tiny: Tiny, tmp_path: Path) -> None:
    _kill(tiny, tmp_path, kills=200)


def _kill(tiny: Tiny, tmp_path: Path, kills: int) -> None:
    experiment = tiny(
        model={"architecture": "gpt", "layers": 1, "heads": 2, "width": 64, "dropout": 0.1},
        training={"steps": 20 + 15 * kills, "checkpoint_every": 2, "evaluate_every": 20, "evaluation_tokens": 64},
        sampling={"max_tokens": 1},
    )
    whole = Path(train(experiment, quiet, JobControl(), tmp_path / "whole").run_dir)
    killed = tmp_path / "killed"
    command = [sys.executable, "-m", "tests.jobs.killer", whole, killed, str(kills)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert told.returncode == 0, told.stderr
    killed_so_often, in_saves = map(int, told.stdout.split())
    assert killed_so_often >= kills // 2
    assert in_saves >= max(1, kills // 20)
    if summarise(killed).state != "finished":
        resume(killed, quiet, JobControl())
    assert_same_run(whole, killed)
