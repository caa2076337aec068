"""A table in the data panel: its first rows, the columns that are its text, and the template."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.data.readers.making import docx, epub, paragraph, parquet, pdf
from tests.gui.access_walk import inaccessible
from tests.gui.test_data_panel import drag_in, let_go, mime, shown
from tests.windows import choose_in_menu
from workbench.config.experiment import Experiment
from workbench.config.sections import Data
from workbench.control import JobControl
from workbench.data.offered import readable_patterns
from workbench.errors import WorkbenchError
from workbench.events import DataPrepared, Event
from workbench.gui import theme
from workbench.gui.panels.data_panel import DataPanel
from workbench.jobs.prepare import preview_data

TABLE = "id,story,note\n" + "".join(f'{n},"Once upon a time, {n}",seen\n' for n in range(300))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "tales" / "table.csv"
    file.parent.mkdir()
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> Iterator[DataPanel]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply_theme(qapp, "light")
    made = DataPanel()
    qtbot.addWidget(made)
    made.resize(290, 700)
    made.show()
    yield made
    QLocale.setDefault(before)


def show(panel: DataPanel, data: Data) -> list[Event]:
    """Show an experiment and what the preview says of it."""
    events: list[Event] = []
    panel.set_experiment(Experiment(data=data))
    try:
        preview_data(Experiment(data=data), events.append, JobControl())
    finally:
        for event in events:
            panel.follow(event)
    return events


def heads(panel: DataPanel) -> list[str]:
    widget = panel.findChild(QTreeWidget, "data.table")
    return [widget.headerItem().text(column) for column in range(widget.columnCount())]


def preview(panel: DataPanel) -> str:
    return str(panel.findChild(QPlainTextEdit, "data.preview").toPlainText())


def test_that_a_table_is_shown_only_where_there_is_one(panel: DataPanel, table: Path) -> None:
    assert not shown(panel, "data.table")
    show(panel, Data(source=str(table)))
    assert shown(panel, "data.table")
    assert shown(panel, "data.template")
    panel.set_experiment(Experiment())
    assert not shown(panel, "data.table")
    assert not shown(panel, "data.template")


def test_that_the_guessed_column_is_marked_and_its_text_previewed(panel: DataPanel, table: Path) -> None:
    show(panel, Data(source=str(table)))
    assert heads(panel) == ["id", "✓ story", "note"]
    assert panel.findChild(QTreeWidget, "data.table").topLevelItem(1).text(1) == "Once upon a time, 1"
    assert panel.findChild(QLineEdit, "data.text_columns").placeholderText() == "story"
    assert preview(panel).startswith("Once upon a time, 0\n\nOnce upon a time, 1\n")


def test_that_a_column_is_chosen_with_the_space_key(qtbot: QtBot, panel: DataPanel, table: Path) -> None:
    show(panel, Data(source=str(table)))
    widget = panel.findChild(QTreeWidget, "data.table")
    widget.setCurrentItem(widget.topLevelItem(0), 2)
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(widget, Qt.Key.Key_Space)
    assert caught.args == ["data", Data(source=str(table), text_columns="story, note")]
    show(panel, caught.args[1])
    assert heads(panel) == ["id", "✓ story", "✓ note"]
    assert preview(panel).startswith("Once upon a time, 0\nseen\n")
    with qtbot.waitSignal(panel.edited) as caught:
        widget.header().sectionClicked.emit(1)
    assert caught.args[1].text_columns == "note"


def test_that_a_template_is_typed(qtbot: QtBot, panel: DataPanel, table: Path) -> None:
    show(panel, Data(source=str(table)))
    with qtbot.waitSignal(panel.edited) as caught:
        panel.findChild(QPlainTextEdit, "data.template").setPlainText("{id}: {story}")
    show(panel, caught.args[1])
    assert heads(panel) == ["✓ id", "✓ story", "note"]
    assert preview(panel).startswith("0: Once upon a time, 0\n")


def test_that_another_setting_keeps_the_columns(qtbot: QtBot, panel: DataPanel, table: Path) -> None:
    show(panel, Data(source=str(table), template="{story}"))
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(panel.findChild(QWidget, "data.validation_fraction"), Qt.Key.Key_Up)
    assert caught.args[1].template == "{story}"
    assert caught.args[1].source == str(table)


def test_that_another_source_forgets_the_columns(
    qtbot: QtBot, panel: DataPanel, table: Path, shakespeare: Path
) -> None:
    show(panel, Data(source=str(table), text_columns="story"))
    with qtbot.waitSignal(panel.edited) as caught:
        panel.choose_path(shakespeare)
    assert caught.args[1].text_columns == ""


def test_that_an_unknown_column_is_said_beside_the_table(panel: DataPanel, table: Path) -> None:
    with pytest.raises(WorkbenchError, match="no column “tale”"):
        show(panel, Data(source=str(table), text_columns="tale"))
    assert heads(panel) == ["id", "story", "note"]


def test_that_what_is_left_out_is_said(panel: DataPanel, table: Path) -> None:
    table.write_text(TABLE + "only one cell\n", encoding="utf-8")
    events = show(panel, Data(source=str(table), on_fault="skip"))
    assert any(isinstance(event, DataPrepared) for event in events)
    said = panel.findChild(QLabel, "data.left_out").text()
    assert "too few or too many cells (1)" in said
    assert "line 302" in said


def test_that_a_folder_is_chosen_and_dropped(qtbot: QtBot, panel: DataPanel, table: Path) -> None:
    choose_in_menu(qtbot, panel.findChild(QAbstractButton, "data.open"), "data.open_folder")
    dialog = panel.findChild(QFileDialog, "folder_dialog")
    with qtbot.waitSignal(panel.edited) as caught:
        dialog.fileSelected.emit(str(table.parent))
    dialog.reject()
    assert caught.args[1].source == str(table.parent)
    panel.set_experiment(Experiment())
    assert drag_in(panel, mime(table.parent))
    with qtbot.waitSignal(panel.edited) as caught:
        let_go(panel, mime(table.parent))
    show(panel, caught.args[1])
    assert heads(panel) == ["id", "✓ story", "note"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<title>T</title><p>Once upon a time"),
        ("a.pdf", pdf("Once upon a time")),
        ("a.epub", epub({"c": "<p>Once upon a time</p>"})),
        ("a.docx", docx(paragraph("Once upon a time"))),
        ("a.parquet", parquet({"id": [1], "story": ["Once upon a time"]})),
    ],
)
def test_that_every_kind_of_document_is_dropped_and_previewed(
    qtbot: QtBot, panel: DataPanel, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert drag_in(panel, mime(file))
    with qtbot.waitSignal(panel.edited) as caught:
        let_go(panel, mime(file))
    with contextlib.suppress(WorkbenchError):  # too short to train on, but it is shown
        show(panel, caught.args[1])
    assert "Once upon a time" in preview(panel)
    assert shown(panel, "data.table") == name.endswith(".parquet")
    assert shown(panel, "data.encoding") == name.endswith(".html")
    assert f"*{file.suffix} " in readable_patterns()


def test_that_the_table_can_be_used_without_a_mouse(panel: DataPanel, table: Path) -> None:
    show(panel, Data(source=str(table)))
    assert inaccessible(panel) == []
