"""Plots of counts: bars or a line, on linear or logarithmic axes, with a marked place; for looking, not for zooming."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.plots.base_plot import BasePlot

_ROOM = 1.06
_LABEL_ABOVE = 0.97


class CountPlot(BasePlot):
    """Draws what it is given, both axes named; the wheel passes to what it lies in.

    Data and marks are plain numbers: logarithms are taken here.
    """

    def __init__(
        self, name: str, title: str, axes: tuple[str, str], log: tuple[bool, bool], parent: QWidget | None = None
    ) -> None:
        """``axes`` are the names below and at the left, ``log`` says which of them is logarithmic."""
        self._names = axes
        self._log = log
        self._mark = math.nan
        super().__init__(parent)
        self.setObjectName(name)
        self.name(title, axes)
        self.setMouseEnabled(False, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.x_axis.setLogMode(log[0], log[1])
        self.y_axis.setLogMode(log[0], log[1])
        self._bars: list[tuple[pg.BarGraphItem, str]] = []
        self._lines: list[tuple[pg.PlotCurveItem, str, bool]] = []
        self._marker = pg.InfiniteLine(angle=90)
        self._label = pg.TextItem(anchor=(0, 0))
        for item in (self._marker, self._label):
            item.setZValue(50)
            item.hide()
            self.addItem(item, ignoreBounds=True)
        self.take_colors()
        theme.notifier().changed.connect(self.take_colors)

    def name(self, title: str, axes: tuple[str, str]) -> None:
        """Say what is drawn, and what the axes below and at the left are."""
        self._names = axes
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.take_theme()

    def clear_data(self) -> None:
        """Draw nothing."""
        for item in [bar for bar, _ in self._bars] + [line for line, *_ in self._lines]:
            self.removeItem(item)
        self._bars, self._lines = [], []
        self._marker.hide()
        self._label.hide()

    def add_bars(self, edges: NDArray[np.float64], heights: NDArray[np.float64], color: str) -> None:
        """Bars from each edge to the next, in a colour of the theme."""
        places = self._x(edges)
        bars = pg.BarGraphItem(x0=places[:-1], x1=places[1:], y0=0, height=heights)
        self.addItem(bars)
        self._bars.append((bars, color))
        self.take_colors()

    def add_line(self, xs: NDArray[np.float64], ys: NDArray[np.float64], color: str, dashed: bool = False) -> None:
        """A line through these points, in a colour of the theme."""
        line = pg.PlotCurveItem(self._x(xs), np.log10(ys) if self._log[1] else ys, antialias=True)
        self.addItem(line)
        self._lines.append((line, color, dashed))
        self.take_colors()

    def mark(self, place: float, text: str) -> None:
        """A line across the plot at ``place``, with its name beside it."""
        self._marker.setValue(float(self._x(np.array([place]))[0]))
        self._label.setText(text)
        self._marker.show()
        self._label.show()
        self._place_label()

    def show_range(self, left: float, right: float, low: float, high: float) -> None:
        """Show these values."""
        xs = self._x(np.array([left, right], np.float64))
        ys = np.log10([low, high]) if self._log[1] else np.array([low, high])
        self.view.setRange(
            xRange=(float(xs[0]), float(xs[1])),
            yRange=(float(ys[0]), float(ys[0] + (ys[1] - ys[0]) * _ROOM)),
            padding=0,
        )
        self._place_label()

    def sizeHint(self) -> QSize:
        return QSize(320, 190)

    def take_colors(self) -> None:
        """Colour what is drawn from the theme in force."""
        for bars, color in self._bars:
            bars.setOpts(brush=pg.mkBrush(theme.color(color)), pen=pg.mkPen(theme.color("panel"), width=1))
        for line, color, dashed in self._lines:
            line.setPen(pg.mkPen(theme.color(color), width=1 if dashed else 2, dash=[4, 4] if dashed else None))
        self._marker.setPen(pg.mkPen(theme.current().text, width=1, dash=[4, 4]))
        self._label.setColor(theme.color("text"))
        self._label.fill = pg.mkBrush(theme.color("panel"))
        self._label.setFont(theme.tabular_font(-1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return False
        return bool(super().viewportEvent(event))

    def name_axes(self) -> None:
        font = theme.tabular_font(-1)
        style = {"color": theme.current().muted, "font-size": f"{font.pointSizeF():g}pt"}
        self.x_axis.setLabel(self._names[0], **style)
        self.y_axis.setLabel(self._names[1], **style)

    def _x(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.log10(np.maximum(values, 1e-3)) if self._log[0] else np.asarray(values, np.float64)

    def _place_label(self) -> None:
        (left, right), (low, high) = self.view.viewRange()
        place = self._marker.value()
        self._label.setAnchor((1, 0) if place > (left + right) / 2 else (0, 0))
        self._label.setPos(place, low + (high - low) * _LABEL_ABOVE)
