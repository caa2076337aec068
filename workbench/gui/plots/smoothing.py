"""The exponential moving average that makes a noisy curve readable."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SMALLEST_POWER = -200.0
"""Powers of the weight are kept above ten to this, well inside what a double can hold."""


@dataclass(slots=True)
class Average:
    """An exponential moving average with bias correction, fed piece by piece.

    ``s[n] = weight * s[n-1] + (1 - weight) * x[n]``, ``s[0] = 0``, shown as ``s[n] / (1 - weight**n)``: Adam's
    correction (Kingma and Ba 2015), as in TensorBoard. Values that are not finite are passed on as NaN and leave
    the average as it was.
    """

    weight: float
    biased: float = 0.0
    count: int = 0

    def push(self, values: Floats) -> Floats:
        """The average after each of ``values``, an array of the same length."""
        if self.weight <= 0.0:
            return np.where(np.isfinite(values), values, np.nan)
        finite = np.isfinite(values)
        if finite.all():
            return self._push_finite(values)
        smooth = np.full(len(values), np.nan)
        smooth[finite] = self._push_finite(values[finite])
        return smooth

    def _push_finite(self, values: Floats) -> Floats:
        smooth = np.empty(len(values))
        length = max(1, int(_SMALLEST_POWER / math.log10(self.weight)))
        powers = self.weight ** np.arange(1, min(length, len(values)) + 1)
        for start in range(0, len(values), length):
            piece = values[start : start + length]
            power = powers[: len(piece)]
            # s[k] = w**k * (s[0] + (1 - w) * sum of x[j] / w**j), for the whole piece at once
            biased = power * (self.biased + (1.0 - self.weight) * np.cumsum(piece / power))
            smooth[start : start + length] = biased / (1.0 - power * self.weight**self.count)
            self.biased, self.count = float(biased[-1]), self.count + len(piece)
        return smooth
