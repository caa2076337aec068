"""A run has one writer; whoever else tries is told which, and a dead one keeps nobody out."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import RunLockedError
from workbench.runs.folder import RunFolder
from workbench.runs.lock import SILENT_SECONDS, Writer, read_writer, this_process

HOLD = (
    "import sys; from pathlib import Path; from workbench.runs.folder import RunFolder\n"
    "with RunFolder(Path(sys.argv[1])).lock():\n"
    "    print('locked', flush=True); sys.stdin.read()"
)


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path, "run", path=tmp_path / "mine")


@contextmanager
def held(run: RunFolder) -> Iterator[subprocess.Popen[str]]:
    """Another process holds the lock; it is killed at the end, if it still lives."""
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", HOLD, run.path], **pipes) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        yield other
        other.kill()


def test_that_a_second_writer_is_told_who_the_first_is(run: RunFolder) -> None:
    with held(run) as other:
        assert run.is_locked()
        with pytest.raises(RunLockedError) as caught, run.lock():
            pass
        today = f"{datetime.now():%Y-%m-%d}"
        assert caught.value.message.startswith(f"mine is being written by process {other.pid} (LM Workbench ")
        assert f", since {today}" in caught.value.message
        assert "Stop it there first" in caught.value.advice
    left = read_writer(run.path)
    assert left is not None
    assert (left.pid, left.host, left.lives()) == (other.pid, platform.node(), False)


def test_that_the_lock_of_a_killed_process_is_free_and_it_is_told(run: RunFolder) -> None:
    with held(run) as other:
        other.kill()
        other.wait()
        assert not run.is_locked()
        told: list[str] = []
        with run.lock(told.append):
            assert run.is_locked()
        (sentence,) = told
        assert f"process {other.pid}" in sentence
        assert "was killed or crashed; its lock is free" in sentence
        assert not run.is_locked()


@pytest.mark.parametrize("error", [None, KeyError])
def test_that_a_writer_that_ended_by_itself_leaves_nothing_to_tell(
    run: RunFolder, error: type[Exception] | None
) -> None:
    try:
        with run.lock():
            assert read_writer(run.path) is not None
            if error is not None:
                raise error
    except KeyError:
        pass
    assert read_writer(run.path) is None
    told: list[str] = []
    with run.lock(told.append):
        pass
    assert told == []


def test_that_this_process_itself_is_named(run: RunFolder) -> None:
    with run.lock(), pytest.raises(RunLockedError, match=rf"process {os.getpid()} \(this one, since"), run.lock():
        pass


def sign_in(run: RunFolder, silence: float, **changes: Any) -> Writer:
    """Leave a writer's words, given so many seconds ago."""
    writer = replace(this_process(), **changes)
    file = run.path / "writer.json"
    file.write_text(json.dumps(asdict(writer)), encoding="utf-8")
    os.utime(file, (time.time() - silence,) * 2)
    return writer


def test_that_a_writer_on_another_computer_is_believed_while_it_gives_signs_of_life(run: RunFolder) -> None:
    (run.path / "run.lock").touch()
    sign_in(
        run,
        5,
        pid=77,
        host="upstairs",
        program="LM Workbench 0.1.0: workbench train",
        since="2026-11-22T07:05:43+00:00",
    )
    assert run.is_locked()
    with pytest.raises(RunLockedError) as caught, run.lock():
        pass
    who = "process 77 on the computer “upstairs” (LM Workbench 0.1.0: workbench train, since 2026-11-22 07:05)"
    assert caught.value.message == f"mine is being written by {who}."
    assert "try again in 60 seconds" in caught.value.advice
    assert read_writer(run.path) is not None


def test_that_a_writer_on_another_computer_that_fell_silent_is_gone(run: RunFolder) -> None:
    (run.path / "run.lock").touch()
    sign_in(run, SILENT_SECONDS + 5, pid=77, host="upstairs")
    assert not run.is_locked()
    told: list[str] = []
    with run.lock(told.append):
        pass
    assert "on the computer “upstairs”" in told[0]


def test_that_a_number_that_now_is_another_process_is_not_named(run: RunFolder) -> None:
    # Our parent lives, but did not begin when the writer says it did.
    with held(run):
        writer = sign_in(run, 0, pid=os.getppid(), started=1.0)
        assert not writer.lives()
        with pytest.raises(RunLockedError, match="mine is being written by another process"), run.lock():
            pass
    assert this_process().lives()


@pytest.mark.parametrize(
    "words", ["", "{", "[]", '{"pid": "x"}', '{"host": "here"}', '{"pid": 1, "host": 5}', '{"pid": 1234567}']
)
def test_that_words_that_cannot_be_read_or_say_little_keep_nobody_out(run: RunFolder, words: str) -> None:
    (run.path / "writer.json").write_text(words, encoding="utf-8")
    told: list[str] = []
    assert not run.is_locked()
    with run.lock(told.append):
        assert read_writer(run.path) is not None
    assert told == []


def test_that_a_writer_gives_signs_of_life(run: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.runs.lock._SIGN_SECONDS", 0.001)
    with run.lock():
        file = run.path / "writer.json"
        os.utime(file, (1, 1))
        deadline = time.monotonic() + 20
        while file.stat().st_mtime < 2:
            assert time.monotonic() < deadline
