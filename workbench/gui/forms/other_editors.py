"""Editors of switches, choices and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from workbench.config.setting import Setting
from workbench.gui import theme
from workbench.gui.forms.editor import Editor, describe
from workbench.gui.i18n import tr_setting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionComboBox

_SWITCH = QSize(32, 18)
_FOCUS_RING = 2
_LONG_TEXT_LINES = 4
_TEXT_MARGIN = 2  # pixels that the style leaves at both sides of a combo box's text
_AROUND_TEXT = 36  # pixels that frame, padding and arrow (of the style sheet) do not exceed


class PlainCombo(QComboBox):
    """A combo box that the passing wheel does not change; it shrinks with its column, its text then ends in dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.row_height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.fontMetrics().horizontalAdvance(self.currentText()) + _AROUND_TEXT < self.width():
            super().paintEvent(event)
        else:
            self._paint_in_dots()

    def shown_text(self) -> str:
        """The text as far as there is room for it."""
        return self._described().currentText

    def showPopup(self) -> None:
        # The list may be wider than its column, so that no label is cut.
        hint = self.view().sizeHintForColumn(0) + 28
        self.view().setMinimumWidth(max(self.width(), hint))
        super().showPopup()

    def _paint_in_dots(self) -> None:
        """As Qt paints it, but for the text. (The parts of Qt that describe styles are loaded only where need be.)"""
        from PySide6.QtWidgets import QStyle, QStylePainter

        option, painter = self._described(), QStylePainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _described(self) -> QStyleOptionComboBox:
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - option.iconSize.width() * (not option.currentIcon.isNull()) - _TEXT_MARGIN
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        return option


class ChoiceEditor(PlainCombo, Editor):
    """Edits a setting with a few named values."""

    changed = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        for value, label in zip(setting.choices, setting.choice_labels, strict=True):
            self.addItem(tr_setting(label), value)
        describe(self, setting)
        self.set_value(setting.default)
        self.activated.connect(lambda index: self.changed.emit())

    def value(self) -> Any:
        return self.currentData()

    def set_value(self, value: Any) -> None:
        self.setCurrentIndex(self.findData(value))


class SwitchEditor(QCheckBox, Editor):
    """Edits a yes or no, drawn as a small switch."""

    changed = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.setFixedHeight(theme.row_height())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        describe(self, setting)
        self.set_value(setting.default)
        self.clicked.connect(lambda checked: self.changed.emit())

    def value(self) -> Any:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def sizeHint(self) -> QSize:
        return _SWITCH + QSize(2 * _FOCUS_RING, 2 * _FOCUS_RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: Any) -> bool:
        return bool(self.rect().contains(position))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        track = QRectF(_FOCUS_RING, (self.height() - _SWITCH.height()) / 2, _SWITCH.width(), _SWITCH.height())
        radius = track.height() / 2
        fill, knob = (colours.accent, colours.accent_text) if self.isChecked() else (colours.field, colours.muted)
        if not self.isEnabled():
            fill, knob = colours.hover, colours.disabled
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(fill if self.isChecked() else colours.border), 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(knob))
        middle = track.right() - radius if self.isChecked() else track.left() + radius
        painter.drawEllipse(QPointF(middle, track.center().y()), radius - 4, radius - 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text if self.isChecked() else colours.accent), 2))
            painter.drawRoundedRect(track.adjusted(-0.5, -0.5, 0.5, 0.5), radius, radius)


class TextEditor(QLineEdit, Editor):
    """Edits a short text."""

    changed = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.setFixedHeight(theme.row_height())
        describe(self, setting)
        self.set_value(setting.default)
        self.textEdited.connect(lambda text: self.changed.emit())

    def value(self) -> Any:
        return self.text()

    def set_value(self, value: Any) -> None:
        if value != self.text():
            self.setText(str(value))


class LongTextEditor(QPlainTextEdit, Editor):
    """Edits a text of several lines; Tab goes to the next control."""

    changed = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._setting_value = False
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 + 12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        describe(self, setting)
        self.set_value(setting.default)
        self.textChanged.connect(self._report)

    def value(self) -> Any:
        return self.toPlainText()

    def set_value(self, value: Any) -> None:
        if value != self.toPlainText():
            self._setting_value = True
            self.setPlainText(str(value))
            self._setting_value = False

    def sizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().lineSpacing() * _LONG_TEXT_LINES + 12)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A file that is dropped here is meant for the window, and its address is no text to write.
        return not any(url.isLocalFile() for url in source.urls()) and super().canInsertFromMimeData(source)

    def _report(self) -> None:
        if not self._setting_value:
            self.changed.emit()
