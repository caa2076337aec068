"""Long texts in slices, so that no step is long and no object is large."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from workbench.tokenizer.patterns import gpt2_border

Border = Callable[[str, str], bool]
"""Whether a text may be cut between these two neighbouring characters without changing its tokens."""

_FORWARD = 64
"""So many slices far a border is looked for before the text is cut anywhere."""


def pieces(text: str, size: int) -> Iterator[str]:
    """The text in slices of ``size`` characters."""
    for start in range(0, len(text), size):
        yield text[start : start + size]


def safe_pieces(text: str, size: int, border: Border = gpt2_border, whole: Sequence[str] = ()) -> Iterator[str]:
    """The text in slices of about ``size`` characters that encode to what the whole would.

    A slice ends at the last ``border`` of its second half, or else at the first one after it, and never
    within one of the ``whole`` texts (special tokens). Only in a text without any border for 64 times
    ``size`` does the cut fall somewhere: still exact when decoded.
    """
    start = 0
    while len(text) - start > size:
        end = _border(text, start + size // 2, start + size, border, whole)
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _border(text: str, low: int, high: int, border: Border, whole: Sequence[str]) -> int:
    for at in range(high, low, -1):
        if border(text[at - 1], text[at]) and not _within(text, at, whole):
            return at
    for at in range(high + 1, min(len(text), high + _FORWARD * (high - low))):
        if border(text[at - 1], text[at]) and not _within(text, at, whole):
            return at
    return high if len(text) - high > _FORWARD * (high - low) else len(text)


def _within(text: str, at: int, whole: Sequence[str]) -> bool:
    """Whether one of the texts lies across the cut, or touches it: some swallow the space beside them."""
    return any(text.find(item, max(0, at - len(item)), at + len(item)) >= 0 for item in whole)
