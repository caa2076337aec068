"""Who writes a run: one process at a time, which says who it is.

The lock itself is the system's (on ``run.lock``): it dies with its process, so on one computer a dead
process never keeps a run. ``writer.json`` beside it says who holds it, and goes when the holder is
done; one that was left behind tells of a process that was killed. On a network share the lock may
not reach other computers; so whoever writes also gives a sign of life every few seconds (the date of
``writer.json``), and another computer believes it as long as the signs come.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from workbench import __version__, paths
from workbench.errors import RunLockedError
from workbench.messages import Message, say
from workbench.runs.facts import NUMBER, TEXT, WHOLE, Facts
from workbench.storage import storage_errors

logger = logging.getLogger(__name__)

LOCK, WRITER = "run.lock", "writer.json"
_PATIENCE = 1.0
"""Seconds a writer tries for the lock: a reader that looks whether it is free holds it for an instant."""
_SIGN_SECONDS = 10.0
SILENT_SECONDS = 60.0
"""A writer on another computer that gave no sign of life for so long is taken to be gone."""
_SAME_START_SECONDS = 2.0
"""A process that began at another time than this is another one with the same number."""
_KINDS = {"pid": WHOLE, "host": TEXT, "since": TEXT, "program": TEXT, "started": NUMBER}

Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Writer:
    """A process that writes, or wrote, a run. Earlier releases said no more than ``pid``."""

    pid: int
    host: str = ""
    since: str = ""
    """ISO 8601 with the offset."""
    program: str = ""
    started: float = 0.0
    """When the process itself began, in seconds since 1970; 0 if unknown."""

    @property
    def elsewhere(self) -> bool:
        """Whether it runs on another computer."""
        return self.host not in ("", platform.node())

    def lives(self) -> bool:
        """Whether that very process, and no later one with its number, runs on this computer."""
        import psutil  # only where it is needed: the window shows itself without

        try:
            began = float(psutil.Process(self.pid).create_time())
        except psutil.NoSuchProcess:
            return False
        except psutil.Error:
            return True
        return not self.started or abs(began - self.started) < _SAME_START_SECONDS

    def described(self) -> Message:
        """Who it is, for a sentence."""
        if not self.host:
            return say("process {pid}", pid=self.pid)
        since = self.since[:16].replace("T", " ")
        if self.elsewhere:
            return say(
                "process {pid} on the computer “{host}” ({program}, since {since})",
                pid=self.pid,
                host=self.host,
                program=self.program,
                since=since,
            )
        if self.pid == os.getpid():
            return say("process {pid} (this one, since {since})", pid=self.pid, since=since)
        return say("process {pid} ({program}, since {since})", pid=self.pid, program=self.program, since=since)


def this_process() -> Writer:
    """The writer that we would be."""
    import psutil  # as above

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Writer(os.getpid(), platform.node(), now, _program(), float(psutil.Process().create_time()))


@contextmanager
def writing(run: Path, tell: Tell = logger.info) -> Iterator[None]:
    """Be the one writer of a run's folder; ``tell`` hears that the last one was killed.

    Raises RunLockedError, naming who writes it, and StorageError when the disk refuses.
    """
    lock = FileLock(run / LOCK, timeout=_PATIENCE)
    with storage_errors(run, say("locking the run")):
        try:
            lock.acquire()
        except Timeout:
            raise _held(run) from None
    try:
        left = read_writer(run)
        if left is not None and _gives_signs(run, left):
            raise _held_elsewhere(run, left)
        with storage_errors(run, say("locking the run")):
            (run / WRITER).write_text(json.dumps(asdict(this_process())), encoding="utf-8")
        if left is not None and left.host:
            tell(say("Who wrote this run last, {who}, was killed or crashed; its lock is free.", who=left.described()))
        try:
            with _signs_of_life(run / WRITER):
                yield
        finally:
            _sign_off(run / WRITER)
    finally:
        lock.release()


def is_written(run: Path) -> bool:
    """Whether some process (this one included) writes the run now; changes nothing."""
    file = run / LOCK
    if not file.exists():
        return False
    lock = FileLock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return True
    except OSError:  # a folder that this user may not write: none of this user's processes does
        return False
    lock.release()
    left = read_writer(run)
    return left is not None and left.elsewhere and _silence(run, time.time()) < SILENT_SECONDS


def read_writer(run: Path) -> Writer | None:
    """Who said last that it writes the run, and not that it ceased to; None where nobody did, or it cannot be read."""
    try:
        facts = Facts(json.loads((run / WRITER).read_text(encoding="utf-8")), _KINDS, ValueError)
        return Writer(**{name: facts[name] for name in _KINDS if name in facts or name == "pid"})
    except (OSError, ValueError):
        return None


def _gives_signs(run: Path, left: Writer) -> bool:
    """Whether a writer, whose lock does not reach us, is at work all the same."""
    if not left.elsewhere:
        return False
    with storage_errors(run, say("locking the run")):
        os.utime(run / LOCK)  # the share's own clock, which also dates the signs
        return _silence(run, (run / LOCK).stat().st_mtime) < SILENT_SECONDS


def _silence(run: Path, now: float) -> float:
    """Seconds since the last sign of life."""
    try:
        return now - (run / WRITER).stat().st_mtime
    except FileNotFoundError:
        return float("inf")


@contextmanager
def _signs_of_life(file: Path) -> Iterator[None]:
    done = threading.Event()

    def sign() -> None:
        while not done.wait(_SIGN_SECONDS):
            try:
                os.utime(file)
            except OSError as error:  # the run itself will say what is wrong with the disk
                logger.info("no sign of life could be given in %s: %s", file, error)

    thread = threading.Thread(target=sign, name="run-lock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _sign_off(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:  # the next writer will take us for killed, and go on
        logger.warning("%s could not be removed: %s", file, error)


def _held(run: Path) -> RunLockedError:
    writer = read_writer(run)
    # It may have just begun; or whoever said so is gone, and its number may be another process's now.
    known = writer is not None and (writer.elsewhere or writer.lives())
    who = writer.described() if writer is not None and known else say("another process")
    return RunLockedError(
        say("{run} is being written by {who}.", run=run.name, who=who),
        say("Stop it there first, or wait until it ends."),
    )


def _held_elsewhere(run: Path, writer: Writer) -> RunLockedError:
    return RunLockedError(
        say("{run} is being written by {who}.", run=run.name, who=writer.described()),
        say(
            "Stop it there first. If nothing runs there any more, try again in {seconds:.0f} seconds: "
            "a writer that gives no sign of life for so long is taken to be gone.",
            seconds=SILENT_SECONDS,
        ),
    )


def _program() -> str:
    """What was started, as a person would type it."""
    name = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
    command = "workbench" if name == "__main__.py" else name
    return " ".join([f"{paths.APP_NAME} {__version__}:", command, *sys.argv[1:3]])
