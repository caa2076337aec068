"""The vertical line at the step under the pointer, with a dot on every curve."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtGui import QColor

from workbench.gui import theme

_ABOVE_CURVES = 50


class Crosshair:
    """Two items of a plot that are shown and hidden together."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._line = pg.InfiniteLine(angle=90)
        self._dots = pg.ScatterPlotItem(size=7, pxMode=True)
        self._dots.setZValue(_ABOVE_CURVES)
        plot.addItem(self._line, ignoreBounds=True)
        plot.addItem(self._dots, ignoreBounds=True)
        self.take_theme()
        self.hide()

    def take_theme(self) -> None:
        """Take the colours from the theme in force."""
        self._line.setPen(pg.mkPen(theme.current().muted, width=1))
        self._dots.setPen(pg.mkPen(theme.current().panel, width=1))

    def show_at(self, step: float, points: Sequence[tuple[float, float]], colors: Sequence[QColor]) -> None:
        """Mark ``step``, and each point (x and y as drawn) in the colour of its curve."""
        self._line.setValue(step)
        marks = [(x, y, color) for (x, y), color in zip(points, colors, strict=True) if math.isfinite(y)]
        brushes = [pg.mkBrush(QColor(color.rgb())) for *_, color in marks]
        self._dots.setData([x for x, *_ in marks], [y for _, y, _ in marks], brush=brushes)
        self._line.show()
        self._dots.show()

    def hide(self) -> None:
        """Mark nothing."""
        self._line.hide()
        self._dots.hide()
