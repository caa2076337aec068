"""What a process shows that works along with another one: nothing, but for its own failure."""

from __future__ import annotations

from workbench.control import JobControl
from workbench.events import Emit
from workbench.machine import Launched, launched
from workbench.terminal.output import stdout
from workbench.terminal.reporters import Mute
from workbench.terminal.running import run_job


def follower() -> Launched | None:
    """This process's place, if a launcher started it to work along with the first one of its job."""
    place = launched()
    return place if place is not None and place.rank > 0 else None


def run_follower(place: Launched) -> int:
    """Work along until the job ends; the exit code is as for any job."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.launched import follow

        follow(place, control)

    return run_job(job, Mute(), stdout(), quiet=True)
