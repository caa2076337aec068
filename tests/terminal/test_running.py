"""How a job in the terminal is stopped, and how it fails."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import sys
from typing import Any

import pytest

from workbench.control import JobControl
from workbench.errors import DataError, TrainingError
from workbench.events import Emit, Notice
from workbench.terminal.output import Output
from workbench.terminal.reporters import JsonReporter, PlainReporter
from workbench.terminal.running import run_job, stop_on_signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


class Broken(io.StringIO):
    """A pipe whose reader has gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def run(job: Any, as_json: bool = False) -> tuple[int, str]:
    stream = io.StringIO()
    output = Output(stream)
    reporter = JsonReporter(output) if as_json else PlainReporter(output)
    return run_job(job, reporter, output), stream.getvalue()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_that_the_first_signal_asks_and_the_second_forces(number: int) -> None:
    control = JobControl()
    inherited = signal.signal(number, signal.SIG_DFL)  # under nohup, one of them is ignored
    try:
        with stop_on_signals(control):
            os.kill(os.getpid(), number)
            assert control.stop_requested
            with pytest.raises(KeyboardInterrupt):
                os.kill(os.getpid(), number)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, inherited)


def test_that_a_run_started_with_nohup_outlives_its_terminal() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    control = JobControl()
    try:
        with stop_on_signals(control):
            os.kill(os.getpid(), signal.SIGHUP)
        assert not control.stop_requested
    finally:
        signal.signal(signal.SIGHUP, before)


def test_that_a_forced_stop_is_a_failure_in_words(capfd: pytest.CaptureFixture[str]) -> None:
    def job(emit: Emit, control: JobControl) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    code, _ = run(job)
    assert code == 1
    assert "last saved checkpoint is kept" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"), [(DataError("No text.", "Add some."), 2), (TrainingError("Over.", "Go."), 1)]
)
def test_that_a_failure_is_its_message_and_advice(
    error: DataError | TrainingError, code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    def job(emit: Emit, control: JobControl) -> None:
        raise error

    found, out = run(job, as_json=True)
    assert found == code
    told = json.loads(out)
    assert (told["type"], told["message"], told["advice"], told["exit_code"]) == (
        "failed",
        error.message,
        error.advice,
        code,
    )
    assert capfd.readouterr().err == f"{error.message}\n{error.advice}\n"


def test_that_an_unexpected_failure_is_one_sentence_with_its_traceback_in_the_log_only(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def job(emit: Emit, control: JobControl) -> None:
        raise ZeroDivisionError("seven by nothing")

    with caplog.at_level(logging.INFO):
        code, _ = run(job)
    err = capfd.readouterr().err
    assert code == 1
    assert "seven by nothing" in err
    assert "workbench.log" in err
    assert "Traceback" not in err
    assert "Traceback" in caplog.text


def test_that_a_job_stops_when_nobody_reads_it() -> None:
    seen: list[bool] = []

    def job(emit: Emit, control: JobControl) -> None:
        emit(Notice("hello"))
        emit(Notice("still there?"))
        seen.append(control.stop_requested)

    output = Output(Broken())
    assert run_job(job, JsonReporter(output), output) == 0
    assert seen == [True]
