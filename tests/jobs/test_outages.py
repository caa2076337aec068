"""A real disk that fills up, or turns read-only, under a run: nothing is lost, and it recovers."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disk import Disk, mount
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.errors import StorageError
from workbench.events import CheckpointSaved, Event, Notice, StateChanged, Steps
from workbench.jobs import recorder
from workbench.jobs.train import resume, train
from workbench.runs.checkpoints import list_checkpoints, load_checkpoint, problem_of
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events, read_history
from workbench.runs.summary import summarise

Tiny = Callable[..., Experiment]


def said(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Notice)]


def assert_as_if_nothing_had_been(run: RunFolder, experiment: Experiment, folder: Path) -> None:
    whole = RunFolder(folder / "whole")
    train(experiment, lambda event: None, JobControl(), run_dir=whole.path)
    assert read_history(run.path).steps.tolist() == list(range(1, experiment.training.steps + 1))
    assert read_history(run.path).losses.tolist() == read_history(whole.path).losses.tolist()
    assert read_history(run.path).val_losses.tolist() == read_history(whole.path).val_losses.tolist()
    one, other = load_checkpoint(run), load_checkpoint(whole)
    assert one is not None
    assert other is not None
    assert all(one.model[name].equal(tensor) for name, tensor in other.model.items())


def test_that_a_run_outlives_a_full_disk_and_says_so_once(tiny: Tiny, tmp_path: Path, disk: Disk) -> None:
    # Many measurements: the record's own file has room for some even on a full disk.
    experiment = tiny(
        training={"steps": 200, "checkpoint_every": 10, "evaluate_every": 2, "evaluation_tokens": 64},
        sampling={"max_tokens": 1},
    )
    refusals = ("The curves are not saved for now: The disk is full", "No checkpoint was saved: ")
    events: list[Event] = []
    good: list[Path] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, CheckpointSaved) and event.step == 10:
            disk.fill()
            good.extend(info.path for info in list_checkpoints(run))
        elif good and disk.is_full and all(any(words in message for message in said(events)) for words in refusals):
            assert [problem_of(path) for path in good] == [None] * len(good)
            disk.free()

    run = RunFolder(disk.path / "run")
    assert train(experiment, emit, JobControl(), run_dir=run.path).state == "finished"
    assert good
    for words in (*refusals, "There is room again"):
        assert sum(words in message for message in said(events)) == 1, words
    recorded = [event["message"] for event in read_events(run.path, "notice")]
    assert any("There is room again" in message for message in recorded)
    assert "There is room again" in run.log_file.read_text(encoding="utf-8")
    assert_as_if_nothing_had_been(run, experiment, tmp_path)


def test_that_a_run_pauses_before_memory_is_full_too_and_goes_on_by_itself(
    tiny: Tiny, tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "MOST_WAITING", 20)
    experiment = tiny(training={"steps": 400, "checkpoint_every": 200, "evaluate_every": 400})
    events: list[Event] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, Steps) and event.first_step == 1:
            disk.fill()
        elif isinstance(event, StateChanged) and event.state == "paused":
            disk.free()

    run = RunFolder(disk.path / "run")
    assert train(experiment, emit, JobControl(), run_dir=run.path).state == "finished"
    states = [event.state for event in events if isinstance(event, StateChanged)]
    assert states == ["training", "paused", "training", "finished"]
    assert sum("The run pauses: 20 steps could not be saved" in message for message in said(events)) == 1
    assert_as_if_nothing_had_been(run, experiment, tmp_path)


def test_that_a_run_at_its_end_waits_for_room_for_its_last_checkpoint(tiny: Tiny, tmp_path: Path, disk: Disk) -> None:
    experiment = tiny(training={"checkpoint_every": 10})
    control = JobControl()
    events: list[Event] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, CheckpointSaved) and event.step == 10:
            disk.fill()
        elif isinstance(event, Notice) and "The run waits" in event.message:
            disk.free()
            control.request(lambda trainer: control.resume())

    run = RunFolder(disk.path / "run")
    assert train(experiment, emit, control, run_dir=run.path).state == "finished"
    assert "paused" in [event.state for event in events if isinstance(event, StateChanged)]
    assert_as_if_nothing_had_been(run, experiment, tmp_path)


def test_that_a_folder_that_turns_read_only_costs_no_checkpoint_that_was_good(
    tiny: Tiny, tmp_path: Path, disk: Disk
) -> None:
    experiment = tiny(training={"steps": 40, "checkpoint_every": 5})
    control = JobControl()
    events: list[Event] = []
    run = RunFolder(disk.path / "run")

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, CheckpointSaved) and event.step == 10:
            assert mount("--bind", run.checkpoints, run.checkpoints)
            assert mount("-o", "remount,bind,ro", run.checkpoints)
        elif isinstance(event, Notice) and "The run waits" in event.message:
            control.stop()

    with pytest.raises(StorageError, match="no permission to write"):
        train(experiment, emit, control, run_dir=run.path)
    assert sum("No checkpoint was saved" in message for message in said(events)) == 1
    kept = list_checkpoints(run)
    assert kept[-1].step == 10
    assert [problem_of(info.path) for info in kept] == [None] * len(kept)
    assert summarise(run.path).state == "failed"
    assert read_history(run.path).steps.tolist() == list(range(1, 41))
    subprocess.run(["umount", run.checkpoints], check=True)
    assert resume(run.path, lambda event: None, JobControl()).state == "finished"
    assert_as_if_nothing_had_been(run, experiment, tmp_path)


def test_that_a_log_that_cannot_be_written_costs_neither_curves_nor_checkpoints(tiny: Tiny, tmp_path: Path) -> None:
    experiment = tiny()
    run = RunFolder(tmp_path / "run")
    events: list[Event] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, CheckpointSaved) and event.step == 5:
            run.log_file.rename(tmp_path / "the log until then")
            run.log_file.mkdir()

    assert train(experiment, emit, JobControl(), run_dir=run.path).state == "finished"
    assert [event.step for event in events if isinstance(event, CheckpointSaved)] == [5, 10, 15, 20]
    assert sum("The log of the run is not written for now" in message for message in said(events)) == 1
    assert not any("The curves are not saved" in message for message in said(events))
    assert_as_if_nothing_had_been(run, experiment, tmp_path)
