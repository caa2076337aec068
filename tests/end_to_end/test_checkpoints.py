"""A run's checkpoints, listed, pinned and used by their step; one saved when asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import parse
from tests.end_to_end.desk import Desk
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import CheckpointSaved, Event, StateChanged
from workbench.jobs.train import resume, train
from workbench.runs.checkpoints import list_checkpoints
from workbench.runs.folder import RunFolder
from workbench.training.trainer import Trainer

Tiny = Callable[..., Experiment]


def test_that_checkpoints_are_listed_with_what_is_known_of_each(desk: Desk, made: Path) -> None:
    os.truncate(made / "checkpoints" / "step-000000012" / "model.safetensors", 99)
    found = parse(desk.say("checkpoints", made, "--pin", "6", "--json").out)
    assert [(it["type"], it["step"], it["pinned"]) for it in found] == [
        ("checkpoint_summary", 6, True),
        ("checkpoint_summary", 12, False),
    ]
    assert found[1]["problem"] == "model.safetensors is cut short"
    shown = desk.say("checkpoints", made).out
    assert "pinned" in shown
    assert "damaged" in shown
    assert "step-000000012: model.safetensors is cut short" in shown
    assert not parse(desk.say("checkpoints", made, "--unpin", "6", "--json").out)[0]["pinned"]


def test_that_a_checkpoint_that_is_not_there_is_answered_with_those_there_are(desk: Desk, made: Path) -> None:
    for arguments in (["checkpoints", made, "--pin", "7"], ["evaluate", made, "--checkpoint", "7"]):
        said = desk.say(*arguments)
        assert said.code == 1
        assert "has no checkpoint of step 7" in said.err
        assert "6, 12" in said.err
    said = desk.say("generate", made, "--checkpoint", "newest")
    assert said.code == 2
    assert "Choose best, latest, or a step" in said.err


def test_that_weights_are_used_as_they_were_at_the_step_asked_for(desk: Desk, made: Path) -> None:
    measured = [
        parse(desk.say("evaluate", made, "--checkpoint", which, "--json").out)[-2] for which in ("6", "12", "latest")
    ]
    assert [event["step"] for event in measured] == [6, 12, 12]
    assert measured[0]["val_loss"] != measured[1]["val_loss"] == measured[2]["val_loss"]
    os.truncate(made / "checkpoints" / "step-000000006" / "model.safetensors", 99)
    said = desk.say("generate", made, "--checkpoint", "6")
    assert said.code == 1
    assert "step-000000006 is damaged (model.safetensors is cut short)" in said.err


@pytest.mark.parametrize("paused", [False, True])
def test_that_a_checkpoint_is_saved_when_asked_for_and_changes_nothing(
    tiny: Tiny, tmp_path: Path, paused: bool
) -> None:
    experiment = tiny(training={"checkpoint_every": 1000, "evaluate_every": 1000, "keep_checkpoints": 1})
    control = JobControl()
    events: list[Event] = []

    def ask(trainer: Trainer) -> None:
        if trainer.step < 7:
            control.request(ask)
        elif paused:
            control.pause()
        else:
            trainer.save_now(pinned=True)

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, StateChanged) and event.state == "paused":
            control.request(lambda trainer: trainer.save_now(pinned=True))
        elif isinstance(event, CheckpointSaved) and control.pause_requested:
            control.resume()

    control.request(ask)
    run = RunFolder(tmp_path / "run")
    train(experiment, emit, control, run_dir=run.path)
    kept = [(info.step, info.pinned) for info in list_checkpoints(run)]
    assert kept == [(7, True), (20, False)]
    assert [event.step for event in events if isinstance(event, CheckpointSaved)] == [7, 20]

    whole = RunFolder(tmp_path / "whole")
    train(experiment, lambda event: None, JobControl(), run_dir=whole.path)
    last = [it.path / "model.safetensors" for it in (list_checkpoints(run)[-1], list_checkpoints(whole)[-1])]
    assert last[0].read_bytes() == last[1].read_bytes()
    assert resume(run.path, lambda event: None, JobControl(), steps=22).step == 22
