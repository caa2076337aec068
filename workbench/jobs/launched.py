"""Train and resume as one of several processes, where PyTorch's launcher started them; else as ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Emit, RunEnded
from workbench.jobs import train as alone
from workbench.machine import Launched, launched
from workbench.training.team import ALONE, Team


def train(experiment: Experiment, emit: Emit, control: JobControl, run_dir: Path | None = None) -> RunEnded:
    """See `workbench.jobs.train.train`; with a launcher, as the first process of several."""

    def job(team: Team) -> RunEnded:
        team.rows(experiment.training.batch_size)  # refuses a batch that is too small before the text is prepared
        return alone.train(experiment, emit, control, run_dir=run_dir, team=team)

    return _lead(job)


def resume(run_dir: Path, emit: Emit, control: JobControl, steps: int | None = None) -> RunEnded:
    """See `workbench.jobs.train.resume`; with a launcher, as the first process of several."""
    return _lead(lambda team: alone.resume(run_dir, emit, control, steps, team))


def follow(place: Launched, control: JobControl) -> None:
    """Be one of the other processes: wait for the first one's order, and train along. Raises as `train` does."""
    from workbench.training.distributed import join

    with join(place) as team:
        order = team.wait(control)
        if order is not None:
            alone.follow(team, order, control)


def _lead(job: Callable[[Team], RunEnded]) -> RunEnded:
    place = launched()
    if place is None:
        return job(ALONE)
    from workbench.training.distributed import join  # an ordinary run has no use for it

    with join(place) as team:
        return job(team)
