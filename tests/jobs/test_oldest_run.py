"""A run of the oldest format opens, shows its curves, writes text, and trains on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.desk import content_of
from tests.runs.oldest_run import EXPERIMENT, LOSSES, VAL_LOSSES, WHOLE_VAL_LOSS, write_oldest_run
from workbench.config.yaml_io import load
from workbench.control import JobControl
from workbench.errors import RunError, RunFormatError
from workbench.events import Choice, Event, Notice, RunStarted, Sampled
from workbench.jobs.loading import load_run_model
from workbench.jobs.train import resume
from workbench.runs.checkpoint_folder import summarise_checkpoints
from workbench.runs.database import FORMAT
from workbench.runs.folder import RunFolder
from workbench.runs.migrations.migrate import STEPS, backup_file, migrate
from workbench.runs.reading import read_events, read_history
from workbench.runs.recorded import read_recorded
from workbench.runs.summary import summarise


def quiet(event: Event) -> None:
    pass


@pytest.fixture
def oldest(tmp_path: Path) -> Path:
    return write_oldest_run(tmp_path / "oldest")


def everything_in(database: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        tables = ("meta", "steps", "evaluations", "samples", "events")
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def test_that_the_oldest_run_opens_and_shows_its_curves_and_nothing_is_written(oldest: Path) -> None:
    before = content_of(oldest)
    summary, history = summarise(oldest), read_history(oldest)
    assert (summary.name, summary.state, summary.step, summary.steps) == ("experiment", "finished", 6, 6)
    assert (summary.parameters, summary.best_val_loss, summary.readable) == (1256, VAL_LOSSES[6], True)
    assert history.losses.tolist() == LOSSES
    assert dict(zip(history.eval_steps.tolist(), history.val_losses.tolist(), strict=True)) == VAL_LOSSES
    assert history.whole_val_loss == WHOLE_VAL_LOSS
    assert history.samples[0] == Sampled(0, "\n", "\neFo")
    assert [(found.step, found.best, found.problem) for found in summarise_checkpoints(RunFolder(oldest))] == [
        (3, True, ""),
        (6, True, ""),
    ]
    assert load_run_model(oldest, quiet).checkpoint.step == 6
    (sitting,) = read_recorded(RunFolder(oldest)).sittings
    assert (sitting.torch, sitting.processor, sitting.settings) == ("", "", {})
    assert content_of(oldest) == before


def test_that_the_oldest_run_trains_on_in_the_present_format_with_its_record_kept(oldest: Path) -> None:
    before = everything_in(oldest / "run.db")
    events: list[Event] = []
    ended = resume(oldest, events.append, JobControl(), steps=9)
    assert (ended.state, ended.step) == ("finished", 9)
    told = [event.message for event in events if isinstance(event, Notice)]
    assert any("run format 1" in message and "run.format-1.db" in message for message in told)
    assert everything_in(oldest / "run.format-1.db") == before
    assert RunFolder(oldest).meta()["format"] == FORMAT
    history = read_history(oldest)
    assert history.steps.tolist() == list(range(1, 10))
    assert history.losses.tolist()[:6] == LOSSES
    settings = [event["settings"] for event in read_events(oldest, "run")]
    assert settings == [{}, load(oldest / "experiment.yaml").model_dump(mode="json")]
    # The thread count and the precision of the old checkpoint were kept.
    assert {event.what: event.value for event in events if isinstance(event, Choice)}["threads"] == "1"
    assert next(event for event in events if isinstance(event, RunStarted)).first_step == 6
    # A run of the present format is not brought there again.
    assert not any("earlier release" in str(event) for event in more_of(oldest, 10))


def more_of(run: Path, steps: int) -> list[Event]:
    events: list[Event] = []
    resume(run, events.append, JobControl(), steps=steps)
    return events


def test_that_an_old_run_with_nothing_left_to_do_is_not_changed(oldest: Path) -> None:
    before = content_of(oldest)
    with pytest.raises(RunError, match="is finished"):
        resume(oldest, quiet, JobControl())
    assert content_of(oldest) == before
    assert (oldest / "experiment.yaml").read_text(encoding="utf-8") == EXPERIMENT


def test_that_there_is_a_step_from_every_earlier_format() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))


def test_that_the_step_from_1_adds_what_a_run_event_lacks_and_changes_nothing_else(oldest: Path) -> None:
    before = everything_in(oldest / "run.db")
    migrate(RunFolder(oldest), lambda message: None)
    after = everything_in(oldest / "run.db")
    assert dict(after.pop("meta")) == dict(before.pop("meta")) | {"format": str(FORMAT)}
    changed = [(old, new) for old, new in zip(before.pop("events"), after.pop("events"), strict=True) if old != new]
    assert before == after
    ((old, new),) = changed
    assert json.loads(new[-1]) == json.loads(old[-1]) | {"torch": "", "processor": "", "settings": {}}
    assert old[:-1] == new[:-1]


def test_that_a_step_that_fails_on_a_damaged_record_leaves_the_run_as_it_was_and_says_so(oldest: Path) -> None:
    with closing(sqlite3.connect(oldest / "run.db")) as connection, connection:
        connection.execute("UPDATE events SET body = 'rubbish' WHERE type = 'run'")
    before = everything_in(oldest / "run.db")
    with pytest.raises(RunFormatError, match=r"could not be brought from run format 1 to .*Nothing was changed"):
        migrate(RunFolder(oldest), lambda message: None)
    assert everything_in(oldest / "run.db") == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_that_a_migration_killed_at_any_of_its_doings_leaves_the_old_run_or_the_new_one(tmp_path: Path) -> None:
    truth = write_oldest_run(tmp_path / "truth")
    before = everything_in(truth / "run.db")
    migrate(RunFolder(truth), lambda message: None)
    after = everything_in(truth / "run.db")
    killed_before, killed_after, doing = 0, 0, 0
    while True:
        doing += 1
        run = RunFolder(write_oldest_run(tmp_path / f"run-{doing}"))
        if not _killed(run, doing):
            break
        record, kept = everything_in(run.database), backup_file(run, 1)
        assert record in (before, after)
        killed_before, killed_after = killed_before + (record == before), killed_after + (record == after)
        assert summarise(run.path).step == 6
        assert not kept.exists() or everything_in(kept) == before
        assert kept.exists() or record == before
        whole_before = kept.exists()
        told: list[str] = []
        migrate(run, told.append)
        assert everything_in(run.database) == after
        assert everything_in(kept) == before
        attempts = [message.startswith("An earlier attempt") for message in told]
        assert attempts == ([] if record == after else [True, False] if whole_before else [False])
        assert not list(run.path.glob(".*"))
    assert killed_before > 5
    assert killed_after > 0
    assert everything_in(run.database) == after


def _killed(run: RunFolder, doing: int) -> bool:
    """Migrate in a child that kills itself at its ``doing``-th file operation or statement; False: it came through."""
    pid = os.fork()
    if pid == 0:
        left = doing

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        watched = ("open", "sqlite3.connect", "os.rename", "os.remove", "os.listdir", "os.scandir")
        sys.addaudithook(lambda event, arguments: count() if event in watched else None)
        steps = {1: lambda connection: (connection.set_trace_callback(count), STEPS[1](connection), count())}
        migrate(run, count, steps)  # type: ignore[arg-type]
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)
