"""A run's checkpoints in the window: listed, kept by a tick, saved while training."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionViewItem, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import close_window, open_window, part
from workbench.config.experiment import Experiment
from workbench.gui.dialogs.checkpoints_dialog import CheckpointsDialog
from workbench.gui.main_window import MainWindow
from workbench.runs.checkpoint_folder import CheckpointSummary, list_checkpoints
from workbench.runs.folder import RunFolder

LONG = {"steps": 1_000_000, "checkpoint_every": 1_000_000, "evaluate_every": 1_000_000}
AS_IT_IS = {"precision": "fp32", "compile": "off"}
"""No trial of faster ways before the first step of a long run."""


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


def the_list(window: MainWindow) -> QTreeWidget:
    return part(window, QTreeWidget, "checkpoints.list")


def click_tick(view: QTreeWidget, row: int) -> None:
    item = view.topLevelItem(row)
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = view.visualItemRect(item)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    place = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
    viewport = view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(place.center().x(), option.rect.center().y()))


def test_that_a_checkpoint_is_saved_and_kept_while_the_run_trains(
    window: MainWindow, qtbot: QtBot, tiny: Callable[..., Experiment]
) -> None:
    window.document.replace(tiny(training=LONG, runtime=AS_IT_IS))
    save = window.actions_["save_checkpoint"]
    assert not save.isEnabled()
    window.start()
    qtbot.waitUntil(lambda: window.training.state == "training" and window.training.step > 0, timeout=60_000)
    assert window.training.run_dir
    run = RunFolder(window.training.run_dir)
    save.trigger()
    qtbot.waitUntil(lambda: len(list_checkpoints(run)) == 1, timeout=60_000)
    qtbot.waitUntil(lambda: window.runs.select(run.path) is None and window.runs.selected_run() == run.path)
    window.runs.checkpoints_requested.emit(run.path)
    qtbot.waitUntil(lambda: the_list(window).topLevelItemCount() == 1, timeout=60_000)
    qtbot.mouseClick(part(window, QPushButton, "checkpoints.save"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: the_list(window).topLevelItemCount() == 2, timeout=60_000)

    older, newer = list_checkpoints(run)
    click_tick(the_list(window), 1)
    assert [info.pinned for info in list_checkpoints(run)] == [True, False]
    with qtbot.waitSignal(window.training.ended, timeout=60_000):
        window.training.stop()
    assert not part(window, QPushButton, "checkpoints.save").isEnabled()
    assert not save.isEnabled()
    assert {older.step, newer.step} < {info.step for info in list_checkpoints(run)}
    dialog = window.findChild(CheckpointsDialog)
    assert dialog is not None
    dialog.close()


def test_that_the_list_says_what_is_newest_best_and_damaged(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    when = "2026-11-22T14:03:09+00:00"
    found = [
        CheckpointSummary(tmp_path, 500, when, 10_000_000, best=True),
        CheckpointSummary(tmp_path, 1000, when, 10_000_000, pinned=True, problem="manifest.json is missing"),
        CheckpointSummary(tmp_path, 1500, when, 10_000_000),
    ]
    with pseudo_language(qapp):
        window = MainWindow()
        qtbot.addWidget(window)
        dialog = CheckpointsDialog("a name", window)
        dialog.set_checkpoints(found)
        dialog.show()
        assert untranslated(dialog, ("a name", "2026-11-22 14:03", "500", "1,000", "1,500", "10 MB")) == []
        assert inaccessible(dialog) == []
        dialog.close()
    dialog = CheckpointsDialog("a name", window)
    dialog.set_checkpoints(found)
    view = part(dialog, QTreeWidget, "checkpoints.list")
    rows = [view.topLevelItem(row) for row in range(3)]
    assert [row.text(0) for row in rows] == ["1,500", "1,000", "500"]
    assert [row.text(3) for row in rows] == ["newest", "damaged", "best"]
    assert [row.checkState(0) == Qt.CheckState.Checked for row in rows] == [False, True, False]
    assert rows[1].toolTip(3) == "manifest.json is missing"
