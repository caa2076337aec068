"""Damaged runs, diverged training, full disks and sudden ends: said in words, and nothing lost."""

from __future__ import annotations

import json
import math
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import TIMEOUT, TINY, Terminal, parse
from tests.end_to_end.desk import Desk, content_of, make
from workbench import cli
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import load, save
from workbench.control import JobControl
from workbench.errors import DivergedError, RunError, StorageError
from workbench.events import CheckpointSaved, Event, Notice, RunStarted, StateChanged, Steps
from workbench.jobs.train import resume, train
from workbench.runs.checkpoints import list_checkpoints, load_checkpoint, problem_of
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history
from workbench.runs.summary import summarise

Tiny = Callable[..., Experiment]
RoomFor = Callable[[int], AbstractContextManager[None]]
LONG = "x" * 300
"""No file can have this name."""


def test_that_a_run_of_a_newer_format_is_refused_untouched(desk: Desk, made: Path) -> None:
    with closing(sqlite3.connect(made / "run.db")) as connection, connection:
        connection.execute("UPDATE meta SET value = '3' WHERE key = 'format'")
    before = content_of(made)
    for command in ("resume", "evaluate", "generate"):
        said = desk.say(command, made)
        assert said.code == 2
        assert "newer release (run format 3; this one reads up to 2)" in said.err
        assert "Update LM Workbench" in said.err
    assert content_of(made) == before


def test_that_the_list_of_runs_names_what_is_wrong_with_a_folder(desk: Desk, made: Path, home: Path) -> None:
    (home / "runs").mkdir(parents=True)
    with closing(sqlite3.connect(made / "run.db")) as connection, connection:
        connection.execute("UPDATE meta SET value = '3' WHERE key = 'format'")
    made.rename(home / "runs" / "newer")
    make(home / "runs" / "a file", b"")
    (home / "runs" / "junk").mkdir()
    make(home / "runs" / "junk" / "run.db", b"junk" * 999)
    said = desk.say("runs")
    assert said.code == 0
    assert "newer was written by a newer release" in said.out
    assert "junk is not a run" in said.out


DAMAGES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "tokens cut short": ("data/train.bin", lambda file: os.truncate(file, 100), "cut short"),
    "a tokenizer cut short": ("tokenizer.json", lambda file: os.truncate(file, 20), "damaged"),
    "settings of another model": (
        "experiment.yaml",
        lambda file: save(_wider(load(file)), file),
        "does not fit its model",
    ),
    "no settings": ("experiment.yaml", Path.unlink, "experiment.yaml"),
    "a record cut short": ("run.db", lambda file: os.truncate(file, 5000), "is damaged (run.db)"),
}


def _wider(experiment: Experiment) -> Experiment:
    return experiment.with_section("model", experiment.model.model_copy(update={"width": 32}))


@pytest.mark.parametrize(("name", "damage", "words"), DAMAGES.values(), ids=DAMAGES)
def test_that_a_damaged_run_is_not_changed_by_trying_to_continue_it(
    desk: Desk, made: Path, name: str, damage: Callable[[Path], object], words: str
) -> None:
    damage(made / name)
    before = content_of(made)
    said = desk.say("resume", made, "--steps", "20")
    assert said.code in (1, 2)
    assert words in said.err
    assert content_of(made) == before


def test_that_a_checkpoint_cut_short_is_passed_over_for_the_one_before(desk: Desk, made: Path) -> None:
    newest, before = sorted((made / "checkpoints").iterdir(), reverse=True)
    os.truncate(newest / "model.safetensors", 99)
    said = desk.say("resume", made, "--steps", "14")
    assert said.code == 0
    assert f"{newest.name} is damaged (model.safetensors is cut short)" in said.out
    assert read_history(made).steps.tolist() == list(range(1, 15))
    assert before.name == "step-000000006"


def test_that_a_run_with_no_whole_checkpoint_left_says_so_and_keeps_its_curves(desk: Desk, made: Path) -> None:
    for file in made.glob("checkpoints/*/state.json"):
        os.truncate(file, 3)
    before = content_of(made)
    for command in ("resume", "evaluate", "generate"):
        arguments = ["--steps", "20"] if command == "resume" else []
        said = desk.say(command, made, *arguments)
        assert said.code == 1
        assert "All 2 checkpoints of made are damaged" in said.err
    assert content_of(made) == before
    assert len(read_history(made).steps) == 12


@pytest.mark.parametrize("steps", ["9" * 20, "1000000001", "5", "0", "-3", "many"])
def test_that_a_number_of_steps_that_cannot_be_is_refused_before_it_is_written(
    desk: Desk, made: Path, steps: str
) -> None:
    before = content_of(made)
    said = desk.say("resume", made, "--steps", steps)
    assert said.code in (1, 2)
    assert said.err
    assert content_of(made) == before


# -- divergence


