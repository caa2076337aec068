"""Long texts in slices, so that no step is long and no object is large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from workbench.tokenizer.patterns import gpt2_border

Border = Callable[[str, str], bool]
"""Whether a text may be cut between these two neighbouring characters without changing its tokens."""

_FORWARD = 64
"""So many halves of a slice far a border is looked for before the text is cut anywhere."""


def pieces(text: str | Iterable[str], size: int) -> Iterator[str]:
    """The text, whole or in blocks as it comes, in slices of at most ``size`` characters."""
    for block in [text] if isinstance(text, str) else text:
        for start in range(0, len(block), size):
            yield block[start : start + size]


def safe_pieces(
    text: str | Iterable[str], size: int, border: Border = gpt2_border, whole: Sequence[str] = ()
) -> Iterator[str]:
    """The text, whole or in blocks as it comes, in slices of about ``size`` characters that encode to what it would.

    A slice ends at the last ``border`` of its second half, or else at the first one after it, and never
    within one of the ``whole`` texts (special tokens). Only in a text without any border for 32 times
    ``size`` does the cut fall somewhere: still exact when decoded. Where the blocks end makes no difference.
    """
    window = _Window([text] if isinstance(text, str) else text)
    longest = max(map(len, whole), default=0) + 1
    far = size + _FORWARD * (size - size // 2)
    while window.has(size + 1):
        window.has(size + longest)
        end = window.last_border(size // 2, size, border, whole)
        if end is None:
            window.has(far + longest)
            endless = window.held > far
            end = window.first_border(size + 1, min(far, window.held), border, whole) or (
                size if endless else window.held
            )
        yield window.take(end)
    if window.held:
        yield window.take(window.held)


class _Window:
    """The part of a text that was read and not yet taken; places count from its beginning."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self._text = ""
        self._start = 0
        self._barren = 0  # up to here, from the first place that was looked at, there is no border

    @property
    def held(self) -> int:
        """Characters at hand."""
        return len(self._text) - self._start

    def has(self, count: int) -> bool:
        """Whether there are so many characters; reads on if need be."""
        if self.held >= count:
            return True
        read, held = [self._text[self._start :]], self.held
        while held < count and (block := next(self._blocks, None)) is not None:
            read.append(block)
            held += len(block)
        self._barren = max(0, self._barren - self._start)
        self._text, self._start = "".join(read), 0
        return held >= count

    def take(self, count: int) -> str:
        """The next so many characters."""
        taken = self._text[self._start : self._start + count]
        self._start += count
        return taken

    def last_border(self, low: int, high: int, border: Border, whole: Sequence[str]) -> int | None:
        """The last place in low < place <= high where the text may be cut."""
        low = max(low, self._barren - self._start - 1)
        return next((at for at in range(high, low, -1) if self._is_border(at, border, whole)), None)

    def first_border(self, low: int, high: int, border: Border, whole: Sequence[str]) -> int | None:
        """The first place in low <= place < high where the text may be cut; what is barren is not looked at again."""
        low = max(low, self._barren - self._start)
        found = next((at for at in range(low, high) if self._is_border(at, border, whole)), None)
        self._barren = self._start + (high if found is None else found)
        return found

    def _is_border(self, at: int, border: Border, whole: Sequence[str]) -> bool:
        place = self._start + at
        return border(self._text[place - 1], self._text[place]) and not _within(self._text, place, whole)


def _within(text: str, at: int, whole: Sequence[str]) -> bool:
    """Whether one of the texts lies across the cut, or touches it: some swallow the space beside them."""
    return any(text.find(item, max(0, at - len(item)), at + len(item)) >= 0 for item in whole)
