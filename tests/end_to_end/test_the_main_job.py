"""The main job as a person does it, from the first click to a run that was closed, reopened and continued."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QTreeView
from pytestqt.qtbot import QtBot

from tests.end_to_end.person import Person
from tests.windows import close_window, open_window
from workbench import paths
from workbench.config import yaml_io
from workbench.events import Evaluated, GenerationEnded, RunStarted, Stage, Steps
from workbench.gui.main_window import MainWindow
from workbench.gui.plots.curve_view import CurveView
from workbench.runs.reading import read_history
from workbench.runs.summary import summarise

SETTINGS = {
    "model.layers": "2",
    "model.heads": "2",
    "model.width": "32",
    "optimizer.learning_rate": "0.004",
    "schedule.warmup_steps": "10",
    "schedule.final_learning_rate": "4e-4",
    "training.steps": "50000",
    "training.batch_size": "8",
    "training.context_length": "32",
    "training.evaluate_every": "40",
    "sampling.prompt": "ROMEO:",
    "sampling.max_tokens": "30",
}


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


def events_of(window: MainWindow) -> list[object]:
    """Everything the run says from now on."""
    events: list[object] = []
    window.training.received.connect(events.extend)
    return events


def measured(events: list[object]) -> int:
    """How many settings were tried so far."""
    return sum(isinstance(event, Stage) and "fastest" in event.message for event in events)


def progress_bar(person: Person) -> QProgressBar:
    """The one in the toolbar."""
    bar = person.find("status.progress")
    assert isinstance(bar, QProgressBar)
    return bar


def drawn_up_to(person: Person, name: str) -> float:
    """The last step that a curve of this plot is drawn at."""
    plot = person.find(name)
    assert isinstance(plot, CurveView)
    drawn = [item.getData()[0] for item in plot.plotItem.listDataItems()]
    return max((steps[-1] for steps in drawn if steps is not None and len(steps)), default=-1)


def load_text(person: Person, file: Path) -> None:
    """Open the file dialog by its button and choose a file in it."""
    person.click_in_menu("data.open", "data.open_file")
    person.wait_for("text_dialog")
    dialog = person.find("text_dialog")
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(file))
    dialog.accept()


def test_that_a_person_trains_talks_pauses_stops_closes_reopens_and_continues(
    window: MainWindow, qtbot: QtBot, shakespeare: Path
) -> None:
    person = Person(window, qtbot)
    events = events_of(window)

    load_text(person, shakespeare)
    person.wait(lambda: person.find("data.preview").isVisible() and "First Citizen" in person.text("data.preview"))
    person.choose("model.architecture", "gpt")
    person.choose("optimizer.name", "adamw")
    person.choose("schedule.name", "cosine")
    for name, value in SETTINGS.items():
        person.enter(name, value)
    experiment = window.document.experiment
    assert experiment.data.source == str(shakespeare)
    assert experiment.model.parameters(66, 32) < 40_000
    assert (experiment.training.steps, experiment.training.context_length) == (50_000, 32)
    assert experiment.sampling.prompt == "ROMEO:"

    person.click("toolbar.start")
    person.wait(lambda: sum(isinstance(event, Evaluated) for event in events) >= 3)
    for name in ("plots.loss", "plots.perplexity"):
        person.wait(lambda name=name: drawn_up_to(person, name) > 40)
    losses = [event.val_loss for event in events if isinstance(event, Evaluated)]
    assert losses[-1] < losses[0]

    written: list[object] = []
    window.writing.received.connect(written.extend)
    steps_before = window.training.step
    person.click("playground.generate")
    person.wait(lambda: any(isinstance(event, GenerationEnded) for event in written))
    assert person.text("playground.output").startswith("ROMEO:")
    assert len(person.text("playground.output")) > len("ROMEO:") + 10
    person.wait(lambda: window.training.step > steps_before)

    person.click("toolbar.pause")
    person.wait(lambda: window.training.state == "paused")
    assert person.find("toolbar.pause").accessibleName() == "Resume"
    paused_at = window.training.step
    person.click("playground.generate")
    person.wait(lambda: sum(isinstance(event, GenerationEnded) for event in written) == 2)
    assert window.training.step == paused_at
    person.click("toolbar.pause")
    person.wait(lambda: window.training.step > paused_at)

    person.click("toolbar.stop")
    person.wait(lambda: not window.training.busy)
    run_dir = window.run_commands.shown_run
    assert person.find("toolbar.start").isEnabled()
    assert not person.find("toolbar.stop").isEnabled()
    assert run_dir is not None
    stopped = summarise(run_dir)
    assert (stopped.state, stopped.step) == ("stopped", window.training.step)
    history = read_history(run_dir)
    assert history.steps.tolist() == list(range(1, stopped.step + 1))

    window.document.save(paths.workspace() / "mine.yaml")
    window.close()
    assert not window.isVisible()

    again = open_window(qtbot)
    try:
        continue_in(again, qtbot, run_dir, stopped.step)
    finally:
        again.training.close(60_000)
        again.close()


def continue_in(window: MainWindow, qtbot: QtBot, run_dir: Path, step: int) -> None:
    person = Person(window, qtbot)
    assert window.document.path == paths.workspace() / "mine.yaml"
    runs = person.find("runs.list")
    assert isinstance(runs, QTreeView)
    person.wait(lambda: runs.model().rowCount() == 1)
    place = runs.visualRect(runs.model().index(0, 0)).center()
    qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    person.wait(lambda: window.run_commands.shown_run == run_dir)
    person.wait(lambda: drawn_up_to(person, "plots.loss") == step)

    events = events_of(window)
    person.click("runs.continue")
    person.wait(lambda: any(isinstance(event, Steps) for event in events))
    first = next(event for event in events if isinstance(event, Steps))
    assert first.first_step == step + 1
    person.wait(lambda: window.training.step > step + 20)
    person.click("toolbar.stop")
    person.wait(lambda: not window.training.busy)
    steps = read_history(run_dir).steps.tolist()
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) > step + 20
    person.wait(lambda: drawn_up_to(person, "plots.loss") == len(steps))


def test_that_a_run_can_be_stopped_while_it_is_being_prepared(window: MainWindow, qtbot: QtBot) -> None:
    person = Person(window, qtbot)
    for name, value in {"model.layers": "6", "training.steps": "100000"}.items():
        person.enter(name, value)
    events = events_of(window)
    person.click("toolbar.start")
    assert not person.find("toolbar.start").isEnabled()
    assert not person.find("toolbar.pause").isEnabled()
    assert person.text("training.empty_title") == "Preparing the run"
    person.wait(lambda: measured(events) > 0)
    person.click("toolbar.stop")
    asked = measured(events)
    person.wait(lambda: not window.training.busy)
    assert measured(events) - asked <= 1
    assert not any(isinstance(event, RunStarted) for event in events)
    assert person.find("toolbar.start").isEnabled()
    assert not person.find("toolbar.stop").isEnabled()
    assert person.text("training.empty_title") == "No run to show yet"
    assert progress_bar(person).format() == "Ready"


def test_that_a_run_shows_no_step_before_the_first(window: MainWindow, qtbot: QtBot) -> None:
    person = Person(window, qtbot)
    person.enter("training.steps", "60")
    told: list[str] = []
    window.training.received.connect(lambda events: told.append(progress_bar(person).format()))
    person.click("toolbar.start")
    person.wait(lambda: window.training.step == 60)
    assert "0 / 60" in told
    assert not any(text.startswith("-") for text in told)


def test_that_closing_during_training_asks_then_stops_with_a_checkpoint(window: MainWindow, qtbot: QtBot) -> None:
    person = Person(window, qtbot)
    person.click("toolbar.start")
    person.wait(lambda: window.training.step > 5)
    window.close()
    assert window.isVisible()
    person.wait_for("question.cancel")
    person.click("question.cancel")
    assert window.training.busy
    window.close()
    person.wait_for("question.answer0")
    person.click("question.answer0")
    person.wait(lambda: not window.isVisible())
    assert window.run_commands.shown_run is not None
    summary = summarise(window.run_commands.shown_run)
    assert summary.state == "stopped"
    assert list((window.run_commands.shown_run / "checkpoints").iterdir())


def test_that_the_settings_in_the_window_are_the_file_and_the_record_of_the_run(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    person = Person(window, qtbot)
    person.enter("training.steps", "60")
    person.enter("training.seed", "7")
    person.click("toolbar.start")
    person.wait(lambda: window.run_commands.shown_run is not None)
    person.wait(lambda: not window.training.busy)
    window.document.save(tmp_path / "mine.yaml")
    assert window.run_commands.shown_run is not None
    recorded = yaml_io.load(window.run_commands.shown_run / "experiment.yaml")
    assert recorded == yaml_io.load(tmp_path / "mine.yaml") == window.document.experiment
    assert recorded.training.seed == 7


def test_that_a_deleted_run_leaves_the_list_and_the_plots(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "trash"))
    person = Person(window, qtbot)
    person.enter("training.steps", "60")
    person.click("toolbar.start")
    person.wait(lambda: window.run_commands.shown_run is not None)
    run_dir = window.run_commands.shown_run
    assert run_dir is not None
    person.wait(lambda: not window.training.busy)
    runs = person.find("runs.list")
    assert isinstance(runs, QTreeView)
    person.wait(lambda: runs.model().rowCount() == 1)
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    runs.selectionModel().select(runs.model().index(0, 0), select)
    person.click("runs.delete")
    person.wait_for("question.answer0")
    assert run_dir.exists()
    person.click("question.answer0")
    assert not run_dir.exists()
    person.wait_for("runs.empty")
    person.wait_for("training.empty")
