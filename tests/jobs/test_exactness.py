"""Stopped at random steps and resumed, a run comes to the very bits of one that was never stopped."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from tests.fingerprints import fingerprint
from workbench.config.architectures import ARCHITECTURES
from workbench.config.experiment import Experiment
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.schedules import SCHEDULES
from workbench.config.sections import Runtime
from workbench.control import JobControl
from workbench.data.batches import windows_per_epoch
from workbench.data.token_files import open_tokens
from workbench.events import Event
from workbench.jobs.train import resume, train
from workbench.jobs.verify import verify
from workbench.runs.folder import RunFolder
from workbench.training.trainer import Trainer

Tiny = Callable[..., Experiment]
Case = tuple[str, str, str, float, int]
"""Architecture, optimizer, schedule, dropout, batches added up for an update."""

STEPS = 16
CHOICES: tuple[tuple[Any, ...], ...] = (
    tuple(ARCHITECTURES.names()),
    tuple(OPTIMIZERS.names()),
    tuple(SCHEDULES.names()),
    (0.0, 0.3),
    (1, 3),
)
EVERY: list[Case] = list(itertools.product(*CHOICES))


def pairs(case: Case) -> set[tuple[int, Any, int, Any]]:
    """Every two choices that the case tries together."""
    return {(i, case[i], j, case[j]) for i, j in itertools.combinations(range(len(case)), 2)}


def covering(cases: Iterable[Case]) -> list[Case]:
    """A few of the cases in which every two choices still meet: the greediest next one, again and again."""
    cases = list(cases)
    missing = set().union(*map(pairs, cases))
    chosen = []
    while missing:
        chosen.append(max(cases, key=lambda case: len(pairs(case) & missing)))
        missing -= pairs(chosen[-1])
    return chosen


def quiet(event: Event) -> None:
    """Nobody listens."""


def experiment_of(tiny: Tiny, case: Case) -> Experiment:
    """A text so short that an epoch ends every few steps, also in the middle of an update and of a batch."""
    architecture, optimizer, schedule, dropout, accumulation = case
    return tiny(
        data={"sample_characters": 1_000},
        model={"architecture": architecture, "width": 16, "layers": 2, "dropout": dropout},
        optimizer={"name": optimizer, "weight_decay": 0.1},
        schedule={"name": schedule, "warmup_steps": 3},
        training={"steps": STEPS, "gradient_accumulation": accumulation, "evaluate_every": 6, "checkpoint_every": 7},
    )


def stop_at(control: JobControl, step: int) -> None:
    """Have the run ask for a stop once it stands at ``step``."""

    def ask(trainer: Trainer) -> None:
        if trainer.step >= step:
            control.stop()
        else:
            control.request(ask)  # a request that asks again is served once a step

    control.request(ask)


def compare(root: Path, experiment: Experiment, seed: object) -> None:
    """Train once in a stretch, and once with two stops at steps drawn by the seed."""
    whole = Path(train(experiment, quiet, JobControl(), root).run_dir)
    first, second = sorted(random.Random(repr(seed)).sample(range(1, STEPS), 2))
    control = JobControl()
    stop_at(control, first)
    ended = train(experiment, quiet, control, root)
    assert (ended.state, ended.step) == ("stopped", first)
    parts = Path(ended.run_dir)
    control = JobControl()
    stop_at(control, second)
    assert resume(parts, quiet, control).step == second
    assert resume(parts, quiet, JobControl()).state == "finished"
    assert fingerprint(parts) == fingerprint(whole)
    assert fingerprint(parts)["step"] == str(STEPS)


def name_of(case: Case) -> str:
    architecture, optimizer, schedule, dropout, accumulation = case
    return f"{architecture}-{optimizer}-{schedule}-dropout{dropout:g}-x{accumulation}"


@pytest.mark.parametrize("case", covering(EVERY), ids=name_of)
def test_that_two_random_stops_leave_no_trace(tiny: Tiny, tmp_path: Path, case: Case) -> None:
    compare(tmp_path, experiment_of(tiny, case), case)


@pytest.mark.long
@pytest.mark.parametrize("case", EVERY, ids=name_of)
def test_that_two_random_stops_leave_no_trace_in_any_combination(tiny: Tiny, tmp_path: Path, case: Case) -> None:
    compare(tmp_path, experiment_of(tiny, case), case)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no GPU")
@pytest.mark.parametrize("case", covering(EVERY), ids=name_of)
def test_that_on_a_gpu_a_deterministic_run_is_as_exact(tiny: Tiny, tmp_path: Path, case: Case) -> None:
    experiment = experiment_of(tiny, case).model_copy(update={"runtime": Runtime(device="cuda", deterministic=True)})
    compare(tmp_path, experiment, case)
    for run in tmp_path.iterdir():
        assert verify(run, quiet, JobControl()).identical


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
@pytest.mark.parametrize("accumulation", [1, 3])
def test_that_a_run_in_shares_is_as_exact(tiny: Tiny, tmp_path: Path, architecture: str, accumulation: int) -> None:
    case = (architecture, "adamw", "cosine", 0.0, accumulation)
    shared = experiment_of(tiny, case).model_copy(update={"runtime": Runtime(device="cpu", threads=2, shares=2)})
    compare(tmp_path, shared, case)


def test_that_the_stretches_cross_the_borders_of_epochs(tiny: Tiny, tmp_path: Path) -> None:
    """What the tests above rely on: an epoch is shorter than the run, and no multiple of an update."""
    experiment = experiment_of(tiny, ("gpt", "adamw", "cosine", 0.0, 3))
    path = Path(train(experiment, quiet, JobControl(), tmp_path).run_dir)
    windows = windows_per_epoch(len(open_tokens(RunFolder(path).train_file)), 16)
    assert 4 * 3 < windows < 4 * STEPS
    assert windows % 4


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
@pytest.mark.parametrize("batch", [1, 2])
def test_that_a_stop_asked_for_in_the_middle_of_an_accumulation_waits_for_the_update(
    tiny: Tiny, tmp_path: Path, architecture: str, batch: int
) -> None:
    experiment = experiment_of(tiny, (architecture, "adamw", "cosine", 0.3, 3))
    whole = Path(train(experiment, quiet, JobControl(), tmp_path).run_dir)
    step = random.Random(f"{architecture} {batch}").choice([2, 3, 4, 5, 9, 10, 11])  # none right after a checkpoint
    control = JobControl()
    begun: list[int] = []

    def watch(trainer: Trainer) -> None:
        """From inside the computation: the stop comes when batch number ``batch`` of the update is under way."""
        embedding = next(part for part in trainer.model.modules() if isinstance(part, nn.Embedding))

        def computing(*_: Any) -> None:
            if trainer.step == step - 1 and trainer.model.training and not control.stop_requested:
                begun.append(trainer.step)
                if len(begun) == batch:
                    control.stop()

        embedding.register_forward_hook(computing)

    control.request(watch)
    ended = train(experiment, quiet, control, tmp_path)
    assert begun == [step - 1] * batch
    assert (ended.state, ended.step) == ("stopped", step)
    resume(Path(ended.run_dir), quiet, JobControl())
    assert fingerprint(Path(ended.run_dir)) == fingerprint(whole)
