"""Trials in a process of their own: right answers, ended at once, and whatever befalls them told in words."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import psutil
import pytest

from workbench.config.experiment import Experiment
from workbench.training.device import choose
from workbench.training.laboratory import Laboratory, LaboratoryError

Tiny = Callable[..., Experiment]
VOCABULARY = 30
TOKENS = np.random.default_rng(1).integers(0, VOCABULARY, 5_000).astype(np.uint16)


def process() -> psutil.Process:
    """The one laboratory at work."""
    found = [child for child in multiprocessing.active_children() if child.name == "laboratory"]
    assert len(found) == 1
    assert found[0].pid is not None
    return psutil.Process(found[0].pid)


@pytest.fixture
def no_laboratory_is_left() -> Iterator[None]:
    yield
    assert [child.name for child in multiprocessing.active_children()] == []


@pytest.mark.usefixtures("no_laboratory_is_left")
def test_that_two_settings_are_compared_from_the_same_start_and_the_trials_are_used_again(tiny: Tiny) -> None:
    experiment = tiny()
    hardware = choose(experiment.runtime)
    bf16 = replace(hardware, precision="bf16")
    with Laboratory(experiment, VOCABULARY, TOKENS, lambda: False) as laboratory:
        assert laboratory.pace(hardware)
        first = laboratory.compare(hardware, bf16)
        second = laboratory.compare(hardware, bf16)
    assert first
    assert second
    assert first.base.losses[0] == pytest.approx(first.other.losses[0], abs=0.02)
    assert second.base.losses[: len(first.base.losses)] == first.base.losses
    assert first.base.seconds > 0


@pytest.mark.usefixtures("no_laboratory_is_left")
def test_that_a_stop_ends_a_question_without_an_answer(tiny: Tiny) -> None:
    experiment = tiny()
    looks: list[bool] = []

    def stop_once_it_was_asked() -> bool:
        looks.append(bool(multiprocessing.active_children()))
        return looks[-1]

    with Laboratory(experiment, VOCABULARY, TOKENS, stop_once_it_was_asked) as laboratory:
        assert laboratory.pace(choose(experiment.runtime)) is None
    assert looks == [False, True]


def test_that_nothing_is_started_for_a_question_after_a_stop(tiny: Tiny) -> None:
    experiment, before = tiny(), os.times()
    with Laboratory(experiment, VOCABULARY, TOKENS, lambda: True) as laboratory:
        assert laboratory.pace(choose(experiment.runtime)) is None
    after = os.times()
    assert (after.children_user, after.children_system) == (before.children_user, before.children_system)


@pytest.mark.usefixtures("no_laboratory_is_left")
def test_that_a_trial_which_the_system_ends_is_told_and_the_next_question_is_answered(tiny: Tiny) -> None:
    experiment = tiny()
    asked = []

    def kill_the_first() -> bool:
        if not asked and multiprocessing.active_children():
            asked.append(True)
            process().send_signal(signal.SIGKILL)
        return False

    with Laboratory(experiment, VOCABULARY, TOKENS, kill_the_first) as laboratory:
        with pytest.raises(LaboratoryError, match="memory is short"):
            laboratory.pace(choose(experiment.runtime))
        assert laboratory.pace(choose(experiment.runtime))


@pytest.mark.usefixtures("no_laboratory_is_left")
def test_that_patience_ends(tiny: Tiny) -> None:
    hardware = choose(tiny().runtime)
    with (
        Laboratory(tiny(), VOCABULARY, TOKENS, lambda: False) as laboratory,
        pytest.raises(LaboratoryError, match="took more than"),
    ):
        laboratory.compare(hardware, hardware, patience=0.0)


@pytest.mark.usefixtures("no_laboratory_is_left")
def test_that_a_fault_of_the_model_is_told_in_words(tiny: Tiny) -> None:
    tokens = np.full_like(TOKENS, VOCABULARY + 5)
    with (
        Laboratory(tiny(), VOCABULARY, tokens, lambda: False) as laboratory,
        pytest.raises(LaboratoryError, match="The trial failed: IndexError"),
    ):
        laboratory.pace(choose(tiny().runtime))


def test_that_memory_is_measured_as_large_as_the_model_is(tiny: Tiny) -> None:
    # 12 x 768^2 weights a layer, each with its gradient and two moments of AdamW: at least 110 MB.
    experiment = tiny(model={"architecture": "gpt", "layers": 1, "heads": 4, "width": 768})
    with Laboratory(experiment, VOCABULARY, TOKENS, lambda: False) as laboratory:
        measurement = laboratory.measure(choose(experiment.runtime))
    assert measurement
    weights = experiment.model.parameters(VOCABULARY, experiment.training.context_length)
    assert 16 * weights < measurement.memory < 16 * weights + 150e6
    assert 0 < measurement.forward_seconds < measurement.seconds


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_that_the_process_does_not_outlive_one_that_is_killed() -> None:
    script = """
        import numpy as np, sys
        from workbench.config.check import check
        from workbench.training.device import choose
        from workbench.training.laboratory import Laboratory

        if __name__ == "__main__":
            experiment = check({"runtime": {"device": "cpu"}})
            laboratory = Laboratory(experiment, 30, np.zeros(50_000, np.uint16), lambda: False)
            laboratory.pace(choose(experiment.runtime))
            print(laboratory._process.pid, flush=True)
            sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait(10)
        assert psutil.wait_procs([child], timeout=10)[1] == []
