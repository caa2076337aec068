"""Trials before a run: what the user is told of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Choice, Event, Notice
from workbench.jobs.tuning import tuned
from workbench.machine import logical_cores
from workbench.training.device import choose

VOCABULARY = 30


@pytest.fixture
def busy() -> Iterator[None]:
    """Other programs keep every processor at work."""
    command = [sys.executable, "-c", "while True: pass"]
    programs = [subprocess.Popen(command) for _ in range(logical_cores())]
    yield
    for program in programs:
        program.kill()
        program.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what ended processes took")
@pytest.mark.usefixtures("busy")
def test_that_a_trial_which_other_programs_disturb_says_so_and_is_remembered(tiny: Callable[..., Experiment]) -> None:
    settled = {"compile": "off", "products": "default", "attention": "flash"}
    experiment = tiny(training={"steps": 10_000_000}, runtime=settled)
    tokens = np.random.default_rng(1).integers(0, VOCABULARY, 5_000).astype(np.uint16)

    def told() -> list[Event]:
        events: list[Event] = []
        tuned(experiment, choose(experiment.runtime), VOCABULARY, tokens, events.append, JobControl())
        return events

    first, second = told(), told()
    assert any(isinstance(event, Notice) and "Other programs had" in event.message for event in first)
    assert not any(isinstance(event, Notice) for event in second)
    choices = [[event for event in events if isinstance(event, Choice)] for events in (first, second)]
    assert choices[0] == choices[1]
