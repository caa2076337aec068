"""A run that averages its weights: measured, saved, continued and used with the average."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tests.jobs.test_resume import assert_same_run, last, quiet, stopped_at
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import load, save
from workbench.control import JobControl
from workbench.errors import CheckpointError
from workbench.events import Evaluated, Event, Notice
from workbench.jobs.evaluate import evaluate
from workbench.jobs.loading import load_run_model
from workbench.jobs.train import resume, train
from workbench.jobs.verify import verify
from workbench.runs.checkpoints import load_checkpoint, named_weights, problem_of
from workbench.runs.folder import RunFolder
from workbench.training.trainer import Trainer

Tiny = Callable[..., Experiment]
TRAINING = {"steps": 12, "evaluate_every": 4, "checkpoint_every": 4, "keep_checkpoints": 9, "evaluation_tokens": 64}


def averaging(tiny: Tiny, decay: float = 0.9) -> Experiment:
    return tiny(training={**TRAINING, "ema_decay": decay})


def with_decay(run: Path, decay: float) -> None:
    file = RunFolder(run).experiment_file
    experiment = load(file)
    training = experiment.training.model_copy(update={"ema_decay": decay})
    save(experiment.model_copy(update={"training": training}), file)


def differ(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    assert one.keys() == other.keys()
    return not all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("step", [3, 4, 7])
def test_that_a_stopped_run_goes_on_to_the_same_average(tiny: Tiny, tmp_path: Path, step: int) -> None:
    whole = Path(train(averaging(tiny), quiet, JobControl(), tmp_path / "whole").run_dir)
    parts = stopped_at(averaging(tiny), step, tmp_path / "parts")
    resume(parts, quiet, JobControl())
    assert_same_run(whole, parts)
    assert last(whole).average
    assert not differ(last(whole).average, last(parts).average)
    assert last(whole).state["averaged_updates"] == last(parts).state["averaged_updates"] == 12


def test_that_training_itself_is_not_changed_by_it(tiny: Tiny, tmp_path: Path) -> None:
    on = last(Path(train(averaging(tiny), quiet, JobControl(), tmp_path / "on").run_dir))
    off = last(Path(train(averaging(tiny, 0.0), quiet, JobControl(), tmp_path / "off").run_dir))
    assert not differ(on.model, off.model)
    assert not differ(on.optimizer, off.optimizer)
    assert differ(on.average, off.model)
    assert off.average == {}


def test_that_what_is_measured_handed_out_and_opened_is_the_average(tiny: Tiny, tmp_path: Path) -> None:
    control = JobControl()
    snapshots: list[dict[str, torch.Tensor]] = []

    def look(trainer: Trainer) -> None:
        if trainer.step == 12:
            snapshots.append(dict(named_weights(trainer.snapshot())))
        else:
            control.request(look)

    control.request(look)
    events: list[Event] = []
    run = Path(train(averaging(tiny), events.append, control, tmp_path).run_dir)
    saved = last(run)
    assert not differ(snapshots[0], saved.average)
    opened = load_run_model(run, quiet, "latest")
    assert not differ(dict(named_weights(opened.model)), saved.average)
    told = [event for event in events if isinstance(event, Evaluated)][-1]
    best = load_checkpoint(RunFolder(run), "best")
    assert best is not None
    if best.info.step == saved.info.step:
        again = evaluate(run, quiet, JobControl())
        assert again is not None
        assert again.val_loss == pytest.approx(told.val_loss, abs=1e-6)


def test_that_a_run_begun_without_one_starts_it_and_says_so(tiny: Tiny, tmp_path: Path) -> None:
    run = stopped_at(averaging(tiny, 0.0), 5, tmp_path)
    assert not (last(run).info.path / "average.safetensors").exists()
    with_decay(run, 0.9)
    events: list[Event] = []
    resume(run, events.append, JobControl())
    said = [event.message for event in events if isinstance(event, Notice)]
    assert any("no average" in message and "step 5" in message for message in said)
    assert last(run).state["averaged_updates"] == 7
    assert last(run).average


def test_that_a_damaged_average_makes_a_damaged_checkpoint(tiny: Tiny, tmp_path: Path) -> None:
    run = Path(train(averaging(tiny), quiet, JobControl(), tmp_path).run_dir)
    newest = last(run).info
    file = newest.path / "average.safetensors"
    assert file.name in json.loads((newest.path / "manifest.json").read_text())["files"]
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    assert problem_of(newest.path) is not None
    assert last(run).info.step < newest.step
    file.unlink()
    assert problem_of(newest.path) is not None


def test_that_an_average_of_another_model_is_refused(tiny: Tiny, tmp_path: Path) -> None:
    run = stopped_at(averaging(tiny), 5, tmp_path)
    experiment = load(RunFolder(run).experiment_file)
    model = experiment.model.model_copy(update={"width": 2 * experiment.model.width})  # type: ignore[attr-defined]
    save(experiment.model_copy(update={"model": model}), RunFolder(run).experiment_file)
    with pytest.raises(CheckpointError):
        resume(run, quiet, JobControl())


def test_that_verify_replays_the_average_too(tiny: Tiny, tmp_path: Path) -> None:
    run = stopped_at(averaging(tiny), 7, tmp_path)
    resume(run, quiet, JobControl())
    assert verify(run, quiet, JobControl()).identical
