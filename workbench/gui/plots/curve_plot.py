"""CurvePlot: curves against the training step, live, for a thousand points or for a million."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.gui import theme
from workbench.gui.i18n import format_count, format_loss
from workbench.gui.plots.crosshair import Crosshair
from workbench.gui.plots.curve import Curve
from workbench.gui.plots.curve_view import CurveView
from workbench.gui.plots.floor_line import FloorLine
from workbench.gui.plots.legend import Entry, Legend

_MARGIN_X = 0.01
_MARGIN_Y = 0.05
"""Empty space around the curves, as a share of their width and height."""


class CurvePlot(QWidget):
    """A title, a legend with values, and the curves below.

    It follows the data until the user zooms or pans; then the part in view stays until `auto_range`.
    Nothing is drawn when data is appended to a Series; call `refresh` once after all of it.
    """

    range_chosen = Signal(float, float)
    """The user zoomed or panned: first and last step now in view."""
    auto_range_changed = Signal(bool)
    """Whether the view follows the data."""
    pointed = Signal(float)
    """The pointer is at this step; NaN when it has left."""

    def __init__(self, title: str, curves: Sequence[Curve], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = list(curves)
        self._log = False
        self._auto_x = self._auto_y = True
        self._floor = math.nan
        self._pointed = math.nan
        self._title = QLabel(title)
        self._step = QLabel()
        self._legend = Legend()
        self._legend.setAccessibleName(self.tr("Values of {plot}").format(plot=title))
        self.view = CurveView(title)
        self._crosshair = Crosshair(self.view.plotItem)
        self._floor_line = FloorLine(self.view.plotItem)
        for curve in self._curves:
            self.view.addItem(curve.item)
        self._redraw = QTimer(self, singleShot=True, interval=0)
        self._redraw.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self._take_theme()
        self.refresh()

    def _lay_out(self) -> None:
        theme.set_role(self._title, "heading")
        theme.set_role(self._step, "muted")
        self._step.setFont(theme.tabular_font(-1))
        head = QHBoxLayout()
        head.setContentsMargins(2, 0, 2, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(head)
        layout.addWidget(self._legend)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.view.zoomed.connect(self._take_user_range)
        self.view.pointed.connect(self.point_at)
        self.view.pointed.connect(self.pointed)
        self.view.auto_range_wanted.connect(self.auto_range)
        self.view.resized.connect(self._redraw.start)
        theme.notifier().changed.connect(self._take_theme)

    # What can be asked of a plot

    @property
    def follows(self) -> bool:
        """Whether the view follows the data."""
        return self._auto_x and self._auto_y

    @property
    def log_scale(self) -> bool:
        """Whether values are drawn on a logarithmic scale."""
        return self._log

    def set_log_scale(self, on: bool) -> None:
        """Draw values on a logarithmic scale, or not; values that have no logarithm become gaps."""
        self._log = on
        self.view.y_axis.setLogMode(on)
        self._auto_y = True  # a range on one scale means nothing on the other
        self._place_floor()
        self.refresh()

    def set_floor(self, value: float | None) -> None:
        """Draw a line that no honest curve goes below, or None for none."""
        self._floor = math.nan if value is None or not math.isfinite(value) else value
        self._place_floor()
        self.refresh()

    def auto_range(self) -> None:
        """Show everything, and follow the data from now on."""
        followed = self.follows
        self._auto_x = self._auto_y = True
        self.refresh()
        if not followed:
            self.auto_range_changed.emit(True)

    def show_range(self, left: float, right: float) -> None:
        """Show these steps, as another plot does; the height still follows the data."""
        self._auto_x = False
        self.view.show_x(left, right)
        self.refresh()

    def point_at(self, where: float) -> None:
        """Mark the measured step nearest to ``where`` and show the values there; NaN for none."""
        self._pointed = where
        self._show_values()

    def refresh(self) -> None:
        """Draw what has come since the last time."""
        self._redraw.stop()
        if self._auto_x:
            self.view.show_x(*self._data_range())
        left, right = self.view.x_range()
        pixels = self.view.width_in_pixels()
        bounds = [bound for curve in self._curves for bound in curve.draw(left, right, pixels, self._log)]
        if self._auto_y:
            self._fit_height([bound for bound in (*bounds, self._drawn(self._floor)) if math.isfinite(bound)])
        self._floor_line.stand_at(right)
        self._show_values()
        self.view.settle()

    def text(self) -> str:
        """What the legend says."""
        return f"{self._step.text()} {self._legend.text()}".strip()

    # Helpers

    def _data_range(self) -> tuple[float, float]:
        ends = [end for curve in self._curves if len(curve.x) for end in (curve.x[0], curve.x[-1])]
        first, last = (float(min(ends)), float(max(ends))) if ends else (0.0, 1.0)
        first = 0.0 if first <= 1.0 else first
        last = max(last, first + 1.0)
        room = (last - first) * _MARGIN_X
        return first - room, last + room

    def _fit_height(self, bounds: list[float]) -> None:
        low, high = (min(bounds), max(bounds)) if bounds else (0.0, 1.0)
        room = (high - low) * _MARGIN_Y or max(abs(high) * _MARGIN_Y, 1e-3)
        self.view.show_y(low - room - self._room_for_floor(high - low), high + room)

    def _room_for_floor(self, height: float) -> float:
        """Space for the name of the floor below its line, in the units drawn."""
        if not math.isfinite(self._drawn(self._floor)):
            return 0.0
        return height * self._floor_line.name_height() / max(50.0, self.view.view.height())

    def _drawn(self, value: float) -> float:
        if not self._log:
            return value
        return math.log10(value) if value > 0 else math.nan

    def _place_floor(self) -> None:
        drawn = self._drawn(self._floor)
        self._floor_line.show_at(drawn, self.tr("floor {value}").format(value=format_loss(self._floor)))

    def _show_values(self) -> None:
        points = [curve.at(self._pointed) for curve in self._curves] if math.isfinite(self._pointed) else []
        steps = [step for step, _ in points if math.isfinite(step)]
        if steps:
            step = min(steps, key=lambda step: abs(step - self._pointed))
            values = [value for _, value in points]
            colors = [curve.color() for curve in self._curves]
            self._crosshair.show_at(step, [(x, self._drawn(y)) for x, y in points], colors)
            self._step.setText(self.tr("Step {step}").format(step=format_count(step)))
        else:
            values = [curve.latest() for curve in self._curves]
            self._crosshair.hide()
            self._step.setText("")
        self._legend.set_entries(
            [
                Entry(curve.look.name, curve.look.short, curve.color(), curve.look.dots, value)
                for curve, value in zip(self._curves, values, strict=True)
            ]
        )

    def _take_user_range(self) -> None:
        followed = self.follows
        self._auto_x = self._auto_y = False
        if followed:
            self.auto_range_changed.emit(False)
        self.range_chosen.emit(*self.view.x_range())
        self._redraw.start()

    def _take_theme(self) -> None:
        for curve in self._curves:
            curve.take_theme()
        self._floor_line.take_theme()
        self._crosshair.take_theme()
        self._redraw.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw.start()
