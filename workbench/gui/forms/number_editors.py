"""Editors of whole numbers and of numbers: typed freely, stepped by arrows and keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QSizePolicy, QWidget

from workbench.config.setting import Setting
from workbench.gui import theme
from workbench.gui.forms.editor import Editor, describe, range_error
from workbench.gui.forms.numbers import next_in_series, next_on_grid, parse_integer, parse_number
from workbench.gui.i18n import format_count, format_number, number_locale, tr_setting

_UNIT_GAP = 5
_TEXT_MARGIN = 4
_TEXT_INSET = _TEXT_MARGIN + 2
"""Where Qt begins the text: the margin and two pixels of its own."""


class UnitLineEdit(QLineEdit):
    """A line of text with a muted unit behind it, wherever both have room."""

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = unit
        self.unit_applies = True
        self.setTextMargins(_TEXT_MARGIN, 0, 0, 0)

    def shown_unit(self) -> str:
        """The unit, or nothing where it has no room or makes no sense."""
        return self._unit if self._unit and self.unit_applies and self._unit_place().width() > 0 else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shown_unit():
            painter = QPainter(self)
            painter.setPen(theme.color("muted" if self.isEnabled() else "disabled"))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self._unit_place(), left, self._unit)

    def _unit_place(self) -> QRect:
        metrics = self.fontMetrics()
        start = _TEXT_INSET + metrics.horizontalAdvance(self.text()) + _UNIT_GAP
        room = self.rect().adjusted(start, 0, 0, 0)
        return room if self.text() and metrics.horizontalAdvance(self._unit) <= room.width() else QRect()


class NumberEditor(QAbstractSpinBox, Editor):
    """Edits a number: ``0.001`` and ``1e-3`` are the same; arrows go 1, 2, 5, 10 without a step."""

    changed = Signal()

    _steps_for: str | None = None
    """The text that `_steps` was found for: Qt asks several times for each time that it paints."""
    _steps = QAbstractSpinBox.StepEnabledFlag.StepNone

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._line = UnitLineEdit(tr_setting(setting.unit))
        self.setLineEdit(self._line)
        self.setFont(theme.tabular_font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.row_height())
        self._line.textEdited.connect(self._edited)
        self._line.textChanged.connect(self._follow_text)
        self.editingFinished.connect(self._tidy)
        describe(self, setting)
        self._line.setToolTip(self.toolTip())
        self.set_value(setting.default)

    def value(self) -> Any:
        """The number entered, or None."""
        number = self._parse(self._line.text())
        return None if number is None or range_error(self.setting, number) else float(number)

    def set_value(self, value: float) -> None:
        """Show a number; what is typed for the same number stays."""
        if self.value() != value or not self._line.text():
            self._line.setText(self._text_of(value))

    def error(self) -> str:
        number = self._parse(self._line.text())
        return self._not_understood() if number is None else range_error(self.setting, number)

    # What Qt asks for

    def stepBy(self, steps: int) -> None:
        value = self._parse(self._line.text())
        start = float(self.setting.default) if value is None else value
        self._line.setText(self._text_of(self._limited(self._next(start, steps))))
        self._line.selectAll()
        self.changed.emit()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        text = self._line.text()
        if text != self._steps_for:
            self._steps_for, self._steps = text, self._steps_from(self._parse(text))
        return self._steps

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        # Everything may be typed; what is wrong with it is said beside it.
        return QValidator.State.Acceptable, text, position

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LocaleChange:
            self._steps_for = None
            self._tidy()
        super().changeEvent(event)

    # What whole numbers do differently

    def _parse(self, text: str) -> float | None:
        return 0 if self._is_zero_text(text) else parse_number(text, number_locale())

    def _text_of(self, value: float) -> str:
        return tr_setting(self.setting.zero_text) if value == 0 and self.setting.zero_text else format_number(value)

    def _not_understood(self) -> str:
        return self.tr("Not a number. Write for example {example}.").format(
            example=format_number(self.setting.default or 0.5)
        )

    def _next(self, value: float, steps: int) -> float:
        step = self.setting.step
        return next_on_grid(value, step, steps) if step else next_in_series(value, steps)

    # Helpers

    def _steps_from(self, value: float | None) -> QAbstractSpinBox.StepEnabledFlag:
        flag = QAbstractSpinBox.StepEnabledFlag
        low, high = self.setting.minimum, self.setting.maximum
        allowed = flag.StepNone
        if value is None or high is None or value < high:
            allowed |= flag.StepUpEnabled
        if value is None or low is None or (value > low and self._limited(self._next(value, -1)) < value):
            allowed |= flag.StepDownEnabled
        return allowed

    def _is_zero_text(self, text: str) -> bool:
        zero = tr_setting(self.setting.zero_text)
        return bool(zero) and text.strip().casefold() == zero.casefold()

    def _limited(self, value: float) -> float:
        low, high = self.setting.minimum, self.setting.maximum
        if low is not None and (value < low or (self.setting.exclusive_minimum and value <= low)):
            value = low if not self.setting.exclusive_minimum else max(low, next_in_series(low, 1))
        return value if high is None else min(value, high)

    def _edited(self) -> None:
        self.changed.emit()

    def _follow_text(self, text: str) -> None:
        self._line.unit_applies = not self._is_zero_text(text)

    def _tidy(self) -> None:
        """Write a valid number the usual way once the user has left, or pressed Return."""
        value = self.value()
        if value is not None and self._text_of(value) != self._line.text():
            self._line.setText(self._text_of(value))


class IntEditor(NumberEditor):
    """Edits a whole number, shown with thousands separators."""

    def value(self) -> Any:
        """The whole number entered, or None."""
        number = super().value()
        return None if number is None else int(number)

    def _parse(self, text: str) -> float | None:
        return 0 if self._is_zero_text(text) else parse_integer(text, number_locale())

    def _text_of(self, value: float) -> str:
        return tr_setting(self.setting.zero_text) if value == 0 and self.setting.zero_text else format_count(value)

    def _not_understood(self) -> str:
        return self.tr("Not a whole number. Write for example {example}.").format(
            example=format_count(self.setting.default or 1)
        )

    def _next(self, value: float, steps: int) -> float:
        return next_on_grid(value, self.setting.step or 1, steps)
