from __future__ import annotations

import dataclasses
import math
import sqlite3
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import numpy as np
import pytest

from workbench.errors import StorageError
from workbench.events import Choice, Evaluated, Notice, Progress, Sampled, Stage, StateChanged, Steps
from workbench.runs.database import create_database, open_reader
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events, read_history
from workbench.runs.record import RunRecord
from workbench.runs.summary import summarise

RoomFor = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path, "run", meta={"steps": 100})


def steps(first: int, count: int) -> Steps:
    numbers = range(first, first + count)
    return Steps(first, tuple(1 / n for n in numbers), tuple(n * 1e-3 for n in numbers), tuple(n / 3 for n in numbers))


def evaluated(step: int, val_loss: float = 1.0, whole: bool = False, best: bool = True) -> Evaluated:
    return Evaluated(step, 0.9, val_loss, math.exp(val_loss), 1.4, 500, whole, best)


def test_that_every_bit_of_a_step_is_kept(run: RunFolder) -> None:
    with RunRecord(run) as record:
        record.record(steps(1, 7))
        record.record(steps(8, 1), steps(9, 3))
    history = read_history(run.path)
    assert history.steps.tolist() == list(range(1, 12))
    assert history.losses.tolist() == [1 / n for n in range(1, 12)]
    assert history.learning_rates.tolist() == [n * 1e-3 for n in range(1, 12)]
    assert history.gradient_norms.tolist() == [n / 3 for n in range(1, 12)]


def test_that_the_database_can_be_read_without_our_code(run: RunFolder) -> None:
    with RunRecord(run) as record:
        record.record(steps(1, 3))
    with closing(sqlite3.connect(run.database)) as connection:
        (blob,) = connection.execute("SELECT losses FROM steps").fetchone()
    assert struct.unpack("<3d", blob) == (1.0, 0.5, 1 / 3)


def test_that_evaluations_samples_and_choices_come_back(run: RunFolder) -> None:
    sample, choice = Sampled(5, "\n", "häh"), Choice("device", "cpu", "no GPU")
    with RunRecord(run) as record:
        record.record(steps(1, 5), evaluated(5, 0.75), sample, choice, Notice("careful", "warning"))
    history = read_history(run.path)
    assert (history.eval_steps.tolist(), history.val_losses.tolist()) == ([5], [0.75])
    assert history.samples == [sample]
    events = read_events(run.path)
    assert [(event["type"], event["step"]) for event in events] == [("choice", 5), ("notice", 5)]
    assert read_events(run.path, "choice")[0]["reason"] == "no GPU"
    log = run.log_file.read_text(encoding="utf-8")
    assert "no GPU" in log
    assert "careful" in log


def test_that_what_only_matters_while_watched_is_not_stored(run: RunFolder) -> None:
    with RunRecord(run) as record:
        record.record(Stage("Reading"), Progress(1, 10, 1.0, 1e-3, 10.0, 1.0))
    assert read_events(run.path) == []


def test_that_a_whole_measurement_does_not_bend_the_curve_of_samples(run: RunFolder) -> None:
    with RunRecord(run) as record:
        record.record(evaluated(5, 0.75), evaluated(5, 0.8, whole=True, best=False))
    history = read_history(run.path)
    assert history.val_losses.tolist() == [0.75]
    assert history.whole_val_loss == 0.8
    assert summarise(run.path).best_val_loss == 0.75


def test_that_truncating_cuts_inside_a_batch_of_steps(run: RunFolder) -> None:
    with RunRecord(run) as record:
        record.record(steps(1, 10), evaluated(4), evaluated(10), Sampled(4, "", "a"), Sampled(10, "", "b"))
        record.truncate_after(4)
        record.record(steps(5, 2))
    history = read_history(run.path)
    assert history.steps.tolist() == [1, 2, 3, 4, 5, 6]
    assert history.eval_steps.tolist() == [4]
    assert [sample.text for sample in history.samples] == ["a"]


