"""What the engine said: choices with their reasons, notices, and how runs ended."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from workbench.events import (
    BatchSplit,
    CheckpointSaved,
    Choice,
    Difference,
    Event,
    JobFailed,
    Leakage,
    MeasuringSplit,
    Notice,
    Probed,
    RolledBack,
    RunEnded,
    RunStarted,
    Verified,
)
from workbench.gui import theme
from workbench.gui.i18n import format_bytes, format_count, format_duration, format_loss, translate_engine
from workbench.gui.verdict import difference_sentence, verdict_sentence

MAX_LINES = 2_000

_COLOR_NAME = QTextFormat.Property.UserProperty + 1


class LogPanel(QWidget):
    """A read-only list of sentences, newest last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setObjectName("log.text")
        self._text.setMaximumBlockCount(MAX_LINES)
        self._text.setPlaceholderText(
            self.tr(
                "Here the engine explains itself: which device it chose and why, what it saved, and what went wrong."
            )
        )
        self._text.setAccessibleName(self.tr("Log"))
        self._text.setToolTip(self.tr("What the engine did and why, newest last."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._text)
        theme.notifier().changed.connect(self._take_theme)

    def add(self, events: list[Event]) -> None:
        """Write a line for each event that is worth one."""
        for event in events:
            sentence = self._sentence(event)
            if sentence:
                self._append(sentence, _is_warning(event))

    def _sentence(self, event: Event) -> str:
        if isinstance(event, Notice | RolledBack | BatchSplit | MeasuringSplit):
            return translate_engine(event.message)
        if isinstance(event, Leakage):
            return f"{translate_engine(event.message)} {translate_engine(event.advice)}".strip()
        if isinstance(event, Choice):
            return f"{translate_engine(event.what)}: {event.value} ({translate_engine(event.reason)})"
        if isinstance(event, RunStarted):
            text = self.tr("Run “{name}” started: {count} parameters, {steps} steps.")
            return text.format(name=event.name, count=format_count(event.parameters), steps=format_count(event.steps))
        if isinstance(event, CheckpointSaved):
            text = (
                self.tr("Best checkpoint saved at step {step}.")
                if event.best
                else self.tr("Checkpoint saved at step {step}.")
            )
            return text.format(step=format_count(event.step))
        if isinstance(event, RunEnded):
            return self._ending(event)
        if isinstance(event, Difference):
            return difference_sentence(event)
        if isinstance(event, Verified):
            return verdict_sentence(event)
        if isinstance(event, Probed):
            text = self.tr("Measured: {memory} of memory, {count} tokens/s, {time} for the whole run.")
            count = format_count(round(event.tokens_per_second))
            return text.format(memory=format_bytes(event.memory), count=count, time=format_duration(event.seconds))
        if isinstance(event, JobFailed):
            return f"{translate_engine(event.message)} {translate_engine(event.advice)}".strip()
        return ""

    def _ending(self, event: RunEnded) -> str:
        if event.state == "finished" and event.val_loss is not None:
            text = self.tr("Finished after {step} steps; validation loss over the whole split: {loss}.")
            return text.format(step=format_count(event.step), loss=format_loss(event.val_loss))
        return self.tr("Stopped after {step} steps; it can be continued.").format(step=format_count(event.step))

    def _append(self, sentence: str, warning: bool) -> None:
        bar = self._text.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        cursor = QTextCursor(self._text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self._text.document().isEmpty():
            cursor.insertBlock()
        cursor.insertText(datetime.now().strftime("%H:%M:%S  "), _in_color("muted"))
        cursor.insertText(sentence, _in_color("danger" if warning else "text"))
        if at_end:
            bar.setValue(bar.maximum())

    def _take_theme(self) -> None:
        """Write everything anew in the colours of the theme in force."""
        block = self._text.document().begin()
        while block.isValid():
            for part in block.textFormats():
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + part.start)
                cursor.setPosition(block.position() + part.start + part.length, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(_in_color(part.format.stringProperty(_COLOR_NAME)))
            block = block.next()


def _in_color(name: str) -> QTextCharFormat:
    """In a colour of the theme, and with its name, by which it is found when the theme changes."""
    made = QTextCharFormat()
    made.setForeground(theme.color(name))
    made.setProperty(_COLOR_NAME, name)
    return made


def _is_warning(event: Event) -> bool:
    if isinstance(event, Notice):
        return event.level == "warning"
    if isinstance(event, Leakage):
        return event.found > 0
    return isinstance(event, JobFailed | RolledBack | BatchSplit | MeasuringSplit | Difference)
