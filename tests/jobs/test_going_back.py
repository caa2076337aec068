"""A checkpoint saved shortly before a run diverged is of no use, finite as it may be: the run goes further back."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.control import JobControl
from workbench.errors import DivergedError
from workbench.events import Event, Notice, RolledBack, RunEnded, Steps
from workbench.jobs.train import resume, train
from workbench.runs.checkpoints import list_checkpoints, load_checkpoint, save_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history

Tiny = Callable[..., Experiment]


def deep(tiny: Tiny, rate: float, steps: int = 60, checkpoint_every: int = 5, **training: Any) -> Experiment:
    return tiny(
        model={"architecture": "mlp", "width": 64, "layers": 4},
        optimizer={"name": "sgd", "learning_rate": rate},
        schedule={"name": "constant", "warmup_steps": 20},
        training={
            "steps": steps,
            "gradient_clip": 0.0,
            "checkpoint_every": checkpoint_every,
            "keep_checkpoints": 3,
            "on_divergence": "roll_back",
            **training,
        },
    )


def turns_of(events: list[Any]) -> list[RolledBack]:
    return [event for event in events if isinstance(event, RolledBack)]


def passed_over(events: list[Any]) -> list[str]:
    return [event.message for event in events if isinstance(event, Notice) and "is passed over" in event.message]


def poison(folder: RunFolder, factor: float) -> int:
    """Multiply the weights of the newest checkpoint, its checksums right; its step."""
    found = load_checkpoint(folder)
    assert found is not None
    weights = {name: tensor * factor for name, tensor in found.model.items()}
    shutil.rmtree(found.info.path)
    save_checkpoint(folder, found.info.step, weights, found.optimizer, found.state, found.info.best, keep=3)
    return found.info.step


@pytest.fixture
def half_done(tiny: Tiny, tmp_path: Path) -> RunFolder:
    """A run of 60 steps that stands, in good health, at step 38."""
    control = JobControl()

    def ask(trainer: Any) -> None:
        if trainer.step == 38:
            control.stop()
        else:
            control.request(ask)

    control.request(ask)
    train(deep(tiny, 0.1, evaluate_every=20), lambda event: None, control, run_dir=tmp_path / "run")
    return RunFolder(tmp_path / "run")


def test_that_a_checkpoint_with_damaged_weights_is_passed_over(half_done: RunFolder) -> None:
    assert [info.step for info in list_checkpoints(half_done)] == [20, 30, 35, 38]
    assert poison(half_done, 40.0) == 38
    events: list[Any] = []
    ended = resume(half_done.path, events.append, JobControl())
    assert [turn.to_step for turn in turns_of(events)] == [35]
    assert len(passed_over(events)) == 1
    assert "checkpoint of step 38" in passed_over(events)[0]
    assert (ended.state, ended.step) == ("finished", 60)
    history = read_history(half_done.path)
    assert history.steps.tolist() == list(range(1, 61))
    assert history.losses[35:].mean() < history.losses[20:35].mean()


def test_that_a_run_that_diverges_again_goes_further_back_each_time(half_done: RunFolder, tiny: Tiny) -> None:
    # No checkpoint is to blame here, but a rate that even an eighth of is too high for.
    save(deep(tiny, 100.0), half_done.experiment_file)
    events: list[Any] = []
    with pytest.raises(DivergedError) as caught:
        resume(half_done.path, events.append, JobControl())
    assert [turn.to_step for turn in turns_of(events)] == [38, 35, 20]  # the newest, the one before, the best
    assert [turn.rate_factor for turn in turns_of(events)] == [0.5, 0.25, 0.125]
    assert "3 times already (to the steps 38, 35, 20)" in caught.value.message
    assert "0.125 times the learning rate" in caught.value.message
    assert "lower optimizer.learning_rate" in caught.value.advice
    assert "look at the text" in caught.value.advice
    assert list_checkpoints(half_done)[0].step == 20


def test_that_a_run_whose_checkpoints_are_all_damaged_begins_anew(half_done: RunFolder) -> None:
    for info in list_checkpoints(half_done)[:-1]:
        shutil.rmtree(info.path)
    poison(half_done, 40.0)
    events: list[Any] = []
    ended = resume(half_done.path, events.append, JobControl())
    assert [turn.to_step for turn in turns_of(events)] == [0]
    assert (ended.state, ended.step) == ("finished", 60)
    assert read_history(half_done.path).steps.tolist() == list(range(1, 61))


@pytest.mark.parametrize("rate", [1.5, 2.0])
def test_that_a_run_saved_at_every_step_never_goes_on_from_weights_worse_than_the_first(
    tiny: Tiny, tmp_path: Path, rate: float
) -> None:
    experiment = deep(tiny, rate, checkpoint_every=1)
    shallow = experiment.model_copy(update={"model": experiment.model.model_copy(update={"layers": 2})})
    events: list[Event] = []
    ended = train(shallow, events.append, JobControl(), tmp_path)
    assert isinstance(ended, RunEnded)
    assert ended.state == "finished"
    assert turns_of(events)
    first = next(event.losses[0] for event in events if isinstance(event, Steps))
    for turn, after in _losses_after_turns(events):
        assert after < first + 0.6, dataclasses.replace(turn, message="")


def _losses_after_turns(events: list[Event]) -> list[tuple[RolledBack, float]]:
    """Each turn with the loss of the step after it, which is that of the weights it went back to."""
    found = []
    for place, event in enumerate(events):
        if isinstance(event, RolledBack):
            later = (after for after in events[place:] if isinstance(after, Steps))
            found.append((event, next(later).losses[0]))
    assert all(np.isfinite(loss) for _, loss in found)
    return found
