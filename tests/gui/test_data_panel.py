"""The data panel: choosing a text, dropping one, and reading what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible, tab_order
from tests.windows import choose_in_menu
from workbench.config.experiment import Experiment
from workbench.config.sections import Data, Training
from workbench.config.tokenizers.bpe import BPE
from workbench.config.tokenizers.byte import Byte
from workbench.control import JobControl
from workbench.errors import Problem, WorkbenchError
from workbench.events import DataPrepared, Event
from workbench.failures import describe_failure
from workbench.gui import theme
from workbench.gui.forms.share_bar import ShareBar
from workbench.gui.panels.data_panel import DataPanel
from workbench.gui.settings import WindowSettings
from workbench.jobs.prepare import preview_data

REPORT = DataPrepared("a.txt", "UTF-8", 1000, 1100, 50, 900, 100, "To be\nor not", None)


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> Iterator[DataPanel]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply_theme(qapp, "light")
    made = DataPanel()
    qtbot.addWidget(made)
    made.resize(290, 600)
    made.set_experiment(Experiment())
    made.show()
    yield made
    QLocale.setDefault(before)


def shown(panel: DataPanel, name: str) -> bool:
    widget = panel.findChild(QWidget, name)
    assert widget is not None, name
    return widget.isVisible()


def read(panel: DataPanel, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None, name
    return label.text()


def mime(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def drag_in(panel: DataPanel, data: QMimeData) -> bool:
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, *keys)
    event.ignore()
    QApplication.sendEvent(panel, event)
    return event.isAccepted()


def let_go(panel: DataPanel, data: QMimeData) -> None:
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *keys))


def test_that_a_sample_is_chosen_with_the_keyboard(qtbot: QtBot, panel: DataPanel) -> None:
    combo = panel.findChild(QComboBox, "data.source")
    combo.setFocus()
    target = combo.findData("sample:markov")
    step = Qt.Key.Key_Down if target > combo.currentIndex() else Qt.Key.Key_Up
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(combo, step)
    assert caught.args == ["data", Data(source="sample:markov")]


def test_that_settings_appear_only_where_they_matter(qtbot: QtBot, panel: DataPanel) -> None:
    qtbot.mouseClick(panel.findChild(QWidget, "data.more"), Qt.MouseButton.LeftButton)
    always, of_samples, of_markov, of_files = (
        "data.validation_fraction",
        "data.sample_characters",
        "data.markov_order",
        "data.encoding",
    )
    panel.set_experiment(Experiment(data=Data(source="sample:stories")))
    assert [shown(panel, name) for name in (always, of_samples, of_markov, of_files)] == [True, True, False, False]
    panel.set_experiment(Experiment(data=Data(source="sample:markov")))
    assert [shown(panel, name) for name in (always, of_samples, of_markov, of_files)] == [True, True, True, False]
    panel.set_experiment(Experiment(data=Data(source="/texts/a.txt")))
    assert [shown(panel, name) for name in (always, of_samples, of_markov, of_files)] == [True, False, False, True]


def test_that_only_the_settings_of_this_kind_of_source_are_shown(panel: DataPanel, tmp_path: Path) -> None:
    names = ("pattern", "documents", "mark", "header", "separator", "page_seconds")

    def unfolded(**data: str) -> list[str]:
        panel.set_experiment(Experiment(data=Data(**data)))
        panel.findChild(QAbstractButton, "data.more").setChecked(True)
        return [name for name in names if shown(panel, f"data.{name}")]

    assert unfolded(source="/texts/a.txt") == ["documents", "separator"]
    assert unfolded(source="/texts/a.txt", documents="mark") == ["documents", "mark", "separator"]
    assert unfolded(source="/texts/a.csv.gz") == ["header", "separator"]
    assert unfolded(source="/texts/a.jsonl") == ["separator"]
    assert unfolded(source="/texts/a.pdf") == ["documents", "separator", "page_seconds"]
    many = ["pattern", "documents", "header", "separator", "page_seconds"]
    assert unfolded(source=str(tmp_path)) == many
    assert unfolded(source="/texts/a.zip") == many


def test_that_a_way_to_split_is_chosen_with_the_keyboard_and_shows_its_settings(qtbot: QtBot, panel: DataPanel) -> None:
    names = ["validation_fraction", "split_column", "validation_source", "test_source"]
    seen = []
    combo = panel.findChild(QComboBox, "data.split")
    combo.setFocus()
    for _ in range(4):
        with qtbot.waitSignal(panel.edited) as caught:
            qtbot.keyClick(combo, Qt.Key.Key_Down)
        seen.append((caught.args[1].split, [name for name in names if shown(panel, f"data.{name}")]))
    assert seen == [
        ("document", ["validation_fraction"]),
        ("file", ["validation_fraction"]),
        ("column", ["split_column"]),
        ("separate", ["validation_fraction", "validation_source", "test_source"]),
    ]
    panel.findChild(QAbstractButton, "data.more").setChecked(True)
    assert [shown(panel, f"data.{name}") for name in ("test_fraction", "split_seed", "test_values")] == [
        True,
        True,
        False,
    ]


def test_that_a_text_that_cannot_be_divided_is_marked_at_the_setting(panel: DataPanel, shakespeare: Path) -> None:
    experiment = Experiment(data=Data(source=str(shakespeare), split="document"))
    panel.set_experiment(experiment)
    with pytest.raises(WorkbenchError) as caught:
        preview_data(experiment, panel.follow, JobControl())
    panel.follow(describe_failure(caught.value))
    assert panel.findChild(QComboBox, "data.split").property("invalid")
    assert read(panel, "data.split.problem").startswith(caught.value.message)
    assert not shown(panel, "data.error")
    panel.show_busy("Reading the text")
    assert not panel.findChild(QComboBox, "data.split").property("invalid")


def test_that_a_validation_file_that_is_not_there_is_marked_and_keeps_start_from_starting(
    panel: DataPanel, shakespeare: Path
) -> None:
    data = Data(source=str(shakespeare), split="separate", validation_source="/gone.txt")
    panel.set_experiment(Experiment(data=data))
    panel.set_problems([])
    assert read(panel, "data.validation_source.problem") == "There is no file /gone.txt"
    assert [problem.field for problem in panel.problems()] == ["data.validation_source"]
    panel.set_experiment(Experiment(data=data.model_copy(update={"validation_source": str(shakespeare)})))
    panel.set_problems([])
    assert not shown(panel, "data.validation_source.problem")
    assert panel.problems() == []


def test_that_leakage_is_a_line_with_advice_in_its_tooltip(panel: DataPanel, tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    rows = [f"this is sentence number {number} of the table" for number in range(200)]
    table.write_text("".join(f'{{"text": "{text}"}}\n' for text in [*rows, *rows[:30]]), encoding="utf-8")
    training = Training(batch_size=2, context_length=16)
    experiment = Experiment(data=Data(source=str(table)), training=training)
    panel.set_experiment(experiment)
    preview_data(experiment, panel.follow, JobControl())
    assert re.fullmatch(r"Leakage: \d+ of 23 documents( \(\d+ nearly\))?", read(panel, "data.leakage"))
    label = panel.findChild(QLabel, "data.leakage")
    assert label.property("role") == "warning"
    assert "are also in the training text" in label.toolTip()
    assert "data.split" in label.toolTip()
    experiment = Experiment()
    preview_data(experiment, panel.follow, JobControl())
    assert not shown(panel, "data.leakage")
    parts = panel.findChild(QLabel, "data.parts")
    assert "not even nearly" in parts.toolTip()
    panel.show_report(REPORT)
    assert "nearly" not in parts.toolTip()


def test_that_a_test_part_is_shown_beside_the_others(panel: DataPanel) -> None:
    panel.show_report(replace(REPORT, test_tokens=200))
    assert read(panel, "data.parts") == "900 train, 100 validate, 200 test"
    assert read(panel, "data.tokens") == "1,200"
    assert len(panel.findChild(ShareBar, "data.split_bar").parts()) == 3


def test_that_a_file_is_opened_in_the_dialog_and_remembered(qtbot: QtBot, panel: DataPanel, shakespeare: Path) -> None:
    choose_in_menu(qtbot, panel.findChild(QAbstractButton, "data.open"), "data.open_file")
    dialog = panel.findChild(QFileDialog, "text_dialog")
    assert dialog is not None
    with qtbot.waitSignal(panel.edited) as caught:
        dialog.fileSelected.emit(str(shakespeare))
    dialog.reject()
    assert caught.args == ["data", Data(source=str(shakespeare.absolute()))]
    assert panel.findChild(QComboBox, "data.source").currentText() == shakespeare.name
    assert WindowSettings().recent_texts() == [str(shakespeare.absolute())]
    assert read(panel, "data.path") == str(shakespeare.absolute())


def test_that_a_recent_file_is_offered_again(qtbot: QtBot, panel: DataPanel, shakespeare: Path) -> None:
    panel.choose_path(shakespeare)
    panel.set_experiment(Experiment())
    combo = panel.findChild(QComboBox, "data.source")
    combo.setFocus()
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(combo, Qt.Key.Key_End)
    assert caught.args[1].source == str(shakespeare.absolute())


def test_that_a_dropped_text_is_taken(qtbot: QtBot, panel: DataPanel, shakespeare: Path) -> None:
    data = mime(shakespeare)
    assert drag_in(panel, data)
    assert shown(panel, "data.drop_hint")
    with qtbot.waitSignal(panel.edited) as caught:
        let_go(panel, data)
    assert caught.args[1].source == str(shakespeare.absolute())
    assert not shown(panel, "data.drop_hint")


def test_that_a_drag_that_leaves_is_forgotten(panel: DataPanel, shakespeare: Path) -> None:
    data = mime(shakespeare)
    drag_in(panel, data)
    QApplication.sendEvent(panel, QDragLeaveEvent())
    assert not shown(panel, "data.drop_hint")


def test_that_folders_and_experiments_are_left_to_the_window(panel: DataPanel, tmp_path: Path) -> None:
    experiment = tmp_path / "experiment.yaml"
    experiment.write_text("name: x\n", encoding="utf-8")
    assert not drag_in(panel, mime(tmp_path))
    assert not drag_in(panel, mime(experiment))
    assert not shown(panel, "data.drop_hint")


def test_that_a_report_is_shown_in_numbers(panel: DataPanel) -> None:
    panel.show_report(REPORT)
    assert read(panel, "data.characters") == "1,000"
    assert read(panel, "data.size") == "1.10 kB, UTF-8"
    assert read(panel, "data.tokens") == "1,000"
    assert read(panel, "data.vocabulary") == "50 tokens"
    assert read(panel, "data.parts") == "900 to train, 100 to validate"
    assert not shown(panel, "data.floor")
    widths = [place.width() for _, place in panel.findChild(ShareBar, "data.split_bar").parts()]
    assert widths[0] == pytest.approx(9 * widths[1])
    assert panel.findChild(QPlainTextEdit, "data.preview").toPlainText() == "To be\nor not"


def test_that_a_real_text_comes_through(panel: DataPanel, shakespeare: Path) -> None:
    events: list[Event] = []
    experiment = Experiment(data=Data(source=str(shakespeare)))
    preview_data(experiment, events.append, JobControl())
    text = shakespeare.read_text(encoding="utf-8")
    panel.show_report(next(event for event in events if isinstance(event, DataPrepared)))
    assert read(panel, "data.characters") == f"{len(text):,}"
    assert read(panel, "data.tokens") == f"{len(text):,}"
    assert text.startswith(panel.findChild(QPlainTextEdit, "data.preview").toPlainText()[:500])


def test_that_a_known_entropy_rate_is_shown(panel: DataPanel) -> None:
    panel.show_report(DataPrepared("Markov", "UTF-8", 10, 10, 5, 9, 1, "abc", 1.25))
    assert shown(panel, "data.floor")
    assert read(panel, "data.floor") == "1.2500 nats/token"


def test_that_an_error_says_what_and_what_to_do(panel: DataPanel, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(WorkbenchError) as caught:
        preview_data(Experiment(data=Data(source=str(empty))), lambda event: None, JobControl())
    panel.show_busy("Reading the text")
    panel.show_error(caught.value.message, caught.value.advice)
    assert read(panel, "data.error_message") == caught.value.message
    assert read(panel, "data.error_advice") == caught.value.advice
    assert shown(panel, "data.error")
    assert not shown(panel, "data.preview")
    assert not shown(panel, "data.busy")


def test_that_facts_stay_beside_an_error_about_this_very_text(panel: DataPanel) -> None:
    panel.show_busy("Reading the text")
    panel.show_report(REPORT)
    panel.show_error("The text is too short.", "Choose a shorter context.")
    assert shown(panel, "data.error")
    assert shown(panel, "data.characters")
    panel.show_busy("Reading the text")
    assert not shown(panel, "data.error")
    panel.show_error("The file is gone.", "Choose another.")
    assert not shown(panel, "data.characters")


def test_that_old_facts_stay_while_the_text_is_read_again(panel: DataPanel) -> None:
    assert shown(panel, "data.status")
    panel.show_busy("Reading the text")
    assert read(panel, "data.status") == "Reading the text"
    assert shown(panel, "data.busy")
    panel.show_report(REPORT)
    panel.show_busy("Reading the text")
    assert shown(panel, "data.busy")
    assert shown(panel, "data.characters")
    assert not shown(panel, "data.status")


def test_that_a_tokenizer_and_its_size_are_chosen(qtbot: QtBot, panel: DataPanel) -> None:
    combo = panel.findChild(QComboBox, "tokenizer.kind")
    combo.setFocus()
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert caught.args == ["tokenizer", Byte()]
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    size = panel.findChild(QWidget, "tokenizer.vocab_size")
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(size, Qt.Key.Key_Up)
    assert caught.args == ["tokenizer", BPE(vocab_size=1280)]


def test_that_showing_an_experiment_reports_no_edit(qtbot: QtBot, panel: DataPanel) -> None:
    with qtbot.assertNotEmitted(panel.edited):
        panel.set_experiment(Experiment(data=Data(source="/gone.txt", validation_fraction=0.2), tokenizer=BPE()))


def test_that_a_problem_with_the_source_is_marked(panel: DataPanel) -> None:
    panel.set_problems([Problem("data.source", "Choose a text.")])
    assert panel.findChild(QComboBox, "data.source").property("invalid")
    panel.set_problems([])
    assert not panel.findChild(QComboBox, "data.source").property("invalid")


def test_that_every_control_can_be_used_without_a_mouse(panel: DataPanel) -> None:
    panel.show_report(REPORT)
    assert inaccessible(panel) == []


def test_that_the_tab_key_goes_from_top_to_bottom(panel: DataPanel) -> None:
    places = [widget.mapTo(panel, widget.rect().center()) for widget in tab_order(panel)]
    assert len(places) > 4
    assert [place.y() // 14 for place in places] == sorted(place.y() // 14 for place in places)
