"""The list of runs, clicked."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import part
from workbench.gui import theme
from workbench.gui.item_models.runs_model import Column, RunsModel, time_ago
from workbench.gui.panels.runs_panel import RunsPanel
from workbench.runs.summary import RunSummary

RUNS = [
    RunSummary(Path("/runs/c"), "third", "training", "gpt", 50, 2000, 2.5, "2026-11-22T10:00:00+00:00", 800_000),
    RunSummary(Path("/runs/b"), "second", "finished", "lstm", 2000, 2000, 1.75, "2026-11-21T10:00:00+00:00", 700_000),
    RunSummary(
        Path("/runs/a"), "first", "failed", "gpt", 10, 2000, None, "2026-11-20T10:00:00+00:00", problem="It diverged."
    ),
]


@pytest.fixture
def panel(qtbot: QtBot) -> RunsPanel:
    made = RunsPanel()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.set_runs(RUNS)
    made.show()
    return made


def shown(panel: RunsPanel) -> list[str]:
    model = part(panel, QTreeView, "runs.list").model()
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]


def click_row(qtbot: QtBot, panel: RunsPanel, row: int, double: bool = False) -> None:
    view = part(panel, QTreeView, "runs.list")
    place = view.visualRect(view.model().index(row, Column.NAME)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if double:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_that_qt_finds_no_fault_in_the_model(qtbot: QtBot) -> None:
    model = RunsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_runs(RUNS)
    model.set_runs(RUNS[1:])
    model.update_run(RUNS[1].path, step=1)
    model.set_runs([])
    assert model.rowCount() == 0


def test_that_the_newest_run_is_first(panel: RunsPanel) -> None:
    assert shown(panel) == ["third", "second", "first"]


def test_that_sorting_by_loss_sorts_numbers_and_puts_runs_without_one_last(panel: RunsPanel) -> None:
    part(panel, QTreeView, "runs.list").sortByColumn(Column.BEST, Qt.SortOrder.AscendingOrder)
    assert shown(panel) == ["second", "third", "first"]


def test_that_a_double_click_opens_the_run(panel: RunsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.open_requested) as opened:
        click_row(qtbot, panel, 1, double=True)
    assert opened.args == [Path("/runs/b")]


@pytest.mark.parametrize("name", ["open", "continue", "delete", "reveal"])
def test_that_each_button_asks_for_the_selected_run(panel: RunsPanel, qtbot: QtBot, name: str) -> None:
    click_row(qtbot, panel, 1)
    with qtbot.waitSignal(getattr(panel, f"{name}_requested")) as asked:
        qtbot.mouseClick(part(panel, QToolButton, f"runs.{name}"), Qt.MouseButton.LeftButton)
    assert asked.args == [Path("/runs/b")]


def test_that_a_run_in_training_can_neither_be_continued_nor_deleted(panel: RunsPanel, qtbot: QtBot) -> None:
    click_row(qtbot, panel, 0)
    enabled = {action.objectName(): action.isEnabled() for action in panel.findChildren(QAction)}
    assert not enabled["runs.action.continue"]
    assert not enabled["runs.action.delete"]
    assert enabled["runs.action.open"]


def test_that_nothing_can_be_done_without_a_selection(qtbot: QtBot) -> None:
    panel = RunsPanel()
    qtbot.addWidget(panel)
    assert not any(action.isEnabled() for action in panel.findChildren(QAction) if "runs.action" in action.objectName())


def test_that_f2_renames_in_place(panel: RunsPanel, qtbot: QtBot) -> None:
    click_row(qtbot, panel, 1)
    view = part(panel, QTreeView, "runs.list")
    qtbot.mouseClick(part(panel, QToolButton, "runs.rename"), Qt.MouseButton.LeftButton)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "better")
    with qtbot.waitSignal(panel.rename_requested) as asked:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert asked.args == [Path("/runs/b"), "better"]


def test_that_the_filter_keeps_what_holds_the_text(panel: RunsPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(part(panel, QLineEdit, "runs.filter"), "lstm")
    assert shown(panel) == ["second"]


def test_that_live_values_keep_the_selection(panel: RunsPanel, qtbot: QtBot) -> None:
    click_row(qtbot, panel, 0)
    panel.update_run(RUNS[0].path, step=1_500, best_val_loss=2.25)
    model = part(panel, QTreeView, "runs.list").model()
    assert model.index(0, Column.STEPS).data() == "1,500 / 2,000"
    panel.set_runs([RUNS[0], *RUNS[1:2]])
    assert panel.selected_run() == RUNS[0].path
    assert model.index(0, Column.STEPS).data() == "50 / 2,000"


def test_that_an_empty_list_teaches(qtbot: QtBot) -> None:
    panel = RunsPanel()
    qtbot.addWidget(panel)
    panel.set_runs([])
    panel.show()
    assert part(panel, QWidget, "runs.empty").isVisible()


def test_that_a_failed_run_says_why_in_its_tooltip(panel: RunsPanel) -> None:
    model = part(panel, QTreeView, "runs.list").model()
    assert "It diverged." in model.index(2, Column.NAME).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "0 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=26), "26 h"),
        (timedelta(days=9), "9 d"),
    ],
)
def test_that_the_list_says_how_long_ago_a_run_was_started(before: timedelta, words: str) -> None:
    assert time_ago(datetime.now().astimezone() - before) == words


def test_that_an_old_run_shows_its_date_and_the_tooltip_the_time(panel: RunsPanel) -> None:
    model = part(panel, QTreeView, "runs.list").model()
    year = str(RUNS[0].created)[2:4]
    assert year in model.index(0, Column.NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert "17" in time_ago(datetime(2001, 5, 17).astimezone())


def test_that_each_state_has_a_dot_beside_its_word(panel: RunsPanel) -> None:
    model = part(panel, QTreeView, "runs.list").model()
    colours = {
        model.index(row, Column.STATE).data(Qt.ItemDataRole.DecorationRole).toImage().pixelColor(10, 10).name()
        for row in range(model.rowCount())
    }
    assert colours == {theme.current().accent, theme.current().success, theme.current().danger}


def test_that_every_control_can_be_reached_and_is_named(panel: RunsPanel) -> None:
    assert inaccessible(panel) == []


def test_that_every_text_can_be_translated(qtbot: QtBot, qapp: QApplication) -> None:
    with pseudo_language(qapp):
        made = RunsPanel()
        qtbot.addWidget(made)
        assert untranslated(made, values=("(F2)", "(Del)")) == []