def diverging(tiny: Tiny, **training: Any) -> Experiment:
    """Learns for a while, then its rate climbs until nothing is left."""
    return tiny(
        model={"architecture": "mlp", "width": 64, "layers": 4},
        optimizer={"name": "sgd", "learning_rate": 100.0},
        schedule={"name": "linear", "warmup_steps": 450, "final_learning_rate": 100.0},
        training={"steps": 500, "gradient_clip": 0.0, "evaluate_every": 100, **training},
    )


@pytest.mark.parametrize("every", [1, 4])
def test_that_divergence_leaves_a_checkpoint_from_which_training_goes_on(
    tiny: Tiny, tmp_path: Path, every: int
) -> None:
    experiment = diverging(tiny, checkpoint_every=every, keep_checkpoints=1)
    run = RunFolder(tmp_path / "run")
    with pytest.raises(DivergedError) as caught:
        train(experiment, lambda event: None, JobControl(), run_dir=run.path)
    saved = load_checkpoint(run)
    assert saved is not None
    assert f"The checkpoint of step {saved.info.step:,} is good and can be continued" in caught.value.message
    assert "lower optimizer.learning_rate from 100 to 10" in caught.value.advice
    assert "experiment.yaml of this run's folder" in caught.value.advice
    assert (summarise(run.path).state, summarise(run.path).problem) == ("failed", caught.value.message)
    assert all(bool(tensor.isfinite().all()) for tensor in saved.model.values())

    # As advised: a lower rate in the run's own file, and continue.
    calmer = experiment.optimizer.model_copy(update={"learning_rate": 1e-3})
    schedule = experiment.schedule.model_copy(update={"final_learning_rate": 1e-4})
    save(experiment.with_section("optimizer", calmer).with_section("schedule", schedule), run.experiment_file)
    ended = resume(run.path, lambda event: None, JobControl(), steps=None)
    assert (ended.state, ended.step) == ("finished", 500)
    assert ended.val_loss is not None
    assert math.isfinite(ended.val_loss)
    assert read_history(run.path).steps.tolist() == list(range(1, 501))


def test_that_divergence_before_the_first_checkpoint_says_that_there_is_none(desk: Desk) -> None:
    said = desk.train("optimizer.learning_rate=100", "training.gradient_clip=0", "training.steps=100")
    assert said.code == 1
    assert "Training diverged" in said.err
    assert "No checkpoint had been saved yet" in said.err
    assert "optimizer.learning_rate" in said.err


# -- disks and permissions


@pytest.mark.parametrize("where", ["experiment.yaml/run", "experiment.yaml", LONG, "full"])
def test_that_a_place_where_no_run_can_be_is_refused_with_its_reason(desk: Desk, where: str) -> None:
    (desk.folder / "full").mkdir()
    make(desk.folder / "full" / "precious", b"kept")
    before = desk.files()
    said = desk.train(run_dir=where)
    assert said.code == 1
    reasons = ("A file stands where a folder is needed", "is a file", "too long", "not empty")
    assert any(reason in said.err for reason in reasons)
    assert "Errno" not in said.err
    assert desk.files() == before


def test_that_a_workspace_that_cannot_be_written_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(desk.experiment))
    assert "no runs" in desk.say("runs").out
    said = desk.say("train", desk.experiment)
    assert said.code == 1
    assert f"{desk.experiment}/runs" in said.err
    assert "WORKBENCH_HOME" in said.err
    assert desk.experiment.read_text(encoding="utf-8") == TINY


@pytest.mark.parametrize("room", [100, 3000, 20_000])
def test_that_a_disk_too_full_for_a_new_run_leaves_no_half_of_one(desk: Desk, room_for: RoomFor, room: int) -> None:
    before = desk.files()
    with room_for(room):
        said = desk.train()
    assert said.code == 1
    assert "The disk is full" in said.err
    assert desk.files() == before


def test_that_a_disk_that_fills_up_in_mid_run_costs_no_checkpoint_that_was_good(
    tiny: Tiny, tmp_path: Path, room_for: RoomFor
) -> None:
    run = RunFolder(tmp_path / "run")
    good: dict[str, bytes] = {}
    with ExitStack() as full:

        def emit(event: Event) -> None:
            if isinstance(event, CheckpointSaved) and event.step == 10:
                good.update(content_of(Path(event.path)))
                full.enter_context(room_for(4096))
            if isinstance(event, Notice) and "The run waits" in event.message:
                control.stop()

        control = JobControl()
        with pytest.raises(StorageError, match="The disk is full"):
            train(tiny(), emit, control, run_dir=run.path)
    assert good
    assert content_of(run.checkpoints / "step-000000010") == good
    newest = [info.step for info in list_checkpoints(run)][-1]
    assert newest in (10, 15)  # the next one met the full disk, or was on it before
    assert [problem_of(info.path) for info in list_checkpoints(run)] == [None] * len(list_checkpoints(run))
    assert not list(run.checkpoints.glob(".*"))
    assert summarise(run.path).state == "interrupted"  # its end could not be recorded
    with room_for(4096), pytest.raises(RunError, match="cannot be read right now"):
        summarise(run.path)
    ended = resume(run.path, lambda event: None, JobControl())
    assert (ended.state, ended.step) == ("finished", 20)
    assert read_history(run.path).steps.tolist() == list(range(1, 21))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_that_output_to_a_full_disk_stops_the_run_cleanly(terminal: Terminal) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        options = ("--set", "training.steps=100000", "--set", "training.evaluate_every=100000")
        process = terminal.start("train", terminal.write(), "--run-dir", "run", *options, stdout=full)
        _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 1
    assert "disk is full" in err
    assert "Traceback" not in err


