"""A random order of n things that is never written down: each place is computed when asked for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.hashing import random_words

_ROUNDS = 6


class Permutation:
    """A bijection of 0..n-1 that ``key`` names, for a whole array at once, in O(sqrt n) memory.

    A Feistel network over mixed radix (Black and Rogaway 2002, "Ciphers with arbitrary finite
    domains"): x is a pair (left, right) with left < a, right < b and a * b just above n; each round
    adds a random function of one half to the other, modulo its size, which can be undone, so the whole is a
    bijection of a * b. The few values at or above n are sent through again until they fall
    below ("cycle walking"), which leaves a bijection of n. The round functions are random tables.
    """

    def __init__(self, n: int, key: int) -> None:
        if n < 1:
            raise ValueError("a permutation needs at least one element")
        self.n = n
        self._a = math.isqrt(n - 1) + 1
        self._b = -(-n // self._a)
        words = random_words(key, 0, _ROUNDS * self._a).reshape(_ROUNDS, self._a)
        # Even rounds change left by a table over right, odd rounds right by a table over left; b <= a.
        self._to_left = [(row[: self._b] % np.uint64(self._a)).astype(np.int64) for row in words[0::2]]
        self._to_right = [(row % np.uint64(self._b)).astype(np.int64) for row in words[1::2]]

    def __call__(self, positions: NDArray[Any]) -> NDArray[np.int64]:
        """Where each position (0..n-1) is sent; same shape."""
        values = self._once(np.asarray(positions, dtype=np.int64))
        while (outside := values >= self.n).any():
            values[outside] = self._once(values[outside])
        return values

    def _once(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        left, right = np.divmod(values, self._b)
        for to_left, to_right in zip(self._to_left, self._to_right, strict=True):
            left = (left + to_left[right]) % self._a
            right = (right + to_right[left]) % self._b
        return left * self._b + right
