"""Runs a job in the terminal: signals stop it cleanly, failures end it with words and an exit code."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
from collections.abc import Callable, Iterator
from types import FrameType

from workbench import paths
from workbench.control import JobControl
from workbench.errors import WorkbenchError
from workbench.events import Emit, Event, JobDone, JobFailed
from workbench.failures import describe_failure
from workbench.messages import say
from workbench.terminal.output import Output, printable, stderr
from workbench.terminal.reporters import JsonReporter, Reporter
from workbench.terminal.wording import failure

logger = logging.getLogger(__name__)

Job = Callable[[Emit, JobControl], object]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
STOPPING = b"\nStopping cleanly after this step; once more stops at once.\n"
FORCED = say("Stopped at once, as asked for twice; the last saved checkpoint is kept.")


def run_job(job: Job, reporter: Reporter, output: Output, quiet: bool = False) -> int:
    """Run ``job(emit, control)`` and return the exit code: 0 done, 1 failed, 2 bad input.

    The first Ctrl-C (or SIGTERM) asks the job to stop, which it does cleanly; the second ends it
    at once. When nobody reads the output any more, the job is asked to stop as well. ``quiet``
    leaves it to another process to say that the job is stopping.
    """
    control = JobControl()
    failed: JobFailed | None = None
    unwritten: list[OSError] = []

    def emit(event: Event) -> None:
        try:
            reporter.emit(event)
        except OSError as error:  # a full disk under ``> log.txt`` must not cost the run
            unwritten.append(error)
            output.close_quietly()
        if output.closed and not control.stop_requested:
            logger.warning("The output was closed; stopping.")
            control.stop()

    with reporter:
        try:
            with stop_on_signals(control, quiet):
                job(emit, control)
            emit(JobDone())
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (the handler at the top: said and logged)
            failed = explain(error)
            if isinstance(reporter, JsonReporter):
                emit(failed)
    if failed is None and unwritten:
        failed = explain(unwritten[0])
    if failed is None:
        return 0
    stderr().line(printable(failure(failed)))
    return failed.exit_code


def attempt(action: Callable[[], int | None]) -> int:
    """Run ``action`` and return its exit code (None counts as 0), with every failure in words on stderr."""
    try:
        return action() or 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (the handler at the top: said and logged)
        failed = explain(error)
        stderr().line(printable(failure(failed)))
        return failed.exit_code


def explain(error: BaseException) -> JobFailed:
    """The failure in words, its traceback in the log and not on the screen."""
    if isinstance(error, KeyboardInterrupt):
        return JobFailed(FORCED, "", "", 1)
    # A traceback belongs into the log file; stderr shows warnings and worse, so this is no error.
    logger.info("The command failed.", exc_info=error)
    described = describe_failure(error)
    advice = described.advice
    if not isinstance(error, WorkbenchError):
        advice = say("{advice} The log has the details: {file}", advice=advice, file=paths.log_file())
    return JobFailed(described.message, advice, "", described.exit_code)


@contextlib.contextmanager
def stop_on_signals(control: JobControl, quiet: bool = False) -> Iterator[None]:
    """Inside, a signal to end asks ``control`` to stop, and a second one raises KeyboardInterrupt."""

    def handle(number: int, frame: FrameType | None) -> None:
        if control.stop_requested:
            raise KeyboardInterrupt
        control.stop()
        if quiet:
            return
        with contextlib.suppress(OSError):  # and not through a stream: this may interrupt a write to one
            os.write(2, STOPPING)

    before = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):  # nohup
            before[number] = signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
