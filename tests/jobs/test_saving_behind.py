"""Checkpoints written while training goes on: the first is held up by the system itself, the second waits its turn.

The obstacle is a named pipe where the checkpoint's manifest should be: who opens it to look whether
an earlier save was good waits, in the kernel, until somebody writes into it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.errors import DivergedError, StorageError
from workbench.events import CheckpointSaved, Event, RunStarted, Steps
from workbench.jobs.train import train
from workbench.runs.checkpoint_folder import MANIFEST, MODEL, folder_of
from workbench.runs.checkpoints import CheckpointInfo, list_checkpoints, load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.training.saver import Saver
from workbench.training.state import Saved

Tiny = Callable[..., Experiment]
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


class Obstacle:
    """Whoever saves the checkpoint of ``step`` waits until it is taken away."""

    def __init__(self, run: RunFolder, step: int) -> None:
        folder = folder_of(run, step)
        folder.mkdir(parents=True)
        self._pipe = folder / MANIFEST
        os.mkfifo(self._pipe)

    def take_away(self) -> None:
        """Return once the waiting reader has got something, which is no good manifest."""
        self._pipe.write_text("not a manifest", encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path, "run")


def state(step: int) -> Saved:
    return Saved(step, {"weight": torch.full((3,), float(step))}, {}, {})


def test_that_training_goes_on_while_a_save_is_held_up_and_the_second_waits_its_turn(
    tiny: Tiny, tmp_path: Path
) -> None:
    experiment = tiny(training={"steps": 30, "evaluate_every": 30, "checkpoint_every": 5, "keep_checkpoints": 10})
    events: list[Event] = []
    done_while_held: list[int] = []
    obstacles: list[Obstacle] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, RunStarted):
            obstacles.append(Obstacle(RunFolder(Path(event.run_dir)), 5))
        elif isinstance(event, Steps) and not done_while_held:
            last = event.first_step + len(event.losses) - 1
            if last >= 15:  # where a third state would be copied
                assert not saved(events)
                done_while_held.append(last)
                obstacles[0].take_away()

    train(experiment, emit, JobControl(), run_dir=tmp_path / "held")
    assert done_while_held == [15]
    assert saved(events) == [5, 10, 15, 20, 25, 30]
    train(experiment, lambda event: None, JobControl(), run_dir=tmp_path / "free")
    assert_same_checkpoints(RunFolder(tmp_path / "held"), RunFolder(tmp_path / "free"))


def saved(events: list[Any]) -> list[int]:
    return [event.step for event in events if isinstance(event, CheckpointSaved)]


def assert_same_checkpoints(one: RunFolder, other: RunFolder) -> None:
    steps = [info.step for info in list_checkpoints(one)]
    assert steps == [info.step for info in list_checkpoints(other)] == [5, 10, 15, 20, 25, 30]
    for step in steps:
        mine, theirs = load_checkpoint(one, step), load_checkpoint(other, step)
        assert mine is not None
        assert theirs is not None
        for tensors, others in ((mine.model, theirs.model), (mine.optimizer, theirs.optimizer)):
            assert tensors.keys() == others.keys()
            assert all(torch.equal(tensor, others[name]) for name, tensor in tensors.items())


def test_that_two_states_wait_in_memory_and_no_more(run: RunFolder) -> None:
    saver = Saver(run, keep=10)
    obstacle = Obstacle(run, 1)
    saver.save(state(1), best=False)
    assert saver.make_room() == []
    saver.save(state(2), best=True)
    assert saver.poll() == []
    found: list[CheckpointInfo | StorageError] = []
    third = threading.Thread(target=lambda: found.extend(saver.make_room()))
    third.start()
    third.join(timeout=0.2)
    assert third.is_alive()  # it would have been through at once
    obstacle.take_away()
    third.join()
    assert [outcome.step for outcome in found if isinstance(outcome, CheckpointInfo)][:1] == [1]
    saver.save(state(3), best=False)
    found += saver.wait()
    saver.close()
    assert [(outcome.step, outcome.best) for outcome in found if isinstance(outcome, CheckpointInfo)] == [
        (1, False),
        (2, True),
        (3, False),
    ]
    for info in list_checkpoints(run):
        assert load_file(info.path / MODEL)["weight"].tolist() == [info.step] * 3


def test_that_a_save_that_the_disk_refuses_costs_none_of_those_around_it(
    run: RunFolder, room_for: Callable[[int], AbstractContextManager[None]]
) -> None:
    saver = Saver(run, keep=10)
    obstacle = Obstacle(run, 1)
    too_large = {"weight": torch.zeros(1_000_000)}
    with room_for(200_000):
        saver.save(state(1), best=False)
        saver.save(Saved(2, too_large, {}, {}), best=False)
        saver.save(state(3), best=False)
        obstacle.take_away()
        first, second, third = saver.wait()
    saver.close()
    assert isinstance(second, StorageError)
    assert [outcome.step for outcome in (first, third) if isinstance(outcome, CheckpointInfo)] == [1, 3]
    assert [info.step for info in list_checkpoints(run)] == [1, 3]


def test_that_a_checkpoint_is_written_once_the_step_after_it_was_taken(tiny: Tiny, tmp_path: Path) -> None:
    events: list[Event] = []
    train(tiny(), events.append, JobControl(), tmp_path)
    assert saved(events) == [5, 10, 15, 20]
    taken = 0
    for event in events:
        if isinstance(event, Steps):
            taken = event.first_step + len(event.losses) - 1
        elif isinstance(event, CheckpointSaved):
            assert taken > event.step or event.step == 20  # after the last there is none


def test_that_a_checkpoint_whose_next_step_fails_is_not_written(tiny: Tiny, tmp_path: Path) -> None:
    experiment = tiny(
        model={"architecture": "mlp", "width": 64, "layers": 2},
        optimizer={"name": "sgd", "learning_rate": 2.0},
        schedule={"name": "constant", "warmup_steps": 20},
        training={"steps": 60, "gradient_clip": 0.0, "checkpoint_every": 1, "evaluate_every": 60},
    )
    events: list[Event] = []
    with pytest.raises(DivergedError) as caught:
        train(experiment, events.append, JobControl(), run_dir=tmp_path / "run")
    kept = list_checkpoints(RunFolder(tmp_path / "run"))
    assert saved(events) == list(range(1, caught.value.step - 1))
    assert kept[-1].step == caught.value.step - 2


def test_that_a_copy_that_waits_is_saved_when_something_else_fails(tiny: Tiny, tmp_path: Path) -> None:
    def emit(event: Event) -> None:
        if isinstance(event, RunStarted):
            control.request(fail)

    def fail(trainer: Any) -> None:
        if trainer.step < 5:
            control.request(fail)
        else:
            raise OSError(5, "Input/output error", "train.bin")

    control = JobControl()
    with pytest.raises(OSError, match="Input/output error"):
        train(tiny(), emit, control, run_dir=tmp_path / "run")
    assert [info.step for info in list_checkpoints(RunFolder(tmp_path / "run"))] == [5]