def test_that_a_reader_sees_what_a_writer_has_committed_and_creates_nothing(run: RunFolder) -> None:
    with RunRecord(run) as record:
        record.record(steps(1, 3), StateChanged("training", 3))
        before = sorted(path.name for path in run.path.iterdir())
        assert summarise(run.path).step == 3
        record.record(steps(4, 2))
        assert summarise(run.path).step == 5
        assert sorted(path.name for path in run.path.iterdir()) == before
    before = sorted(path.name for path in run.path.iterdir())
    assert read_history(run.path).steps[-1] == 5
    assert sorted(path.name for path in run.path.iterdir()) == before


def test_that_a_full_disk_loses_no_measurement(run: RunFolder, room_for: RoomFor) -> None:
    with RunRecord(run) as record:
        record.record(steps(1, 10))
        with room_for(0), pytest.raises(StorageError, match="disk is full"):
            record.record(steps(11, 10), Notice("in need"))
        with room_for(0), pytest.raises(StorageError):
            record.record(steps(21, 10))
        record.record(steps(31, 1))
    assert read_history(run.path).steps.tolist() == list(range(1, 32))
    assert [event["message"] for event in read_events(run.path)] == ["in need"]


def test_that_a_million_steps_load_whole_and_in_order(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "long")
    each = 10
    one = np.linspace(4.0, 1.0, each).astype("<f8").tobytes()
    with closing(sqlite3.connect(run.database)) as connection, connection:
        rows = ((first, each, one, one, one) for first in range(1, 1_000_001, each))
        connection.executemany("INSERT INTO steps VALUES (?, ?, ?, ?, ?)", rows)
    history = read_history(run.path)
    assert np.array_equal(history.steps, np.arange(1, 1_000_001))
    assert np.array_equal(history.losses.reshape(-1, each), np.tile(np.linspace(4.0, 1.0, each), (100_000, 1)))


def test_that_a_database_lists_the_fields_of_an_evaluation(tmp_path: Path) -> None:
    create_database(tmp_path / "run.db", {})
    with closing(sqlite3.connect(tmp_path / "run.db")) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(evaluations)")}
    assert columns == {field.name for field in dataclasses.fields(Evaluated)}


def test_that_steps_that_come_one_by_one_share_rows_and_keep_every_bit(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "run")
    values = [1 / (step + 1) for step in range(700)]
    with RunRecord(run) as record:
        for step, value in enumerate(values, 1):
            record.record(Steps(step, (value,), (value / 3,), (value * 7,)))
        record.truncate_after(650)
        record.record(Steps(651, (5.0,), (5.0,), (5.0,)))
        record.record(Steps(700, (6.0, 7.0), (6.0, 7.0), (6.0, 7.0)))  # a disk was full meanwhile
    history = read_history(run.path)
    assert history.steps.tolist() == [*range(1, 652), 700, 701]
    assert history.losses.tolist() == [*values[:650], 5.0, 6.0, 7.0]
    assert history.learning_rates.tolist() == [*(value / 3 for value in values[:650]), 5.0, 6.0, 7.0]
    assert history.gradient_norms.tolist() == [*(value * 7 for value in values[:650]), 5.0, 6.0, 7.0]
    with open_reader(run.database) as connection:
        assert connection.execute("SELECT count(*) FROM steps").fetchone()[0] == 5


def test_that_what_waits_is_counted_by_the_memory_it_takes(run: RunFolder) -> None:
    with RunRecord(run) as record:
        record.hold(steps(1, 7), evaluated(7), Progress(7, 9, 1.0, 1.0, 1.0, 1.0), Sampled(7, "", "x" * 1500))
        assert record.waiting_steps == 7 + 1 + 0 + 11
        record.record(steps(8, 2))
        assert record.waiting_steps == 0


def test_that_a_log_that_cannot_be_written_stops_nothing_and_does_not_grow_in_memory(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.runs.record._MOST_LINES", 3)
    run.log_file.mkdir()
    with RunRecord(run) as record:
        for number in range(10):
            record.record(Notice(f"number {number}"))
            assert record.log_refusal is not None
        run.log_file.rmdir()
        record.record(Notice("the last"))
        assert record.log_refusal is None
    assert len(read_events(run.path, "notice")) == 11
    lines = run.log_file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert "number 8" in lines[0]
    assert "the last" in lines[2]
