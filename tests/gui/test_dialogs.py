"""The error dialog and the questions, clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from workbench.events import JobFailed
from workbench.gui.dialogs.error_dialog import ErrorDialog
from workbench.gui.dialogs.question import Answer, ask, ask_number, ask_text

FAILURE = JobFailed("The disk is full.", "Free some space.", "Traceback: line 1")


def press(qtbot: QtBot, parent: QWidget, name: str) -> None:
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_details_unfold_and_copy_takes_everything(qtbot: QtBot) -> None:
    dialog = ErrorDialog(FAILURE)
    qtbot.addWidget(dialog)
    dialog.show()
    details = dialog.findChild(QPlainTextEdit, "error.details")
    assert details is not None
    assert not details.isVisible()
    press(qtbot, dialog, "error.show_details")
    assert details.isVisible()
    press(qtbot, dialog, "error.copy")
    copied = QGuiApplication.clipboard().text()
    for part in ("The disk is full.", "Free some space.", "Traceback: line 1", "workbench.log"):
        assert part in copied


def test_that_text_from_outside_is_shown_as_text_and_not_as_markup(qtbot: QtBot) -> None:
    dialog = ErrorDialog(JobFailed("<b>bold</b>", "", ""))
    qtbot.addWidget(dialog)
    assert dialog._message.textFormat() == Qt.TextFormat.PlainText
    assert dialog._message.text() == "<b>bold</b>"


def test_that_an_error_without_details_offers_none(qtbot: QtBot) -> None:
    dialog = ErrorDialog(JobFailed("message", "advice", ""))
    qtbot.addWidget(dialog)
    button = dialog.findChild(QPushButton, "error.show_details")
    assert button is not None
    assert not button.isEnabled()


def test_that_an_answer_is_acted_on_and_cancel_is_not(qtbot: QtBot) -> None:
    parent, said = QWidget(), []
    qtbot.addWidget(parent)
    parent.show()
    for name in ("question.answer0", "question.cancel"):
        box = ask(parent, "Stop?", "Really?", [Answer("Yes", "Do it.", lambda: said.append("yes"))])
        assert isinstance(box, QMessageBox)
        with qtbot.waitSignal(box.finished):
            press(qtbot, box, name)
    assert said == ["yes"]


def test_that_a_text_and_a_number_are_taken(qtbot: QtBot) -> None:
    parent = QWidget()
    taken: list[str | int] = []
    qtbot.addWidget(parent)
    parent.show()
    text = ask_text(parent, "Rename", "Name:", "old", taken.append)
    assert isinstance(text, QInputDialog)
    text.setTextValue("  new ")
    text.accept()
    ask_text(parent, "Rename", "Name:", "   ", taken.append).accept()
    number = ask_number(parent, "Continue", "Steps:", 20, 11, 100, taken.append)
    number.setIntValue(50)
    number.accept()
    assert taken == ["new", 50]


def test_that_a_very_long_message_scrolls_and_the_buttons_stay_on_the_screen(qtbot: QtBot) -> None:
    dialog = ErrorDialog(JobFailed("\n".join(f"line {number}" for number in range(200)), "advice", ""))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 600
    copy = dialog.findChild(QPushButton, "error.copy")
    assert copy is not None
    assert dialog.rect().contains(copy.mapTo(dialog, copy.rect().center()))
