"""One experiment and one seed: the window, a process and a second run give the same numbers, to the bit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPlainTextEdit, QTreeView
from pytestqt.qtbot import QtBot

from tests.cli.terminal import Terminal
from tests.end_to_end.person import Person
from tests.fingerprints import fingerprint
from tests.windows import close_window, on_screen, open_window, part
from workbench import paths
from workbench.gui.main_window import MainWindow
from workbench.runs.checkpoints import list_checkpoints
from workbench.runs.folder import RunFolder
from workbench.runs.recorded import read_recorded

EXPERIMENT = """
name: same
data: {source: sample:stories, sample_characters: 20000}
model: {architecture: gpt, layers: 1, heads: 2, width: 16, dropout: 0.2}
training:
  steps: 40
  batch_size: 4
  context_length: 16
  gradient_accumulation: 2
  evaluate_every: 10
  evaluation_tokens: 256
  checkpoint_every: 15
schedule: {name: cosine, warmup_steps: 4}
sampling: {prompt: Once, max_tokens: 5}
runtime: {device: cpu}
"""


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


@pytest.fixture
def person(window: MainWindow, qtbot: QtBot) -> Person:
    return Person(window, qtbot)


def train(person: Person, file: Path) -> Path:
    """Open the experiment in the window, press Start, and wait for the end of the run."""
    person.window.open_file(file)
    person.wait(lambda: person.window.document.experiment.name == "same")
    person.click("toolbar.start")
    person.wait(lambda: person.window.training.run_dir is not None)
    person.wait(lambda: not person.window.training.busy)
    run_dir = person.window.run_commands.shown_run
    assert run_dir is not None
    return run_dir


def test_that_the_window_a_process_and_a_second_run_give_the_same_bits(person: Person, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    file = terminal.write(EXPERIMENT)
    run = train(person, file)
    in_window, again = fingerprint(run), fingerprint(train(person, file))
    recorded = read_recorded(RunFolder(run))
    assert (recorded.last_step, len(recorded.evaluations)) == (40, 6)
    assert again == in_window
    for name in ("first", "second"):
        terminal.events("train", file, "--run-dir", tmp_path / name)
        assert fingerprint(tmp_path / name) == in_window


def select(person: Person, run: Path) -> None:
    """Click the run's line in the list."""
    person.wait(lambda: part(person.window.runs, QTreeView, "runs.list").model().rowCount() > 0)
    view = person.find("runs.list")
    assert isinstance(view, QTreeView)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(view.model().index(0, 0), flags)
    assert person.window.runs.selected_run() == run


def verify(person: Person, step: int = 0) -> QMessageBox:
    """Choose "Verify" from the menu, answer from which step, and wait for what is found."""
    person.window.actions_["verify_run"].trigger()
    person.wait_for("question")
    question = person.find("question")
    assert isinstance(question, QInputDialog)
    question.setIntValue(step)
    question.accept()
    person.wait_for("verify.result")
    assert not on_screen("verify.progress")
    result = person.find("verify.result")
    assert isinstance(result, QMessageBox)
    return result


def test_that_the_window_verifies_a_run_and_says_what_differs(person: Person, tmp_path: Path) -> None:
    run = train(person, Terminal(tmp_path).write(EXPERIMENT))
    select(person, run)
    result = verify(person)
    assert result.text().startswith("Identical, bit for bit: 40 steps, 6 evaluations and ")
    person.click("verify.close")
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        connection.execute("UPDATE evaluations SET val_loss = 0.5 WHERE step = 40 AND NOT whole")
    kept = [info.step for info in list_checkpoints(RunFolder(run))]
    result = verify(person, step=min(kept))
    assert result.text().startswith("The run differs from its record.")
    assert "Evaluation at step 40: val_loss was recorded as 0.5" in result.informativeText()
    log = part(person.window.log, QPlainTextEdit, "log.text").toPlainText()
    assert "Identical, bit for bit" in log
    assert "val_loss was recorded as 0.5" in log
    assert result.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_that_nothing_is_trained_while_a_run_is_verified_and_a_cancel_ends_it(person: Person, tmp_path: Path) -> None:
    text = EXPERIMENT.replace("steps: 40", "steps: 200")
    run = train(person, Terminal(tmp_path).write(text))
    said: list[str] = []
    commands = person.window.run_commands
    commands.failed.disconnect(person.window.dialogs.show_error)
    commands.failed.connect(lambda error: said.append(error.message))
    person.wait(lambda: bool(person.window.runs.findChild(QTreeView, "runs.list").model().rowCount()))
    commands.verification.start(run, 0)
    person.click("toolbar.start")
    commands.continue_run(run)
    assert said == ["A run is being verified."] * 2
    assert not person.window.training.busy
    person.find("verify.progress").cancel()
    person.wait(lambda: not commands.verification.busy)
    assert paths.runs() == run.parent
    assert [folder for folder in run.parent.iterdir() if folder.is_dir()] == [run]