# -- what happens meanwhile


def test_that_a_text_that_vanishes_before_the_start_is_refused_and_after_it_does_not_matter(
    desk: Desk, tiny: Tiny
) -> None:
    text = make(desk.folder / "text.txt", b"the quick brown fox jumps over the lazy dog\n" * 200)
    assert desk.say("check", desk.experiment).code == 0

    def emit(event: Event) -> None:
        if isinstance(event, RunStarted):
            text.unlink()

    experiment = tiny(data={"source": str(text)})
    assert train(experiment, emit, JobControl(), run_dir=desk.folder / "run").state == "finished"
    said = desk.train("data.source=text.txt", run_dir="second")
    assert said.code == 2
    assert "data.source: there is no file text.txt" in said.err
    for command in ("evaluate", "generate"):
        assert desk.say(command, "run").code == 0
    assert desk.say("resume", "run", "--steps", "22").code == 0


def test_that_a_run_can_be_trained_by_one_process_only_and_survives_its_death(terminal: Terminal) -> None:
    options = ("--set", "training.steps=100000", "--set", "training.evaluate_every=100000", "--json")
    run = terminal.home / "runs" / "mine"
    process = terminal.start("train", terminal.write(), "--run-dir", run, *options)
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["type"] == "checkpoint":
            break
    refused = terminal.run("resume", "mine")
    assert refused.returncode == 1
    assert f"mine is being written by process {process.pid} (LM Workbench" in refused.stderr
    assert "workbench train" in refused.stderr
    assert process.poll() is None

    process.kill()
    process.communicate(timeout=TIMEOUT)
    assert [listed["state"] for listed in parse(terminal.run("runs", "--json").stdout)] == ["interrupted"]
    saved = load_checkpoint(RunFolder(run))
    assert saved is not None
    more = saved.info.step + 5
    resumed = parse(terminal.run("resume", "mine", "--steps", str(more), "--json").stdout)
    assert any(
        f"process {process.pid}" in event.get("message", "") and "killed" in event["message"] for event in resumed
    )
    assert next(event for event in resumed if event["type"] == "steps")["first_step"] == saved.info.step + 1
    assert read_history(run).steps.tolist() == list(range(1, more + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals between processes")
def test_that_ctrl_c_while_the_program_starts_leaves_no_traceback(terminal: Terminal) -> None:
    # From the first import of the program on; before that, Python itself answers.
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job would ignore it
        "class Interrupt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "from workbench.__main__ import main\n"
        "main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "runs"], capture_output=True, text=True, timeout=TIMEOUT, check=False,
        env=os.environ | {"WORKBENCH_HOME": str(terminal.home)}, cwd=Path(cli.__file__).parents[1],
    )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr == "Stopped before anything was done.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals between processes")
def test_that_a_second_ctrl_c_ends_at_once_and_keeps_what_was_saved(terminal: Terminal) -> None:
    process = terminal.start("train", terminal.write(), "--run-dir", "run", "--json", "--set", "training.steps=90000")
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["type"] == "checkpoint":
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGINT)
            break
    _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode in (0, 1)  # the second may come when the first has already been obeyed
    assert "Traceback" not in err
    assert load_checkpoint(RunFolder(terminal.folder / "run")) is not None


def test_that_a_log_that_cannot_be_written_keeps_nothing_from_working(terminal: Terminal) -> None:
    (terminal.home / "logs" / "workbench.log").mkdir(parents=True)
    (terminal.folder / "empty.txt").write_bytes(b"")
    result = terminal.run("train", terminal.write(), "--set", "data.source=empty.txt")
    assert result.returncode == 2
    assert result.stderr == "empty.txt is empty.\nChoose a file with some text in it.\n"


def test_that_a_long_text_without_a_line_end_is_read_at_once(tiny: Tiny, tmp_path: Path) -> None:
    text = make(tmp_path / "long.txt", b"abcdefghij klmnop" * 360_000)
    events: list[Event] = []
    experiment = tiny(data={"source": str(text), "validation_fraction": 0.001}, training={"steps": 3})
    assert train(experiment, events.append, JobControl(), run_dir=tmp_path / "run").state == "finished"
    assert sum(len(event.losses) for event in events if isinstance(event, Steps)) == 3
    assert [event.state for event in events if isinstance(event, StateChanged)][-1] == "finished"
