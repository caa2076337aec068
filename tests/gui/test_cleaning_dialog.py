"""The dialog of cleaning: steps added, moved, switched and set by clicks and keys, with their difference on show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDrag, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyle, QStyleOptionViewItem, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible, tab_order
from tests.windows import close_window, open_window, part
from workbench.config.check import check
from workbench.config.cleaning import Cleaning
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.config.experiment import Experiment
from workbench.config.sections import Data
from workbench.config.yaml_io import dumps
from workbench.gui import theme
from workbench.gui.cleaning.dialog import CleaningDialog
from workbench.gui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
TEXT = "One  Two\r\n\r\n\r\nThe END\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> Iterator[CleaningDialog]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply_theme(qapp, "light")
    made = CleaningDialog()
    qtbot.addWidget(made)
    yield made
    made.close_jobs(10_000)
    QLocale.setDefault(before)


def steps_of(*names: str | dict[str, Any]) -> Cleaning:
    return check({"cleaning": {"steps": list(names)}}).cleaning


def opened(qtbot: QtBot, dialog: CleaningDialog, file: Path, *names: str | dict[str, Any]) -> None:
    dialog.edit(steps_of(*names), Data(source=str(file)))
    qtbot.waitExposed(dialog)
    wait_for_counts(qtbot, dialog)


def wait_for_counts(qtbot: QtBot, dialog: CleaningDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._timer.isActive() and not dialog._job.busy, timeout=20_000)


def names(dialog: CleaningDialog) -> list[str]:
    return [step.step for step in dialog.steps.steps()]


def counts(dialog: CleaningDialog) -> list[str]:
    return [dialog.steps.topLevelItem(row).text(1) for row in range(dialog.steps.topLevelItemCount())]


def press(qtbot: QtBot, dialog: CleaningDialog, name: str) -> None:
    qtbot.mouseClick(part(dialog, QPushButton, f"cleaning.{name}"), LEFT)


def click_tick(qtbot: QtBot, dialog: CleaningDialog, row: int) -> None:
    view = dialog.steps
    item = view.topLevelItem(row)
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = view.visualItemRect(item)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    place = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(place.center().x(), option.rect.center().y()))


def test_that_the_difference_and_the_counts_are_shown(qtbot: QtBot, dialog: CleaningDialog, file: Path) -> None:
    opened(qtbot, dialog, file, "whitespace", {"step": "html", "enabled": False}, "lowercase", "unicode")
    assert counts(dialog) == ["1", "", "1", "0"]
    shown = dialog.difference.toPlainText()
    assert "One␣␣Two" in shown
    assert "The" in shown
    assert "the" in shown
    assert "Of the first 1 documents" in part(dialog, QLabel, "cleaning.status").text()
    formats = [
        (fragment.text(), fragment.charFormat().fontStrikeOut(), fragment.charFormat().fontUnderline())
        for fragment in fragments(dialog)
    ]
    assert any(struck and not under for _, struck, under in formats)
    assert any(under and not struck for _, struck, under in formats)


def test_that_text_in_the_difference_reads_as_text_and_shows_what_is_unseen(
    qtbot: QtBot, dialog: CleaningDialog, tmp_path: Path
) -> None:
    path = tmp_path / "b.txt"
    path.write_text("a\u200bb one two  three END\r\n", encoding="utf-8", newline="")
    opened(qtbot, dialog, path, "lowercase")
    assert dialog.difference.toPlainText() == "1  a[U+200B]b one two  three ENDend "
    opened(qtbot, dialog, path, {"step": "length", "maximum": 5})
    assert dialog.difference.toPlainText() == "1  Left out by step 1: a[U+200B]b one two␣␣three END↵"


def fragments(dialog: CleaningDialog) -> list[Any]:
    found = []
    block = dialog.difference.document().begin()
    while block.isValid():
        cursor = block.begin()
        while not cursor.atEnd():
            found.append(cursor.fragment())
            cursor += 1
        block = block.next()
    return found


def test_that_the_difference_of_one_step_alone_is_shown(qtbot: QtBot, dialog: CleaningDialog, file: Path) -> None:
    opened(qtbot, dialog, file, "whitespace", "lowercase")
    combo = dialog._which
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    wait_for_counts(qtbot, dialog)
    assert "the" not in dialog.difference.toPlainText()
    dialog.steps.setFocus()
    qtbot.keyClick(dialog.steps, Qt.Key.Key_Down)
    wait_for_counts(qtbot, dialog)
    assert "the" in dialog.difference.toPlainText()
    assert "␣␣" not in dialog.difference.toPlainText()
    assert counts(dialog) == ["1", "1"]


def test_that_every_step_can_be_added_and_says_what_it_costs(qtbot: QtBot, dialog: CleaningDialog, file: Path) -> None:
    opened(qtbot, dialog, file)
    assert "no steps" in " ".join(label.text() for label in dialog.settings.findChildren(QLabel))
    for name, entry in CLEANING_STEPS.entries.items():
        action = dialog.findChild(QAction, f"cleaning.add.{name}")
        assert action is not None
        action.trigger()
        assert entry.cost in part(dialog, QLabel, "cleaning.cost").text()
        assert part(dialog, QLabel, "cleaning.title").text() == entry.label
    assert names(dialog) == CLEANING_STEPS.names()
    assert inaccessible(dialog) == []


def test_that_steps_are_moved_removed_and_switched(qtbot: QtBot, dialog: CleaningDialog, file: Path) -> None:
    opened(qtbot, dialog, file, "unicode", "html", "lowercase")
    dialog.steps.setFocus()
    press(qtbot, dialog, "down")
    assert names(dialog) == ["html", "unicode", "lowercase"]
    qtbot.keyClick(dialog.steps, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(dialog) == ["html", "lowercase", "unicode"]
    assert not part(dialog, QPushButton, "cleaning.down").isEnabled()
    press(qtbot, dialog, "up")
    assert names(dialog) == ["html", "unicode", "lowercase"]
    qtbot.keyClick(dialog.steps, Qt.Key.Key_Delete)
    assert names(dialog) == ["html", "lowercase"]
    click_tick(qtbot, dialog, 0)
    assert [step.enabled for step in dialog.steps.steps()] == [False, True]
    wait_for_counts(qtbot, dialog)
    assert counts(dialog) == ["", "1"]
    with qtbot.waitSignal(dialog.edited) as caught:
        press(qtbot, dialog, "ok")
    assert caught.args == [steps_of({"step": "html", "enabled": False}, "lowercase")]


def drag(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, dialog: CleaningDialog, row: int, onto: QPoint) -> None:
    """Press on a row and pull it with the mouse; the drop, which this platform has none of, comes from here."""
    view = dialog.steps.viewport()
    offered: list[Qt.DropAction] = []

    def carry(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        offered.append(actions)
        drop = QDropEvent(
            QPointF(onto), actions, drag.mimeData(), LEFT, Qt.KeyboardModifier.NoModifier, QDropEvent.Type.Drop
        )
        dialog.steps.dropEvent(drop)
        assert drop.isAccepted()
        return drop.dropAction()

    monkeypatch.setattr(QDrag, "exec", carry)
    begin = dialog.steps.visualItemRect(dialog.steps.topLevelItem(row)).center()
    window = dialog.windowHandle()
    QTest.mousePress(window, LEFT, Qt.KeyboardModifier.NoModifier, view.mapTo(dialog, begin))
    for step in (1, 2):
        QTest.mouseMove(window, view.mapTo(dialog, begin + QPoint(step * QApplication.startDragDistance(), 0)))
    QTest.mouseRelease(window, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(1, 1))  # on no row: a drag keeps it back
    assert offered == [Qt.DropAction.MoveAction]


def within(dialog: CleaningDialog, row: int, lower: bool) -> QPoint:
    """A point in the upper or lower half of a row."""
    place = dialog.steps.visualItemRect(dialog.steps.topLevelItem(row))
    return place.center() + QPoint(0, place.height() // 4 * (1 if lower else -1))


@pytest.mark.parametrize(
    ("row", "onto", "lower", "after"),
    [
        (0, 2, True, ["html", "lowercase", "unicode"]),
        (0, 2, False, ["html", "unicode", "lowercase"]),
        (2, 0, False, ["lowercase", "unicode", "html"]),
        (2, 0, True, ["unicode", "lowercase", "html"]),
        (1, 0, True, ["unicode", "html", "lowercase"]),
        (1, 1, False, ["unicode", "html", "lowercase"]),
    ],
)
def test_that_a_step_is_dragged_to_another_place(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    dialog: CleaningDialog,
    file: Path,
    row: int,
    onto: int,
    lower: bool,
    after: list[str],
) -> None:
    opened(qtbot, dialog, file, "unicode", "html", "lowercase")
    dragged = names(dialog)[row]
    drag(qtbot, monkeypatch, dialog, row, within(dialog, onto, lower))
    assert names(dialog) == after
    place = dialog.steps.place()
    assert place is not None
    assert names(dialog)[place] == dragged
    assert part(dialog, QLabel, "cleaning.title").text() == CLEANING_STEPS.get(dragged).label


def test_that_dragging_changes_the_difference_and_the_experiment(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, dialog: CleaningDialog, file: Path
) -> None:
    mark = {"step": "pattern", "pattern": "END", "replacement": "Close"}
    opened(qtbot, dialog, file, "lowercase", mark)
    assert counts(dialog) == ["1", "0"]
    assert "close" not in dialog.difference.toPlainText()
    drag(qtbot, monkeypatch, dialog, 1, within(dialog, 0, lower=False))
    wait_for_counts(qtbot, dialog)
    assert counts(dialog) == ["1", "1"]
    assert "close" in dialog.difference.toPlainText()
    below = QPoint(20, dialog.steps.viewport().height() - 2)
    drag(qtbot, monkeypatch, dialog, 0, below)
    assert names(dialog) == ["lowercase", "pattern"]
    drag(qtbot, monkeypatch, dialog, 0, below)
    with qtbot.waitSignal(dialog.edited) as caught:
        press(qtbot, dialog, "ok")
    written = dumps(Experiment(cleaning=caught.args[0]))
    assert written.index("step: pattern") < written.index("step: lowercase")


def test_that_nothing_from_elsewhere_can_be_dropped_among_the_steps(
    qtbot: QtBot, dialog: CleaningDialog, file: Path
) -> None:
    opened(qtbot, dialog, file, "unicode", "html")
    other = dialog.steps.model().mimeData([dialog.steps.model().index(0, 0)])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, other, LEFT, Qt.KeyboardModifier.NoModifier)
    dialog.steps.dropEvent(event)
    assert not event.isAccepted()
    assert names(dialog) == ["unicode", "html"]


def test_that_a_pattern_that_is_none_cannot_be_taken(qtbot: QtBot, dialog: CleaningDialog, file: Path) -> None:
    opened(qtbot, dialog, file, "pattern")
    editor = dialog.settings.findChild(type(dialog.settings._form.editor("pattern")), "cleaning.pattern")
    editor.setFocus()
    qtbot.keyClicks(editor, "(T")
    assert not part(dialog, QPushButton, "cleaning.ok").isEnabled()
    wait_for_counts(qtbot, dialog)
    assert "is no regular expression" in part(dialog, QLabel, "cleaning.error").text()
    qtbot.keyClicks(editor, "wo)")
    wait_for_counts(qtbot, dialog)
    assert part(dialog, QPushButton, "cleaning.ok").isEnabled()
    assert part(dialog, QLabel, "cleaning.error").text() == ""
    assert "Two" in dialog.difference.toPlainText()


def test_that_a_source_that_cannot_be_read_is_a_sentence_in_the_dialog(
    qtbot: QtBot, dialog: CleaningDialog, tmp_path: Path
) -> None:
    opened(qtbot, dialog, tmp_path / "gone.txt", "unicode")
    assert "is not there" in part(dialog, QLabel, "cleaning.error").text()
    assert part(dialog, QPushButton, "cleaning.ok").isEnabled()


def test_that_the_dialog_can_be_used_without_a_mouse(qtbot: QtBot, dialog: CleaningDialog, file: Path) -> None:
    opened(qtbot, dialog, file, "mask")
    reachable = tab_order(dialog)
    form = dialog.settings._form
    for widget in (dialog.steps, dialog._add, dialog._remove, *form.editors(), dialog._which, dialog.difference):
        assert widget in reachable
    assert inaccessible(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


def test_that_the_data_panel_opens_the_dialog_and_the_experiment_is_edited(
    window: MainWindow, qtbot: QtBot, file: Path
) -> None:
    line = part(window, QLabel, "data.cleaning")
    assert line.text() == "none"
    qtbot.mouseClick(part(window, QToolButton, "data.edit_cleaning"), LEFT)
    dialog = part(window, CleaningDialog, "cleaning")
    for name in ("unicode", "lowercase"):
        action = dialog.findChild(QAction, f"cleaning.add.{name}")
        assert action is not None
        action.trigger()
    press(qtbot, dialog, "ok")
    assert window.document.experiment.cleaning == steps_of("unicode", "lowercase")
    assert line.text() == "2 steps"
    assert window.document.modified
