"""Axes with few, round, readable ticks, on a linear or a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF

from workbench.gui import theme
from workbench.gui.i18n import SCALES, number_locale

_ROUND = (1.0, 2.0, 5.0, 10.0)
_OVERHANG = 30
"""Pixels by which the first and the last number may stand out over the ends of the axis."""

_AROUND_NAME = 9
"""Pixels that Qt leaves free around the name of an axis, of which none is needed."""

_LONG = 100_000
"""From this number on, an axis at the side has no room for all digits."""

_LARGEST_POWER = 300.0
"""Powers of ten beyond this do not fit into a double."""


class NumberAxis(pg.AxisItem):
    """One level of ticks at round values, with thousands separators; the grid is drawn at the ticks only.

    ``spacing`` is the least distance between two ticks in pixels; with ``whole`` no tick falls between
    two whole numbers, as fits a step.
    """

    def __init__(self, orientation: str, spacing: int, whole: bool = False) -> None:
        super().__init__(orientation)
        self._spacing = spacing
        self._whole = whole
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, autoExpandTextSpace=False, autoReduceTextSpace=False, tickAlpha=255)
        self.setGrid(255)

    def take_theme(self) -> None:
        """Take colours and font from the theme in force."""
        colours = theme.current()
        self.setTickFont(theme.tabular_font(-1))
        self.setPen(pg.mkPen(colours.border))
        self.setTickPen(pg.mkPen(colours.grid))
        self.setTextPen(pg.mkPen(colours.muted))

    def make_room(self, numbers: float) -> None:
        """Take ``numbers`` pixels for the numbers, and what the name of the axis needs beside them, if it has one."""
        name = self.label.boundingRect().height() - _AROUND_NAME if self.labelText else 0.0
        if self.orientation == "bottom":
            self.setHeight(numbers + name)
        else:
            self.setWidth(numbers + name)

    def boundingRect(self) -> QRectF:
        """With room for the numbers at both ends, which would be left out otherwise."""
        rect = super().boundingRect()
        if self.orientation == "bottom":
            return rect.adjusted(-_OVERHANG, 0, _OVERHANG, 0)
        return rect.adjusted(0, -_OVERHANG, 0, _OVERHANG)

    def tickValues(self, first: float, last: float, size: float) -> list[tuple[float, list[float]]]:
        """Ticks between two ends of the axis, which are powers of ten when it is logarithmic."""
        low, high = sorted((first, last))
        if self.logMode:
            low, high = max(low, -_LARGEST_POWER), min(high, _LARGEST_POWER)
        count = max(2, int(size // self._spacing))
        if not self.logMode:
            step = round_step((high - low) / count, self._whole)
            return [(step, _multiples(low, high, step))]
        values = log_ticks(10.0**low, 10.0**high, count)
        return [(0.0, [math.log10(value) for value in values])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """What is written at the ticks; ``spacing`` is 0 on a logarithmic axis."""
        numbers = [float(f"{10.0**value:.6g}") for value in values] if self.logMode else values
        if self.orientation == "left":
            return short_ticks(numbers, spacing)
        return [format_tick(number, spacing) for number in numbers]


def round_step(least: float, whole: bool = False) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50, ... (and 0.5, 0.2, ... unless ``whole``) that is not below ``least``."""
    if not math.isfinite(least) or least <= 0.0:
        return 1.0
    decade = 10.0 ** math.floor(math.log10(least))
    step = next((decade * factor for factor in _ROUND if decade * factor >= least * (1 - 1e-9)), decade * 10)
    return max(1.0, step) if whole else step


def log_ticks(low: float, high: float, count: int) -> list[float]:
    """About ``count`` round values from ``low`` to ``high`` (both above 0), evenly spread in their logarithm."""
    decades = math.log10(high / low) if low > 0 else 0.0
    if decades <= 0 or not math.isfinite(decades):
        return []
    if decades < 1.0:  # within a decade, steps of equal size read best
        return _multiples(low, high, round_step((high - low) / count))
    per_decade = count / decades
    factors = (1.0, 2.0, 5.0) if per_decade >= 3 else (1.0, 3.0) if per_decade >= 2 else (1.0,)
    stride = max(1, round(1.0 / per_decade)) if per_decade < 1 else 1
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    values = [factor * 10.0**power for power in powers if power % stride == 0 for factor in factors]
    return [value for value in values if low <= value <= high]


def format_tick(value: float, spacing: float = 0.0) -> str:
    """A number as it stands at a tick; ``spacing`` decides the decimals, 0 takes what the value needs."""
    if not value:
        return "0"
    if abs(value) >= 1e6 or abs(value) < 1e-3:
        return _scientific(value)
    if spacing:
        if spacing < 1e-3:
            return _scientific(value)
        decimals = max(0, math.ceil(-math.log10(spacing) - 1e-9))
    else:
        decimals = max(0, 1 - math.floor(math.log10(abs(value)))) if value != round(value) else 0
    return number_locale().toString(value, "f", decimals)


def short_ticks(values: Sequence[float], spacing: float) -> list[str]:
    """What is written where six characters have room: 99,000, from 100,000 on with letters: 150 k, 1.5 M.

    All have the same letter where the ticks are ``spacing`` apart, each its own on a logarithmic axis, where it is 0.
    """
    largest = max((abs(value) for value in values), default=0.0)
    if largest < _LONG:
        return [format_tick(value, spacing) for value in values]
    return [_with_letter(value, spacing, largest if spacing else abs(value)) for value in values]


def _with_letter(value: float, spacing: float, size: float) -> str:
    for scale, letter in SCALES:
        if value and scale <= size < 1000 * scale and not 0 < spacing < scale / 100:
            return f"{format_tick(value / scale, spacing / scale)} {letter}"
    return format_tick(value, spacing)


def _scientific(value: float) -> str:
    mantissa, exponent = f"{value:.1e}".split("e")
    if abs(value) >= 1e6 and value == round(value) and abs(value) < 1e9:
        return number_locale().toString(value, "f", 0)
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}"


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, min(last, first + 100) + 1)]
