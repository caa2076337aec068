"""What is said of a run before it begins is what it then takes; and nothing is left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.control import JobControl
from workbench.errors import DataError, DeviceError
from workbench.events import Event, Probed
from workbench.jobs.probe import probe

Tiny = Callable[..., Experiment]


def test_that_a_probe_tells_memory_speed_and_time_and_makes_no_run(tiny: Tiny) -> None:
    events: list[Event] = []
    experiment = tiny(model={"architecture": "gpt", "layers": 2, "heads": 4, "width": 512})
    found = probe(experiment, events.append, JobControl())
    assert found is not None
    assert events[-1] == found
    assert found.estimate < found.memory < 2 * found.estimate
    tokens = experiment.training.steps * experiment.training.batch_size * experiment.training.context_length
    assert found.seconds > tokens / found.tokens_per_second
    assert not paths.runs().exists() or list(paths.runs().iterdir()) == []


def test_that_averaged_weights_are_counted(tiny: Tiny) -> None:
    model = {"architecture": "gpt", "layers": 2, "heads": 4, "width": 512}
    plain = probe(tiny(model=model), lambda event: None, JobControl())
    averaged = probe(tiny(model=model, training={"ema_decay": 0.99}), lambda event: None, JobControl())
    assert plain is not None
    assert averaged is not None
    weights = 4 * tiny(model=model).model.parameters(30, 16)
    assert averaged.estimate - plain.estimate == pytest.approx(weights, rel=0.01)
    assert averaged.memory - plain.memory == pytest.approx(2 * weights, rel=0.5)


def test_that_a_stop_gives_no_result(tiny: Tiny) -> None:
    control = JobControl()
    events: list[Event] = []

    def stop_at_the_steps(event: Event) -> None:
        events.append(event)
        if getattr(event, "message", "").startswith("Taking a few steps"):
            control.stop()

    assert probe(tiny(), stop_at_the_steps, control) is None
    assert not any(isinstance(event, Probed) for event in events)


def test_that_what_start_would_refuse_is_refused(tiny: Tiny) -> None:
    with pytest.raises(DataError, match="batch is larger than the data"):
        probe(tiny(training={"batch_size": 4_000}), lambda event: None, JobControl())
    huge = tiny(model={"architecture": "gpt", "layers": 96, "heads": 1, "width": 16_384})
    with pytest.raises(DeviceError, match="needs about"):
        probe(huge, lambda event: None, JobControl())


def test_that_the_command_line_gives_the_same_as_json(tiny: Tiny, tmp_path: Path) -> None:
    file = tmp_path / "tiny.yaml"
    save(tiny(), file)
    command = [sys.executable, "-m", "workbench", "probe", str(file), "--json", "--set", "training.steps=40"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [event for line in done.stdout.splitlines() if (event := json.loads(line))["type"] == "probed"]
    assert len(found) == 1
    assert found[0]["memory"] > 0
    assert found[0]["tokens_per_second"] > 0
