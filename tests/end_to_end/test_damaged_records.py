"""Each way a run's record can be damaged is said in words: what, where, what to do; other runs are listed as ever."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.desk import Desk, content_of
from workbench.errors import RunFormatError, StorageError, WorkbenchError
from workbench.jobs.loading import load_run_model
from workbench.runs import database
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events, read_history
from workbench.runs.recorded import read_recorded
from workbench.runs.summary import summarise
from workbench.runs.workspace import list_runs

Damage = Callable[[Path], object]


def query(text: str) -> Damage:
    def damage(run: Path) -> None:
        with closing(sqlite3.connect(run / "run.db")) as connection, connection:
            connection.execute(text)

    return damage


def cut_short(size: int) -> Damage:
    return lambda run: os.truncate(run / "run.db", size)


def blot_out(run: Path) -> None:
    """Overwrite the middle of the file, where the tables' pages are."""
    file = run / "run.db"
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


UNLISTED: dict[str, tuple[Damage, str]] = {
    "no record": (lambda run: (run / "run.db").unlink(), "is not a run: its run.db is missing"),
    "a record cut to nothing": (cut_short(0), "is not a run"),
    "a record cut short": (cut_short(5000), "is damaged (run.db): database disk image is malformed"),
    "a record overwritten": (blot_out, "is damaged (run.db): database disk image is malformed"),
    "another program's file": (lambda run: (run / "run.db").write_bytes(b"rubbish " * 999), "is not a run"),
    "no format": (query("DELETE FROM meta WHERE key = 'format'"), "“format” is missing"),
    "a format that is no number": (
        query("""UPDATE meta SET value = '"x"' WHERE key = 'format'"""),
        "“format” cannot be 'x'",
    ),
    "a format that never was": (query("UPDATE meta SET value = '0' WHERE key = 'format'"), "there is no run format 0"),
    "steps that are no number": (query("UPDATE meta SET value = '[7]' WHERE key = 'steps'"), "“steps” cannot be [7]"),
    "a name that is no text": (query("UPDATE meta SET value = '7' WHERE key = 'name'"), "“name” cannot be 7"),
    "an entry that is no JSON": (query("UPDATE meta SET value = '{' WHERE key = 'device'"), "“device” cannot be read"),
    "no table of steps": (query("DROP TABLE steps"), "no such table: steps"),
    "no table of facts": (query("DROP TABLE meta"), "is not a run"),
    "losses that are texts": (
        query("UPDATE evaluations SET val_loss = 'low', best = 1"),
        "“evaluations” cannot be read",
    ),
}
"""Of these the list of runs can say no more than what is wrong."""


@pytest.mark.parametrize(("damage", "words"), UNLISTED.values(), ids=UNLISTED)
def test_that_a_damaged_record_is_said_in_words_and_the_other_runs_are_listed(
    desk: Desk, made: Path, home: Path, damage: Damage, words: str
) -> None:
    good, bad = (Path(shutil.copytree(made, home / "runs" / name)) for name in ("good", "bad"))
    damage(bad)
    before = content_of(bad)
    runs = {run.path: run for run in list_runs(home / "runs")}
    assert runs[good].readable
    assert not runs[bad].readable
    assert words in runs[bad].problem
    assert str(bad) in runs[bad].problem
    said = desk.say("runs")
    assert said.code == 0
    assert words in said.out
    for command in ("resume", "verify"):
        assert desk.say(command, bad).code in (1, 2)
    assert content_of(bad) == before


READ: dict[str, tuple[Damage, Callable[[Path], object], str]] = {
    "steps cut short": (query("UPDATE steps SET losses = x'00'"), read_history, "the steps from 1 on cannot be read"),
    "a number of steps that is none": (query("UPDATE steps SET count = 'x'"), read_history, "“steps” cannot be read"),
    "losses that are no numbers": (query("UPDATE evaluations SET train_loss = 'x'"), read_history, "“evaluations”"),
    "events that are no JSON": (query("UPDATE events SET body = '{'"), read_events, "“events” cannot be read"),
    "events without their values": (
        query("UPDATE events SET body = '{}'"),
        lambda path: read_recorded(RunFolder(path)),
        "“events” cannot be read",
    ),
    "an entry that is not there": (
        query("DELETE FROM meta WHERE key = 'vocab_size'"),
        lambda path: RunFolder(path).meta()["vocab_size"],
        "“vocab_size” is missing",
    ),
}


@pytest.mark.parametrize(("damage", "read", "words"), READ.values(), ids=READ)
def test_that_a_damaged_row_is_named_when_it_is_read(
    desk: Desk, made: Path, damage: Damage, read: Callable[[Path], object], words: str
) -> None:
    damage(made)
    with pytest.raises(RunFormatError, match="is damaged") as caught:
        read(made)
    assert words in caught.value.message
    assert str(made) in caught.value.message
    assert "backup" in caught.value.advice
    assert desk.say("resume", made).code in (1, 2)
    assert desk.say("verify", made).code in (0, 2)
    assert summarise(made).readable


@pytest.mark.parametrize("key", ["vocab_size", "bytes_per_token"])
def test_that_an_entry_that_is_not_there_is_named_by_resume_and_nothing_changes(
    desk: Desk, made: Path, key: str
) -> None:
    query(f"DELETE FROM meta WHERE key = '{key}'")(made)
    before = content_of(made)
    said = desk.say("resume", made, "--steps", "20")
    assert said.code == 2
    assert f"“{key}” is missing" in said.err
    assert content_of(made) == before


def test_that_a_run_without_its_name_and_state_trains_on(desk: Desk, made: Path) -> None:
    query("DELETE FROM meta WHERE key NOT IN ('format', 'vocab_size', 'bytes_per_token')")(made)
    assert desk.say("resume", made, "--steps", "20").code == 0
    assert (summarise(made).name, summarise(made).step) == ("made", 20)


FILES = {"experiment.yaml": 2, "tokenizer.json": 2, "data/train.bin": 2, "data/val.bin": 2}


@pytest.mark.parametrize(("name", "code"), FILES.items())
def test_that_a_missing_file_is_named_in_the_list_and_by_whoever_needs_it(
    desk: Desk, made: Path, home: Path, name: str, code: int
) -> None:
    run = Path(shutil.copytree(made, home / "runs" / "one"))
    (run / name).unlink()
    (listed,) = list_runs(home / "runs")
    assert listed.readable
    assert f"not continued: {name} is missing" in listed.missing
    assert listed.missing in desk.say("runs").out
    said = desk.say("resume", run, "--steps", "20")
    assert said.code == code
    assert Path(name).name in said.err
    assert "workbench new" not in said.err
    assert len(said.err.splitlines()) == 2
    assert len(read_history(run).steps) == 12
    if name in ("experiment.yaml", "tokenizer.json"):
        with pytest.raises(WorkbenchError, match=f"{name} is missing"):
            load_run_model(run, lambda event: None)


def test_that_a_record_that_another_program_keeps_to_itself_is_said_to_be_in_use(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.0)
    run = RunFolder(made)
    with closing(sqlite3.connect(run.database)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE meta SET value = value")
        with pytest.raises(StorageError, match="Another program uses the record") as caught:
            run.set_meta(name="new")
        assert "Close the program" in caught.value.advice
        other.rollback()
    assert run.meta()["name"] != "new"
