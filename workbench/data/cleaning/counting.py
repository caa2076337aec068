"""How many characters a step has changed."""

from __future__ import annotations

import numpy as np

from workbench.data.codes import codes_of


def replaced(before: str, after: str) -> int:
    """How many characters differ between two texts in which each character stands where it stood.

    Where the lengths differ, the longer one's surplus and what differs before it are counted.
    """
    if before == after:
        return 0
    common = min(len(before), len(after))
    same = int(np.count_nonzero(codes_of(before[:common]) == codes_of(after[:common])))
    return len(before) - same
