"""The numbers behind a curve: arrays that grow in place, and what of them a picture needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.gui.plots.smoothing import Average

Floats = NDArray[np.float64]

_FIRST_CAPACITY = 1_024


class Buffer:
    """A one-dimensional array of doubles to which much can be appended."""

    def __init__(self) -> None:
        self._values = np.empty(_FIRST_CAPACITY)
        self._length = 0

    @property
    def values(self) -> Floats:
        """What was appended so far: a view, not a copy."""
        return self._values[: self._length]

    def append(self, values: Floats) -> None:
        """Add values at the end; the room doubles when it is used up."""
        needed = self._length + len(values)
        if needed > len(self._values):
            grown = np.empty(max(needed, 2 * len(self._values)))
            grown[: self._length] = self.values
            self._values = grown
        self._values[self._length : needed] = values
        self._length = needed

    def shorten(self, length: int) -> None:
        """Forget all but the first ``length`` values."""
        self._length = min(self._length, length)


class Series:
    """Points with ascending x, and beside them their moving average."""

    def __init__(self, smoothing: float = 0.0) -> None:
        self._x, self._y, self._smooth = Buffer(), Buffer(), Buffer()
        self._average = Average(smoothing)

    @property
    def x(self) -> Floats:
        return self._x.values

    @property
    def y(self) -> Floats:
        return self._y.values

    @property
    def smooth(self) -> Floats:
        """The moving average at each x."""
        return self._smooth.values

    def append(self, x: ArrayLike, y: ArrayLike) -> None:
        """Add points in ascending x; earlier ones from the first x on are replaced, as when a run went back.

        A y that is not finite becomes NaN, a gap in the curve.
        """
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        if len(self.x) and len(xs) and xs[0] <= self.x[-1]:
            self._shorten(int(np.searchsorted(self.x, xs[0])))
        ys = np.where(np.isfinite(ys), ys, np.nan)
        self._x.append(xs)
        self._y.append(ys)
        self._smooth.append(self._average.push(ys))

    def drop_after(self, x: float) -> None:
        """Forget every point right of x."""
        self._shorten(int(np.searchsorted(self.x, x, side="right")))

    def set_smoothing(self, weight: float) -> None:
        """Average anew with another weight, 0 (none) to below 1."""
        self._average = Average(weight)
        self._smooth.shorten(0)
        self._smooth.append(self._average.push(self.y))

    def clear(self) -> None:
        """Forget every point."""
        self._shorten(0)

    def _shorten(self, length: int) -> None:
        self._x.shorten(length)
        self._y.shorten(length)
        self.set_smoothing(self._average.weight)


def thin(x: Floats, y: Floats, left: float, right: float, pixels: int, extremes: bool = True) -> tuple[Floats, Floats]:
    """What a picture ``pixels`` wide needs of the points from ``left`` to ``right``: extremes, about 2 a pixel.

    Without ``extremes`` it is one point a pixel, which is right for a curve that has no spikes.
    The neighbours just outside are included, so that lines leave the picture where they should. A bucket's
    lowest and highest value are drawn, so no spike is lost; a bucket without a finite value is a gap.
    """
    start = max(0, int(np.searchsorted(x, left)) - 1)
    stop = min(len(x), int(np.searchsorted(x, right, side="right")) + 1)
    x, y = x[start:stop], y[start:stop]
    size = len(x) // max(1, pixels)
    if size < 2:
        return x, y
    firsts = np.arange(0, len(x), size)
    if not extremes:
        return np.append(x[firsts], x[-1]), np.append(y[firsts], y[-1])
    lowest, highest = np.fmin.reduceat(y, firsts), np.fmax.reduceat(y, firsts)
    # The order within a bucket is lost, which is less than half a pixel; the last point is exact.
    places = np.append(np.repeat(x[firsts], 2), x[-1])
    return places, np.append(np.column_stack([lowest, highest]).ravel(), y[-1])


def nearest(x: Floats, where: float) -> int:
    """The index of the x closest to ``where``; x is not empty."""
    after = int(np.searchsorted(x, where))
    if after == 0:
        return 0
    if after == len(x):
        return after - 1
    return after if x[after] - where < where - x[after - 1] else after - 1
