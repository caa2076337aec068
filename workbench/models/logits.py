"""How many scores may exist at once; arithmetic only, no torch.

A score for every token of the vocabulary, for every token of a batch, is by far the largest thing
that training with a large vocabulary makes: for 12 x 256 tokens and a vocabulary of 50,257 they are
620 MB, and the plain way of computing the loss holds them twice.
"""

from __future__ import annotations

import math

FLOATS_AT_ONCE = 16 * 1024 * 1024
"""64 MB in 32 bits: from there on pieces are as fast as the whole, or faster; below there is little to save."""


def rows_at_once(tokens: int, vocab_size: int) -> int:
    """Of ``tokens`` tokens, how many are scored together: all of them, or pieces of nearly equal size."""
    fitting = max(1, FLOATS_AT_ONCE // vocab_size)
    return math.ceil(tokens / math.ceil(tokens / fitting))
