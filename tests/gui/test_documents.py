"""The experiment being edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.config import yaml_io
from workbench.config.experiment import Experiment
from workbench.config.sections import Training
from workbench.errors import ExperimentError, WorkbenchError
from workbench.gui.documents import ExperimentDocument
from workbench.gui.settings import WindowSettings


@pytest.fixture
def document(qtbot: QtBot, tmp_path: Path) -> ExperimentDocument:
    return ExperimentDocument(WindowSettings(tmp_path / "settings"))


def with_steps(document: ExperimentDocument, steps: int) -> Training:
    return document.experiment.training.model_copy(update={"steps": steps})


def test_that_an_edit_marks_the_document_as_modified_and_undoing_it_does_not(document: ExperimentDocument) -> None:
    before = document.experiment.training
    document.edit("training", with_steps(document, 123_456))
    assert document.modified
    document.edit("training", before)
    assert not document.modified


def test_that_saving_and_opening_gives_the_same_experiment(document: ExperimentDocument, tmp_path: Path) -> None:
    document.edit("training", with_steps(document, 4_321))
    document.save(tmp_path / "mine.yaml")
    assert not document.modified
    document.new()
    document.open(tmp_path / "mine.yaml")
    assert document.experiment.training.steps == 4_321
    assert document.title == "mine.yaml"


def test_that_a_bad_file_leaves_the_document_as_it_was(document: ExperimentDocument, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("training: {stepz: 5}\n", encoding="utf-8")
    document.edit("training", with_steps(document, 777))
    with pytest.raises(ExperimentError, match=r"training\.stepz"):
        document.open(bad)
    assert document.experiment.training.steps == 777
    assert document.modified


def test_that_settings_that_do_not_go_together_are_reported(document: ExperimentDocument, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.problems_changed):
        document.edit("schedule", document.experiment.schedule.model_copy(update={"warmup_steps": 10**6}))
    assert [problem.field for problem in document.problems] == ["schedule.warmup_steps"]


def test_that_unsaved_changes_survive_a_crash(document: ExperimentDocument, qtbot: QtBot, tmp_path: Path) -> None:
    document.edit("training", with_steps(document, 99_999))
    draft = tmp_path / "settings" / "draft.yaml"
    qtbot.waitUntil(draft.is_file)
    reopened = ExperimentDocument(WindowSettings(tmp_path / "settings"))
    reopened.restore()
    assert reopened.experiment.training.steps == 99_999
    assert reopened.modified


def test_that_saved_changes_leave_no_draft(document: ExperimentDocument, tmp_path: Path) -> None:
    document.edit("training", with_steps(document, 99_999))
    document.save_draft()
    document.save(tmp_path / "a.yaml")
    assert not (tmp_path / "settings" / "draft.yaml").exists()


def test_that_an_unreadable_draft_is_put_aside_and_not_thrown_away(
    document: ExperimentDocument, tmp_path: Path
) -> None:
    draft = tmp_path / "settings" / "draft.yaml"
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text("training: [", encoding="utf-8")
    document.restore()
    assert draft.with_suffix(".unreadable.yaml").read_text(encoding="utf-8") == "training: ["


def test_that_the_last_file_is_open_again_after_a_restart(document: ExperimentDocument, tmp_path: Path) -> None:
    document.edit("training", with_steps(document, 4_321))
    document.save(tmp_path / "mine.yaml")
    reopened = ExperimentDocument(WindowSettings(tmp_path / "settings"))
    reopened.restore()
    assert reopened.path == tmp_path / "mine.yaml"
    assert reopened.experiment.training.steps == 4_321


def test_that_a_place_that_cannot_be_written_is_an_error_in_words(document: ExperimentDocument, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    document.edit("training", with_steps(document, 4_321))
    with pytest.raises(WorkbenchError):
        document.save(blocked / "mine.yaml")
    assert document.modified


def test_that_renaming_changes_what_runs_are_called(document: ExperimentDocument) -> None:
    document.rename("  my model ")
    assert document.experiment.name == "my model"
    document.rename("   ")
    assert document.experiment.name == "my model"


def test_that_a_saved_file_holds_the_same_settings_for_the_command_line(
    document: ExperimentDocument, tmp_path: Path
) -> None:
    document.save(tmp_path / "a.yaml")
    assert isinstance(yaml_io.load(tmp_path / "a.yaml"), Experiment)
    assert yaml_io.load(tmp_path / "a.yaml") == document.experiment


def test_that_a_draft_that_cannot_be_written_breaks_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    document = ExperimentDocument(WindowSettings(blocked / "settings"))
    document.edit("training", with_steps(document, 4_321))
    document.save_draft()
    assert document.experiment.training.steps == 4_321
    document.new()
    assert not document.modified


def test_that_a_last_experiment_that_cannot_be_read_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    settings = WindowSettings(tmp_path / "settings")
    newer = tmp_path / "newer.yaml"
    newer.write_text("format: 999\n", encoding="utf-8")
    settings.last_experiment = str(newer)
    document = ExperimentDocument(settings)
    with qtbot.waitSignal(document.restore_failed) as failed:
        document.restore()
    assert "newer release" in str(failed.args[0])
    assert document.path is None
