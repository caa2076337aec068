from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Evaluated, Event, RunState, StateChanged
from workbench.jobs.awake import Awake
from workbench.jobs.train import train

Tiny = Callable[..., Experiment]


class Desktop:
    """What a desktop does when it is asked: it notes since when the computer may not sleep."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.changed = threading.Semaphore(0)

    @contextmanager
    def hold(self) -> Iterator[None]:
        self._note("held")
        try:
            yield
        finally:
            self._note("free")

    def _note(self, word: str) -> None:
        self.log.append(word)
        self.changed.release()

    def wait(self, changes: int) -> None:
        for _ in range(changes):
            assert self.changed.acquire(timeout=10)


def say(awake: Awake, *states: RunState) -> None:
    for state in states:
        awake.hear(StateChanged(state, 0))


def test_that_the_computer_is_kept_awake_while_a_run_trains_and_not_while_it_is_paused() -> None:
    desktop = Desktop()
    with Awake(desktop.hold) as awake:
        say(awake, "training")
        desktop.wait(1)
        assert desktop.log == ["held"]
        say(awake, "paused")
        desktop.wait(1)
        assert desktop.log == ["held", "free"]
        say(awake, "training")
        desktop.wait(1)
    desktop.wait(1)
    assert desktop.log == ["held", "free", "held", "free"]


def test_that_it_may_sleep_once_the_run_is_over() -> None:
    desktop = Desktop()
    with Awake(desktop.hold) as awake:
        say(awake, "training", "finished")
        desktop.wait(2)
        assert desktop.log == ["held", "free"]


def test_that_a_desktop_that_never_answers_delays_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.jobs.awake._PATIENCE", 0.05)
    answer = threading.Event()

    @contextmanager
    def hang() -> Iterator[None]:
        answer.wait(30)
        yield

    began = time.perf_counter()
    with Awake(hang) as awake:
        say(awake, "training", "paused", "training")
    assert time.perf_counter() - began < 5
    answer.set()


def test_that_a_desktop_that_fails_costs_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    @contextmanager
    def fail() -> Iterator[None]:
        raise OSError("no bus here")
        yield

    with caplog.at_level(logging.INFO), Awake(fail) as awake:
        say(awake, "training")
    assert "may fall asleep" in caplog.text


def test_that_a_run_asks_for_it_and_goes_without_where_there_is_no_desktop(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with caplog.at_level(logging.INFO, logger="workbench.jobs.awake"):
        assert train(tiny(), lambda event: None, JobControl(), tmp_path).state == "finished"
    assert not [record for record in caplog.records if record.levelno > logging.INFO and "awake" in record.name]
    assert len([record for record in caplog.records if record.name == "workbench.jobs.awake"]) <= 1


def test_that_a_run_tells_it_when_it_trains_and_when_it_waits(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop, control = Desktop(), JobControl()
    monkeypatch.setattr("workbench.jobs.awake._hold", desktop.hold)

    def emit(event: Event) -> None:
        if isinstance(event, Evaluated) and event.step == 10:
            control.pause()
        if isinstance(event, StateChanged) and event.state == "paused":
            desktop.wait(2)
            assert desktop.log == ["held", "free"]
            control.resume()

    train(tiny(), emit, control, tmp_path)
    assert desktop.log == ["held", "free", "held", "free"]
