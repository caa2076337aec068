"""What a tokenizer makes of a text: each token with its id, bytes and frequency, and whether the text comes back."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.tokenizer.base import Stopped, Tokenizer


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text; ``text`` is printable, ``data`` the bytes that it adds, the first of them at ``start``.

    ``count`` is how often its id occurs in the text. ``per_million`` is how many of a million tokens of the source
    it is, or None where that was not counted.
    """

    id: int
    text: str
    data: bytes
    unknown: bool
    start: int = 0
    count: int = 1
    per_million: float | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends in the text that the tokens give, in bytes."""
        return self.start, self.start + len(self.data)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A text in tokens, of which ``tokens`` are the first; every number is of the whole text.

    ``seconds`` is the time to encode it. ``differs_at`` is the first character that does not come back, or None.
    """

    tokens: tuple[Token, ...]
    count: int
    distinct: int
    vocab_size: int
    characters: int
    bytes: int
    unknown: int
    differs_at: int | None
    seconds: float

    @property
    def exact(self) -> bool:
        """Whether the tokens give the text back."""
        return self.differs_at is None

    @property
    def bytes_per_token(self) -> float:
        """Bytes of UTF-8 in a token, on average."""
        return self.bytes / max(1, self.count)

    @property
    def unknown_share(self) -> float:
        """Part of the tokens that stand for something without an id, 0..1."""
        return self.unknown / max(1, self.count)


def inspect(
    tokenizer: Tokenizer[Any],
    text: str,
    most: int | None = None,
    stopped: Stopped = lambda: False,
    source: NDArray[Any] | None = None,
) -> Inspection | None:
    """The text in tokens, the first ``most`` of them (all for None) one by one; None once ``stopped()``.

    ``source`` are the counts of each id in the text that the tokenizer is used for.
    """
    began = time.perf_counter()
    slices: list[NDArray[Any]] = []
    for piece in tokenizer.encode_slices(text):
        slices.append(piece)
        if stopped():
            return None
    seconds = time.perf_counter() - began
    ids = np.concatenate(slices) if slices else np.empty(0, tokenizer.dtype)
    counts = np.bincount(ids, minlength=tokenizer.vocab_size)
    banned = np.array(tokenizer.banned_ids, np.intp)
    returned = tokenizer.decode(ids.tolist())
    return Inspection(
        tokens=_tokens(tokenizer, ids[:most], counts, source),
        count=len(ids),
        distinct=int(np.count_nonzero(counts)),
        vocab_size=tokenizer.vocab_size,
        characters=len(text),
        bytes=len(text.encode("utf-8", "replace")),
        unknown=int(counts[banned].sum()) if len(banned) else 0,
        differs_at=None if returned == text else _first_difference(returned, text),
        seconds=seconds,
    )


def count_ids(tokenizer: Tokenizer[Any], text: str, stopped: Stopped = lambda: False) -> NDArray[np.int64]:
    """How often each id occurs in the text: shape (V,); what was counted so far once ``stopped()``."""
    counts = np.zeros(tokenizer.vocab_size, np.int64)
    for piece in tokenizer.encode_slices(text):
        counts += np.bincount(piece, minlength=tokenizer.vocab_size)
        if stopped():
            break
    return counts


def cut_alike(one: Sequence[Token], other: Sequence[Token]) -> list[bool]:
    """For each token of ``one``, whether ``other`` has a token of the very same bytes of the text.

    Only tokens that lie within what both hold can differ; those beyond the end of ``other`` count as alike.
    """
    spans = {token.span for token in other}
    end = other[-1].span[1] if other else 0
    return [token.span in spans or token.span[1] > end for token in one]


def _tokens(
    tokenizer: Tokenizer[Any], ids: NDArray[Any], counts: NDArray[Any], source: NDArray[Any] | None
) -> tuple[Token, ...]:
    banned = set(tokenizer.banned_ids)
    total = max(1, int(source.sum())) if source is not None else 1
    found, start = [], 0
    for token in ids.tolist():
        data = tokenizer.token_bytes(token)
        rate = None if source is None else float(source[token]) * 1e6 / total
        found.append(Token(token, tokenizer.token_text(token), data, token in banned, start, int(counts[token]), rate))
        start += len(data)
    return tuple(found)


def _first_difference(one: str, other: str) -> int:
    """The first index at which two different texts differ."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
