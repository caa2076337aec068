"""The controls of the plots: logarithmic axis, smoothing, auto range."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from workbench.gui import theme
from workbench.gui.i18n import number_locale
from workbench.gui.icons import icon

DEFAULT_SMOOTHING = 0.95
_POSITIONS = 100
_LARGEST_POWER = 3.0
"""The right end of the slider is a weight of 1 - 10**-3: an average over about a thousand steps."""
_ICON = QSize(16, 16)


def weight_at(position: int) -> float:
    """The smoothing weight at a place of the slider, finer the nearer to 1."""
    return round(1.0 - 10.0 ** (-_LARGEST_POWER * position / _POSITIONS), 3)


def position_of(weight: float) -> int:
    """The place of the slider for a smoothing weight."""
    return round(-math.log10(1.0 - weight) * _POSITIONS / _LARGEST_POWER)


class PlotToolbar(QWidget):
    """A slim row of controls; what they do is the business of the plots."""

    log_scale_changed = Signal(bool)
    smoothing_changed = Signal(float)
    auto_range_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = self._button("log-scale", "plots.log_scale")
        self._log.setCheckable(True)
        self._log.setAccessibleName(self.tr("Logarithmic axis"))
        self._log.setToolTip(self.tr("Draw loss and perplexity on a logarithmic axis."))
        self._auto = self._button("zoom-fit", "plots.auto_range")
        self._auto.setAccessibleName(self.tr("Auto range"))
        self._auto.setToolTip(self.tr("Show the whole curve and follow new data again."))
        self._auto.setEnabled(False)
        self._slider = StillSlider(Qt.Orientation.Horizontal)
        self._value = QLabel()
        self._log.toggled.connect(self.log_scale_changed)
        self._auto.clicked.connect(lambda: self.auto_range_requested.emit())
        self._set_up_slider()
        self._lay_out()

    @property
    def smoothing(self) -> float:
        """The weight now chosen."""
        return weight_at(self._slider.value())

    def set_follows(self, follows: bool) -> None:
        """Say whether the plots follow the data: then there is nothing to ask for."""
        self._auto.setEnabled(not follows)

    def _set_up_slider(self) -> None:
        self._slider.setObjectName("plots.smoothing")
        self._slider.setRange(0, _POSITIONS)
        self._slider.setPageStep(10)
        self._slider.setFixedWidth(90)
        self._slider.setAccessibleName(self.tr("Smoothing"))
        self._slider.setToolTip(self.tr("How many past steps the smoothed curve averages over."))
        self._slider.setValue(position_of(DEFAULT_SMOOTHING))
        self._slider.valueChanged.connect(self._take_smoothing)
        self._value.setFont(theme.tabular_font(-1))
        self._value.setMinimumWidth(QFontMetrics(self._value.font()).horizontalAdvance("0.000"))
        self._value.setToolTip(self.tr("Weight of the past in the smoothed curve, 0 to 0.999."))
        theme.set_role(self._value, "muted")
        self._write_value()

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Smoothing"))
        label.setFont(theme.tabular_font(-1))
        label.setBuddy(self._slider)
        label.setToolTip(self._slider.toolTip())
        theme.set_role(label, "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        for widget in (label, self._slider, self._value, self._log, self._auto):
            layout.addWidget(widget)

    def _button(self, picture: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(picture))
        button.setIconSize(_ICON)
        return button

    def _take_smoothing(self) -> None:
        self._write_value()
        self.smoothing_changed.emit(self.smoothing)

    def _write_value(self) -> None:
        weight = self.smoothing
        self._value.setText(number_locale().toString(weight, "f", 3 if weight > 0.99 else 2))


class StillSlider(QSlider):
    """A slider that does not move when the wheel passes over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
