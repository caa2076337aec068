"""Randomness that is a pure function of (seed, position), the same on every machine and release."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_GOLDEN = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def mix(*numbers: int) -> int:
    """One 64-bit hash of several whole numbers, for deriving a seed from a seed and a purpose."""
    state = 0
    for number in numbers:
        state = _finish((state ^ (number & _MASK)) + _GOLDEN & _MASK)
    return state


def random_words(seed: int, start: int, count: int) -> NDArray[np.uint64]:
    """``count`` 64-bit words of the stream that ``seed`` names, beginning at position ``start``.

    SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"):
    word i is a finishing function of seed + (i + 1) * golden ratio, so any part of the stream
    costs the same.
    """
    z = np.arange(start + 1, start + count + 1, dtype=np.uint64)
    z *= np.uint64(_GOLDEN)
    z += np.uint64(seed & _MASK)
    z ^= z >> np.uint64(30)
    z *= np.uint64(0xBF58476D1CE4E5B9)
    z ^= z >> np.uint64(27)
    z *= np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return z


def _finish(z: int) -> int:
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)
