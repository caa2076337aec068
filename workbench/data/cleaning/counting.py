"""How many characters a step has changed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def replaced(before: str, after: str) -> int:
    """How many characters differ between two texts in which each character stands where it stood.

    Where the lengths differ, the longer one's surplus and what differs before it are counted.
    """
    if before == after:
        return 0
    common = min(len(before), len(after))
    same = int(np.count_nonzero(_codes(before[:common]) == _codes(after[:common])))
    return len(before) - same


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
