"""Bad input in the window: the one error dialog or the panel says what, where and what to do, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from tests.end_to_end.desk import content_of
from tests.end_to_end.person import Person
from tests.end_to_end.test_the_main_job import events_of, load_text
from tests.windows import close_window, on_screen, open_window
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import load, save
from workbench.events import CheckpointSaved, GenerationEnded, Notice, RunEnded, RunStarted
from workbench.gui.main_window import MainWindow
from workbench.runs.checkpoints import list_checkpoints, problem_of
from workbench.runs.folder import RunFolder
from workbench.runs.summary import summarise

Tiny = Callable[..., Experiment]
RoomFor = Callable[[int], AbstractContextManager[None]]
STORY = "Once there was a little cat. It wanted a red hat.\n" * 100
ENDLESS = {"steps": 1_000_000, "evaluate_every": 1_000_000, "checkpoint_every": 20}
AS_IT_IS = {"precision": "fp32", "compile": "off"}
"""No trial of faster ways before the first step of a long run."""


class Visitor(Person):
    """Someone who brings bad input, and reads the answers."""

    def __init__(self, window: MainWindow, qtbot: QtBot, folder: Path) -> None:
        super().__init__(window, qtbot)
        self.folder = folder
        self.bot = qtbot

    def bring(self, experiment: Experiment) -> None:
        """Drop an experiment file on the window."""
        file = self.folder / "mine.yaml"
        save(experiment, file)
        self.window.open_file(file)
        assert self.window.document.experiment == load(file)

    def read_error(self) -> str:
        """Wait for the error dialog, read it whole, and close it with Escape."""
        self.wait_for("error_dialog")
        text = "\n".join(self.text(name) for name in ("error.message", "error.advice") if self._shows(name))
        dialog = self.find("error_dialog")
        self.bot.keyClick(dialog, Qt.Key.Key_Escape)
        self.wait(lambda: not self._shows("error_dialog"))
        return text

    def read_data_error(self) -> str:
        """Wait until the data panel says what is wrong with the text."""
        self.wait_for("data.error")
        return f"{self.text('data.error_message')}\n{self.text('data.error_advice')}"

    def start(self) -> str:
        """Press Start, and read why it does not."""
        self.click("toolbar.start")
        return self.read_error()

    def select_run(self, row: int = 0) -> None:
        runs = self.find("runs.list")
        assert isinstance(runs, QTreeView)
        self.wait(lambda: runs.model().rowCount() > row)
        place = runs.visualRect(runs.model().index(row, 0)).center()
        self.bot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def continue_run(self) -> None:
        self.select_run()
        self.wait(lambda: self.find("runs.continue").isEnabled())
        self.click("runs.continue")

    def is_ready(self) -> bool:
        """Nothing trains, and Start can be pressed."""
        return not self.window.training.busy and self.find("toolbar.start").isEnabled()

    def _shows(self, name: str) -> bool:
        return bool(on_screen(name))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


@pytest.fixture
def person(window: MainWindow, qtbot: QtBot, tmp_path: Path, tiny: Tiny) -> Visitor:
    visitor = Visitor(window, qtbot, tmp_path)
    visitor.bring(tiny())
    return visitor


def run_folders(home: Path) -> list[str]:
    return sorted(item.name for item in (home / "runs").glob("*"))


def notices(events: list[object]) -> list[str]:
    return [event.message for event in events if isinstance(event, Notice)]


TEXTS = {
    "empty.txt": (b"", "empty.txt is empty."),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(900), "it is a PNG picture"),
    "short.txt": (b"abcdefgh", "it has 7 tokens, and one sequence needs 17"),
    "same.txt": (b"a" * 5000, "only one character"),
    "few.txt": (b"abcdefgh" * 8, "training.batch_size is 4"),
    "zeros.txt": (b"some text\n" * 9000 + b"\0", "zero bytes"),
}


def test_that_each_bad_text_is_refused_in_the_panel_and_at_start_and_a_good_one_then_trains(
    person: Visitor, home: Path
) -> None:
    for name, (content, words) in TEXTS.items():
        file = person.folder / name
        file.write_bytes(content)
        load_text(person, file)
        person.wait(lambda words=words: words in person.read_data_error())
        assert person.window.document.experiment.data.source == str(file)
        assert words in person.start()
        person.wait(person.is_ready)
    assert run_folders(home) == []

    (person.folder / "good.txt").write_text(STORY, encoding="utf-8")
    load_text(person, person.folder / "good.txt")
    person.wait(lambda: person.find("data.preview").isVisible() and "little cat" in person.text("data.preview"))
    ended = events_of(person.window)
    person.click("toolbar.start")
    person.wait(lambda: any(isinstance(event, RunEnded) for event in ended))
    assert len(run_folders(home)) == 1


def test_that_invalid_utf_8_is_named_where_utf_8_was_chosen(person: Visitor, tiny: Tiny) -> None:
    file = person.folder / "text.txt"
    file.write_bytes(b"good line\n" * 500 + b"bad \xc3\x28 byte\n" + b"good line\n" * 500)
    person.bring(tiny(data={"source": str(file), "encoding": "utf-8"}))
    assert "byte C3 at offset 5,004, line 501" in person.read_data_error()
    assert "not valid UTF-8" in person.start()


def test_that_a_folder_and_a_missing_file_are_no_texts(person: Visitor, tiny: Tiny, home: Path) -> None:
    (person.folder / "nothing").mkdir()
    person.bring(tiny(data={"source": str(person.folder / "nothing")}))
    assert "no file to learn from" in person.read_data_error()
    assert "no file to learn from" in person.start()
    person.bring(tiny(data={"source": str(person.folder / "gone.txt")}))
    person.wait(lambda: "is not there" in person.read_data_error())
    person.window.open_file(person.folder / "nothing")  # without texts in it, it is taken for a run
    assert "is not a run" in person.read_error()
    assert run_folders(home) == []


def test_that_a_text_that_vanishes_between_preview_and_start_is_named_and_later_does_not_matter(
    person: Visitor, home: Path
) -> None:
    text = person.folder / "story.txt"
    text.write_text(STORY, encoding="utf-8")
    load_text(person, text)
    person.wait(lambda: "little cat" in person.text("data.preview"))
    text.unlink()
    assert f"{text} is not there." in person.start()
    person.wait(person.is_ready)
    assert run_folders(home) == []

    text.write_text(STORY, encoding="utf-8")
    events = events_of(person.window)
    person.click("toolbar.start")
    person.wait(lambda: any(isinstance(event, RunStarted) for event in events))
    text.unlink()
    person.wait(lambda: any(isinstance(event, RunEnded) for event in events))
    assert next(event for event in events if isinstance(event, RunEnded)).state == "finished"


def test_that_a_bad_experiment_file_changes_nothing_and_runs_nothing(person: Visitor) -> None:
    before, path = person.window.document.experiment, person.window.document.path
    payload = person.folder / "payload"
    attack = f"!!python/object/apply:os.system ['touch {payload}']"
    for content, words in {
        f"name: {attack}": "tags such as !!python/object/apply:os.system are not allowed",
        "trainnig: {}\ntraining: {steps: many}": "did you mean training?",
        "format: 2": "newer release",
        "training: {batch_size: 0}\nmodel: 3": "model: must be a section",
        "just words": "must hold sections",
        "": "no settings",
    }.items():
        file = person.folder / "bad.yaml"
        file.write_text(content, encoding="utf-8")
        person.window.open_file(file)
        assert words in person.read_error()
        assert person.window.document.experiment == before
        assert person.window.document.path == path
    assert not payload.exists()


def test_that_a_learning_rate_of_zero_is_marked_and_start_names_it(person: Visitor, home: Path) -> None:
    rate = person.window.document.experiment.optimizer.learning_rate
    person.enter("optimizer.learning_rate", "0")
    assert "optimizer.learning_rate" in person.start()
    assert person.text("optimizer.learning_rate") == "0"  # what was typed is still there to be put right
    assert person.window.document.experiment.optimizer.learning_rate == rate
    assert run_folders(home) == []


def test_that_divergence_says_what_to_try_and_the_next_run_can_start(person: Visitor, tiny: Tiny, home: Path) -> None:
    experiment = tiny(
        model={"architecture": "mlp", "width": 64, "layers": 4},
        optimizer={"name": "sgd", "learning_rate": 100.0},
        schedule={"name": "linear", "warmup_steps": 450, "final_learning_rate": 100.0},
        training={"steps": 500, "gradient_clip": 0.0, "evaluate_every": 100, "checkpoint_every": 1},
    )
    person.bring(experiment)
    said = person.start()
    assert "Training diverged" in said
    assert "is good and can be continued" in said
    assert "lower optimizer.learning_rate from 100 to 10" in said
    person.wait(person.is_ready)
    [name] = run_folders(home)
    run = RunFolder(home / "runs" / name)
    assert summarise(run.path).state == "failed"
    assert [problem_of(info.path) for info in list_checkpoints(run)] == [None] * len(list_checkpoints(run))

    calmer = experiment.optimizer.model_copy(update={"learning_rate": 0.01})
    schedule = experiment.schedule.model_copy(update={"final_learning_rate": 1e-3})
    save(experiment.with_section("optimizer", calmer).with_section("schedule", schedule), run.experiment_file)
    person.continue_run()
    person.wait(lambda: summarise(run.path).state == "finished")
    person.wait(person.is_ready)


def test_that_a_place_that_cannot_be_written_is_named_when_a_run_starts(person: Visitor, home: Path) -> None:
    shutil.rmtree(home / "runs", ignore_errors=True)
    (home / "runs").write_text("in the way", encoding="utf-8")
    said = person.start()
    assert "A file stands where a folder is needed" in said
    assert str(home / "runs") in said
    person.wait(person.is_ready)
    assert (home / "runs").read_text(encoding="utf-8") == "in the way"


def test_that_an_experiment_that_cannot_be_saved_stays_as_edited(person: Visitor, tiny: Tiny, qtbot: QtBot) -> None:
    folder = person.folder / "folder"
    folder.mkdir()
    save(tiny(), folder / "mine.yaml")
    person.window.open_file(folder / "mine.yaml")
    person.enter("training.seed", "77")
    shutil.rmtree(folder)
    folder.write_text("in the way", encoding="utf-8")
    person.window.actions_["save"].trigger()
    assert "A file stands where a folder is needed" in person.read_error()
    assert person.window.document.modified
    assert person.window.document.experiment.training.seed == 77


def test_that_a_full_disk_in_mid_run_warns_and_costs_no_good_checkpoint(
    person: Visitor, tiny: Tiny, home: Path, room_for: RoomFor
) -> None:
    person.bring(tiny(training=ENDLESS, runtime=AS_IT_IS))
    events = events_of(person.window)
    person.click("toolbar.start")
    person.wait(lambda: any(isinstance(event, CheckpointSaved) for event in events))
    with ExitStack() as full:
        full.enter_context(room_for(4096))
        person.wait(lambda: any("No checkpoint was saved" in notice for notice in notices(events)))
        person.click("toolbar.stop")
        said = person.read_error()
        assert "The disk is full" in said
        assert "What was saved before is intact" in said
        person.wait(person.is_ready)
    [name] = run_folders(home)
    run = RunFolder(home / "runs" / name)
    saved = list_checkpoints(run)
    assert saved
    assert [problem_of(info.path) for info in saved] == [None] * len(saved)
    person.click("runs.refresh")
    person.continue_run()
    person.wait(lambda: person.window.training.step > saved[-1].step)
    person.click("toolbar.stop")
    person.wait(person.is_ready)
    assert summarise(run.path).state == "stopped"


@pytest.fixture
def kept_run(finished: Path, home: Path) -> Path:
    """A finished run in the workspace, there before the window opens."""
    (home / "runs").mkdir(parents=True)
    return Path(shutil.copytree(finished, home / "runs" / "kept"))


def test_that_a_run_of_a_newer_format_is_listed_but_neither_opened_nor_changed(kept_run: Path, person: Visitor) -> None:
    with closing(sqlite3.connect(kept_run / "run.db")) as connection, connection:
        connection.execute("UPDATE meta SET value = '3' WHERE key = 'format'")
    before = content_of(kept_run)
    person.click("runs.refresh")
    person.window.open_file(kept_run)
    assert "newer release (run format 3" in person.read_error()
    person.select_run()
    assert content_of(kept_run) == before
    assert person.window.run_commands.shown_run is None


def test_that_damaged_checkpoints_are_passed_over_or_named_and_the_curves_stay(
    kept_run: Path, person: Visitor, qtbot: QtBot
) -> None:
    newest, older = sorted((kept_run / "checkpoints").iterdir(), reverse=True)
    os.truncate(newest / "model.safetensors", 99)
    person.window.open_file(kept_run)
    person.wait(lambda: person.window.run_commands.shown_run == kept_run)
    written: list[object] = []
    person.window.writing.received.connect(written.extend)
    person.click("playground.generate")
    person.wait(lambda: any(isinstance(event, GenerationEnded) for event in written))
    assert any(f"{newest.name} is damaged" in notice for notice in notices(written))
    os.truncate(older / "model.safetensors", 99)
    person.window.training.resume_run(kept_run, 20)  # as the question about more steps would
    assert "All 2 checkpoints of kept are damaged" in person.read_error()
    person.wait(person.is_ready)
    assert summarise(kept_run).state == "finished"
    assert person.window.run_commands.shown_run == kept_run
