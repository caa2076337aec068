"""Long texts in slices, so that no step is long and no object is large."""

from __future__ import annotations

from collections.abc import Iterator


def pieces(text: str, size: int) -> Iterator[str]:
    """The text in slices of ``size`` characters."""
    for start in range(0, len(text), size):
        yield text[start : start + size]


def safe_pieces(text: str, size: int) -> Iterator[str]:
    """The text in slices of about ``size`` characters that encode to what the whole would.

    The pattern never joins a word with white space that follows it, so a cut before the first white
    space after a word changes nothing. Where none is near (a long run without a space), the cut
    falls at a change from letters to other signs, or else at ``size``: still exact when decoded.
    """
    start = 0
    while len(text) - start > size:
        end = _border(text, start + size // 2, start + size)
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _border(text: str, low: int, high: int) -> int:
    for at in range(high, low, -1):
        if text[at].isspace() and not text[at - 1].isspace():
            return at
    for at in range(high, low, -1):
        if text[at - 1].isalnum() and not (text[at].isalnum() or text[at].isspace()):
            return at
    return high
