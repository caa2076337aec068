"""A question with named answers, asked without blocking the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton, QWidget


@dataclass(frozen=True, slots=True)
class Answer:
    """One button: what it says, what it does, and whether Return presses it."""

    text: str
    tip: str
    action: Callable[[], None]
    default: bool = False
    destructive: bool = False


def ask(parent: QWidget, question: str, explanation: str, answers: Sequence[Answer]) -> QMessageBox:
    """Open a sheet with one button per answer and a Cancel; Escape cancels and does nothing."""
    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.applicationName())
    box.setText(question)
    box.setInformativeText(explanation)
    actions: dict[QPushButton, Callable[[], None]] = {}
    for index, answer in enumerate(answers):
        role = QMessageBox.ButtonRole.DestructiveRole if answer.destructive else QMessageBox.ButtonRole.AcceptRole
        button = box.addButton(answer.text, role)
        button.setObjectName(f"question.answer{index}")
        button.setToolTip(answer.tip)
        button.setAccessibleName(answer.text)
        actions[button] = answer.action
        if answer.default:
            box.setDefaultButton(button)
    cancel = box.addButton(QCoreApplication.translate("question", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    cancel.setObjectName("question.cancel")
    cancel.setToolTip(QCoreApplication.translate("question", "Change nothing."))
    box.setEscapeButton(cancel)
    box.buttonClicked.connect(lambda button: actions.get(button, _nothing)())
    box.open()
    return box


def ask_text(parent: QWidget, title: str, label: str, text: str, take: Callable[[str], None]) -> QInputDialog:
    """Open a sheet for one line of text; an empty answer is not taken."""
    dialog = _input(parent, title, label)
    dialog.setTextValue(text)
    dialog.textValueSelected.connect(lambda value: take(value.strip()) if value.strip() else None)
    dialog.open()
    return dialog


def ask_number(
    parent: QWidget, title: str, label: str, value: int, minimum: int, maximum: int, take: Callable[[int], None]
) -> QInputDialog:
    """Open a sheet for one whole number."""
    dialog = _input(parent, title, label)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(minimum, maximum)
    dialog.setIntValue(value)
    dialog.intValueSelected.connect(take)
    dialog.open()
    return dialog


def _input(parent: QWidget, title: str, label: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setObjectName("question")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setOkButtonText(QCoreApplication.translate("question", "OK"))
    dialog.setCancelButtonText(QCoreApplication.translate("question", "Cancel"))
    return dialog


def _nothing() -> None:
    """Cancel changes nothing."""
