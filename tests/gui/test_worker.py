"""The one thread class: what comes back from a job, however it ends."""

from __future__ import annotations

import errno
import gc
import logging
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from workbench.control import JobControl
from workbench.errors import DataError
from workbench.events import Emit, Event, JobDone, JobFailed, Notice
from workbench.failures import describe_failure
from workbench.gui import worker
from workbench.gui.worker import Job, JobThread


def _run(qtbot: QtBot, job: Job) -> list[Event]:
    thread = JobThread(job)
    received: list[Event] = []
    thread.received.connect(received.extend)
    with qtbot.waitSignal(thread.ended):
        thread.start()
    return received


def _until_stopped(emit: Emit, control: JobControl) -> None:
    emit(Notice("running"))
    while not control.stop_requested:
        threading.Event().wait(0.001)
    emit(Notice("stopped cleanly"))


def test_that_the_job_runs_in_another_thread_and_ends_with_job_done(qtbot: QtBot) -> None:
    threads: list[int] = []

    def job(emit: Emit, control: JobControl) -> None:
        threads.append(threading.get_ident())
        emit(Notice("hello"))

    assert _run(qtbot, job) == [Notice("hello"), JobDone()]
    assert threads != [threading.get_ident()]


def test_that_every_event_arrives_before_ended(qtbot: QtBot) -> None:
    seen: list[object] = []
    thread = JobThread(lambda emit, control: [emit(Notice(str(number))) for number in range(5_000)])
    thread.received.connect(seen.extend)
    thread.ended.connect(lambda: seen.append("ended"))
    with qtbot.waitSignal(thread.ended):
        thread.start()
    assert len(seen) == 5_002
    assert seen[-2:] == [JobDone(), "ended"]


def test_that_an_error_of_ours_keeps_its_words(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def job(emit: Emit, control: JobControl) -> None:
        raise DataError("The file is empty.", "Choose a file with text in it.")

    with caplog.at_level(logging.ERROR):
        (event,) = _run(qtbot, job)
    assert isinstance(event, JobFailed)
    assert (event.message, event.advice) == ("The file is empty.", "Choose a file with text in it.")
    assert event.exit_code == DataError.exit_code
    assert "DataError" in event.details
    assert "Traceback" in event.details
    assert "The job failed." in caplog.text


def test_that_a_job_that_calls_exit_fails_in_words_and_the_window_lives(qtbot: QtBot) -> None:
    def job(emit: Emit, control: JobControl) -> None:
        raise SystemExit(3)

    (event,) = _run(qtbot, job)
    assert isinstance(event, JobFailed)
    assert "SystemExit" in event.message


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "not enough memory"),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), "not enough memory"),
        (OSError(errno.ENOSPC, "No space left on device", "/there/run.db"), "/there/run.db: the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "/there"), "/there: there is no permission"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "/gone"), "/gone: No such file"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
    ],
)
def test_that_any_exception_becomes_a_sentence_and_advice(error: Exception, words: str) -> None:
    failure = describe_failure(error)
    assert words in failure.message
    assert failure.advice.endswith(".")
    assert failure.exit_code == 1


def test_that_stop_and_wait_ends_the_job_and_hands_on_its_last_words(qtbot: QtBot) -> None:
    thread = JobThread(_until_stopped)
    received: list[Event] = []
    ended: list[bool] = []
    thread.received.connect(received.extend)
    thread.ended.connect(lambda: ended.append(True))
    with qtbot.waitSignal(thread.received):
        thread.start()
    assert thread.stop_and_wait(10_000)
    assert received[-2:] == [Notice("stopped cleanly"), JobDone()]
    QCoreApplication.processEvents()
    assert ended == [True]


def test_that_stop_and_wait_gives_up_after_its_time(qtbot: QtBot) -> None:
    release = threading.Event()
    thread = JobThread(lambda emit, control: release.wait(30))
    thread.start()
    assert not thread.stop_and_wait(20)
    assert thread.isRunning()
    release.set()
    assert thread.stop_and_wait(10_000)


def test_that_quitting_the_application_stops_a_running_job(qtbot: QtBot) -> None:
    thread = JobThread(_until_stopped)
    with qtbot.waitSignal(thread.received):
        thread.start()
    app = QCoreApplication.instance()
    assert app is not None
    app.aboutToQuit.emit()
    assert thread.isFinished()


def test_that_a_running_thread_survives_losing_its_last_reference(qtbot: QtBot) -> None:
    release = threading.Event()
    received: list[Event] = []

    def begin() -> None:
        thread = JobThread(lambda emit, control: release.wait(30))
        thread.received.connect(received.extend)
        thread.start()

    begin()
    gc.collect()
    release.set()
    qtbot.waitUntil(lambda: received == [JobDone()])
    qtbot.waitUntil(lambda: not worker._alive)


def test_that_a_thread_and_its_job_are_freed_after_the_end(qtbot: QtBot) -> None:
    class Weights:
        """Stands for what a job holds."""

    weights = Weights()
    held = weakref.ref(weights)
    thread = JobThread(lambda emit, control, weights=weights: None)  # type: ignore[misc]
    del weights
    with qtbot.waitSignals([thread.ended, thread.destroyed]):
        thread.start()
    gc.collect()
    assert held() is None


def test_that_the_job_hears_pause_and_requests(qtbot: QtBot) -> None:
    def job(emit: Emit, control: JobControl) -> None:
        while not control.stop_requested:
            for action in control.take_requests():
                action(emit)
            threading.Event().wait(0.001)

    thread = JobThread(job)
    received: list[Event] = []
    thread.received.connect(received.extend)
    thread.start()
    thread.control.request(lambda emit: emit(Notice("asked")))
    qtbot.waitUntil(lambda: Notice("asked") in received)
    assert thread.stop_and_wait(10_000)


def test_that_no_timer_goes_on_after_the_end(qtbot: QtBot) -> None:
    thread = JobThread(lambda emit, control: None)
    with qtbot.waitSignal(thread.ended):
        thread.start()
    assert not thread._relay._timer.isActive()
