"""Runs that diverge in earnest: a learning rate that is far too high once the warm-up is over."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.errors import DivergedError
from workbench.events import Evaluated, Event, RolledBack, RunEnded, RunStarted, StateChanged, Steps
from workbench.jobs.train import resume, train
from workbench.jobs.verify import verify
from workbench.runs.checkpoints import load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history
from workbench.runs.summary import summarise
from workbench.training.adjustments import Adjustment, rate_factor
from workbench.training.diverged import tensors_not_finite
from workbench.training.trainer import Trainer

Tiny = Callable[..., Experiment]


def reckless(tiny: Tiny, rate: float = 2.0, checkpoint_every: int = 5, layers: int = 2, **training: Any) -> Experiment:
    return tiny(
        model={"architecture": "mlp", "width": 64, "layers": layers},
        optimizer={"name": "sgd", "learning_rate": rate},
        schedule={"name": "constant", "warmup_steps": 20},
        training={
            "steps": 60,
            "gradient_clip": 0.0,
            "checkpoint_every": checkpoint_every,
            "on_divergence": "roll_back",
            **training,
        },
    )


def run(experiment: Experiment, root: Path) -> list[Any]:
    events: list[Any] = []
    train(experiment, events.append, JobControl(), root)
    return events


def only(kind: type, events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def run_to_ruin(tiny: Tiny, root: Path, **training: Any) -> list[Any]:
    """A run beyond help, in which nothing but the loss of the steps can tell so."""
    events: list[Any] = []
    rare = {"evaluate_every": 60, "checkpoint_every": 60}
    with pytest.raises(DivergedError) as caught:
        train(reckless(tiny, rate=30.0, layers=4, **rare, **training), events.append, JobControl(), root)
    assert caught.value.step > 0
    return events


def assert_same_end(one: Path, other: Path) -> None:
    first, second = load_checkpoint(RunFolder(one)), load_checkpoint(RunFolder(other))
    assert first
    assert second
    assert first.info.step == second.info.step
    assert all(torch.equal(first.model[name], second.model[name]) for name in first.model)
    mine, theirs = read_history(one), read_history(other)
    for field in ("steps", "losses", "learning_rates", "gradient_norms", "eval_steps", "val_losses"):
        assert getattr(mine, field).tolist() == getattr(theirs, field).tolist(), field
    assert mine.samples == theirs.samples


def test_that_a_run_that_diverges_goes_back_lowers_its_rate_and_finishes(tiny: Tiny, tmp_path: Path) -> None:
    experiment = reckless(tiny)
    events = run(experiment, tmp_path)
    turns, ended = only(RolledBack, events), events[-1]
    assert isinstance(ended, RunEnded)
    assert (ended.state, ended.step) == ("finished", 60)
    assert ended.val_loss < only(Evaluated, events)[0].val_loss - 0.5
    assert [turn.rate_factor for turn in turns] == [0.5 ** (n + 1) for n in range(len(turns))]
    assert turns
    assert all(turn.to_step < turn.step for turn in turns)
    history = read_history(Path(ended.run_dir))
    assert history.steps.tolist() == list(range(1, 61))
    assert all(map(math.isfinite, history.losses))
    assert history.eval_steps.tolist() == [0, 10, 20, 30, 40, 50, 60]
    made = tuple(Adjustment(turn.to_step, rate_factor=turn.rate_factor) for turn in turns)
    assert history.learning_rates.tolist() == [
        experiment.schedule.rate(step, 60, 2.0) * rate_factor(made, step) for step in range(1, 61)
    ]


def test_that_the_turn_tells_step_tensors_and_causes(tiny: Tiny, tmp_path: Path) -> None:
    message = only(RolledBack, run_to_ruin(tiny, tmp_path))[0].message
    assert "at step" in message
    assert "Not finite when it was noticed: the " in message
    assert "learning_rate from 30 to 3" in message
    assert "1 of at most 3" in message


def test_that_a_run_without_a_checkpoint_goes_back_to_its_first_weights(tiny: Tiny, tmp_path: Path) -> None:
    events = run(reckless(tiny, checkpoint_every=30), tmp_path)
    assert only(RolledBack, events)[0].to_step == 0
    path = Path(events[-1].run_dir)
    assert read_history(path).steps.tolist() == list(range(1, 61))
    # The first loss is that of the initial weights both times.
    assert len({event.losses[0] for event in only(Steps, events) if event.first_step == 1}) == 1
    assert [sample.step for sample in read_history(path).samples] == [0, 10, 20, 30, 40, 50, 60]


@pytest.mark.parametrize("checkpoint_every", [5, 30])
def test_that_a_run_killed_right_after_a_turn_goes_on_to_the_same_end(
    tiny: Tiny, tmp_path: Path, checkpoint_every: int
) -> None:
    copies: list[Path] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, RolledBack):
            # What a process killed now leaves behind.
            copies.append(tmp_path / f"killed-{len(copies)}")
            shutil.copytree(next((tmp_path / "runs").iterdir()), copies[-1])

    events: list[Any] = []
    train(reckless(tiny, checkpoint_every=checkpoint_every), emit, JobControl(), tmp_path / "runs")
    whole = Path(events[-1].run_dir)
    turns = len(copies)
    assert turns
    for done, killed in enumerate(copies, 1):
        again: list[Any] = []
        resume(killed, again.append, JobControl())
        assert len(only(RolledBack, again)) == turns - done
        assert_same_end(whole, killed)


def test_that_a_run_that_went_back_can_be_verified(tiny: Tiny, tmp_path: Path) -> None:
    path = Path(run(reckless(tiny, keep_checkpoints=20), tmp_path)[-1].run_dir)
    verified = verify(path, lambda event: None, JobControl())
    assert verified.identical
    assert verified.steps == 60


def test_that_a_lowered_rate_stays_after_stop_and_resume(tiny: Tiny, tmp_path: Path) -> None:
    whole = Path(run(reckless(tiny), tmp_path)[-1].run_dir)
    control = JobControl()

    def ask(trainer: Trainer) -> None:
        if trainer.step == 23 and trainer.course.adjustments:
            control.stop()
        else:
            control.request(ask)

    control.request(ask)
    parts = train(reckless(tiny), lambda event: None, control, tmp_path)
    assert (parts.state, parts.step) == ("stopped", 23)
    resume(Path(parts.run_dir), lambda event: None, JobControl())
    assert_same_end(whole, Path(parts.run_dir))


def test_that_a_run_beyond_help_stops_after_three_turns(tiny: Tiny, tmp_path: Path) -> None:
    events: list[Any] = []
    with pytest.raises(DivergedError, match="3 times already"):
        train(reckless(tiny, rate=100.0, layers=4), events.append, JobControl(), tmp_path)
    assert [turn.rate_factor for turn in only(RolledBack, events)] == [0.5, 0.25, 0.125]
    assert only(StateChanged, events)[-1].state == "failed"


def test_that_without_the_wish_it_stops_and_names_the_tensors(tiny: Tiny, tmp_path: Path) -> None:
    events = run_to_ruin(tiny, tmp_path, on_divergence="stop")
    assert not only(RolledBack, events)
    assert "Not finite when it was noticed: the " in summarise(Path(only(RunStarted, events)[0].run_dir)).problem


def test_that_weights_are_named_before_gradients_and_in_the_order_of_the_model() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 2))
    assert tensors_not_finite(model) == []
    for parameter in model.parameters():
        parameter.grad = torch.zeros_like(parameter)
    assert model[1].bias.grad is not None
    model[1].bias.grad[0] = torch.inf
    assert tensors_not_finite(model) == ["the gradient of 1.bias"]
    with torch.no_grad():
        model[0].weight[0, 0] = torch.nan
        model[1].weight[0, 0] = -torch.inf
    assert tensors_not_finite(model) == ["the weight 0.weight", "the weight 1.weight"]
