"""What a process shows that works along with another one: nothing, but for its own failure."""

from __future__ import annotations

import logging

from workbench.control import JobControl
from workbench.errors import TrainingError
from workbench.events import Emit
from workbench.machine import Launched, launched
from workbench.terminal.output import stdout
from workbench.terminal.reporters import Mute
from workbench.terminal.running import run_job

logger = logging.getLogger(__name__)


def follower() -> Launched | None:
    """This process's place, if a launcher started it to work along with the first one of its job."""
    place = launched()
    return place if place is not None and place.rank > 0 else None


def run_follower(place: Launched) -> int:
    """Work along until the job ends; the exit code is as for any job."""

    told_by_the_first: list[TrainingError] = []

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.launched import follow

        try:
            follow(place, control)
        except TrainingError as error:
            if not error.everywhere:
                raise
            logger.info("As in every process of this job:", exc_info=error)
            told_by_the_first.append(error)

    code = run_job(job, Mute(), stdout(), quiet=True)
    return code or (told_by_the_first[0].exit_code if told_by_the_first else 0)
