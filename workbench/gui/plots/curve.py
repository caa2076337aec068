"""One line of a plot: which numbers it shows, how it looks, and how it gets on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from workbench.gui import theme
from workbench.gui.plots.series import Floats, Series, nearest, thin

DOTS_UP_TO = 60
"""With more points than this in view, single measurements are no longer marked."""

_LARGEST = 1e15
"""Larger values are left out: nothing can be read on such a scale, and Qt cannot draw it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a curve is told apart: its names, a colour of the theme, and its manner of drawing."""

    name: str
    short: str
    color: str
    opacity: float = 1.0
    width: float = 1.0
    dots: bool = False
    smooth: bool = False


class Curve:
    """Draws a Series (its moving average, with ``look.smooth``), each value first put through ``transform``."""

    def __init__(self, series: Series, look: Look, transform: Callable[[Floats], Floats] | None = None) -> None:
        self.look = look
        self.item = pg.PlotDataItem(connect="finite")
        self._series = series
        self._transform = transform
        # A pen wider than 1 costs several times as much along one path as along many short lines.
        self.item.curve.setSegmentedLineMode("on" if look.width > 1 else "off")
        self.take_theme()

    def take_theme(self) -> None:
        """Take the colour from the theme in force."""
        self.item.setPen(pg.mkPen(self.color(), width=self.look.width))
        if self.look.dots:
            self.item.setSymbolPen(None)
            self.item.setSymbolBrush(self.color())
            self.item.setSymbolSize(5)

    def color(self) -> QColor:
        """The colour in the theme in force."""
        color = theme.color(self.look.color)
        color.setAlphaF(self.look.opacity)
        return color

    @property
    def x(self) -> Floats:
        return self._series.x

    @property
    def stored(self) -> Floats:
        """What is kept for each x, before the transform."""
        return self._series.smooth if self.look.smooth else self._series.y

    def latest(self) -> float:
        """The last value; NaN if there is none."""
        return self._value(-1) if len(self.x) else math.nan

    def at(self, where: float) -> tuple[float, float]:
        """The point nearest to ``where``; NaN, NaN if there is none."""
        if not len(self.x):
            return math.nan, math.nan
        index = nearest(self.x, where)
        return float(self.x[index]), self._value(index)

    def draw(self, left: float, right: float, pixels: int, log: bool) -> tuple[float, float]:
        """Put the part from ``left`` to ``right`` on the screen.

        Returns the lowest and highest value drawn, as drawn (the logarithm with ``log``); NaN if nothing was.
        """
        smooth = self.look.smooth
        xs, ys = thin(self.x, self.stored, left, right, pixels // 2 if smooth else pixels, extremes=not smooth)
        ys = self._shown(ys, log)
        dots = self.look.dots and len(xs) <= DOTS_UP_TO
        self.item.setData(xs, ys, symbol="o" if dots else None, antialias=dots or self.look.smooth)
        inside = ys[(xs >= left) & (xs <= right) & np.isfinite(ys)]
        return (float(inside.min()), float(inside.max())) if len(inside) else (math.nan, math.nan)

    def _value(self, index: int) -> float:
        return float(self._shown(self.stored[[index]], False)[0])

    def _shown(self, values: Floats, log: bool) -> Floats:
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            if self._transform is not None:
                values = self._transform(values)
            values = np.where(np.abs(values) <= _LARGEST, values, np.nan)
            if log:
                values = np.where(values > 0.0, np.log10(values), np.nan)
        return values
