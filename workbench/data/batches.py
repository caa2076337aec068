"""Batches as pure functions: which tokens batch i holds depends on the seed and i, on nothing else.

Nothing has to be saved to resume, and nothing is read ahead: batch 1,000,000 costs what batch 0 costs.

Training text is seen in epochs. In epoch e the text is tiled by windows that begin at a random
offset and stand ``context_length`` tokens apart, so that each token is predicted once, and the windows
come in a random order. A window is one token longer than the context: its inputs are all but the
last, its targets all but the first.

B batch size, T context length, N tokens, n windows in an epoch.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from workbench.data.hashing import mix
from workbench.data.permutation import Permutation
from workbench.data.token_files import forget_pages
from workbench.errors import DataError
from workbench.messages import say

_SMALL = 256 << 20
"""Bytes of tokens that may stay resident for good."""
_FORGET_AFTER = 64
"""Windows read of a larger file after which its pages are let go: each may have brought in 2 MB."""

_OFFSET, _ORDER = 1, 2  # what a seed is derived for


def windows_per_epoch(tokens: int, context_length: int) -> int:
    """Windows that fit the text at every offset (N // T - 1), but at least one where one fits at all."""
    return max(tokens // context_length - 1, int(tokens > context_length))


def check_fits(tokens: int, context_length: int, batch_size: int) -> None:
    """Raise DataError unless the training text fills a batch of different windows."""
    if tokens <= context_length:
        raise DataError(
            say(
                "The training text is too short: it has {tokens:,} tokens, and one sequence needs {needed:,} "
                "(training.context_length {context_length:,} and the token that follows).",
                tokens=tokens,
                needed=context_length + 1,
                context_length=context_length,
            ),
            say("Use a longer text, or lower training.context_length."),
        )
    windows = windows_per_epoch(tokens, context_length)
    if windows < batch_size:
        raise DataError(
            say(
                "The batch is larger than the data: training.batch_size is {batch_size:,}, but {tokens:,} tokens of "
                "training text hold only {windows:,} sequences of {context_length:,} tokens.",
                batch_size=batch_size,
                tokens=tokens,
                windows=windows,
                context_length=context_length,
            ),
            say(
                "Lower training.batch_size to {windows:,} or training.context_length, or use a longer text.",
                windows=windows,
            ),
        )


class Batches:
    """The training batches of one text, in an endless row of epochs without replacement."""

    def __init__(
        self, tokens: NDArray[Any], context_length: int, batch_size: int, seed: int, rows: slice = slice(None)
    ) -> None:
        """``tokens`` is 1-D, in memory or mapped from a file; only the windows asked for are read.

        ``rows``: those of each batch that `batch` gives, where several processes share them.
        Raises DataError when the text is too short for one window, or for one batch.
        """
        check_fits(len(tokens), context_length, batch_size)
        self.context_length = context_length
        self.batch_size = batch_size
        self.seed = seed
        self.windows = windows_per_epoch(len(tokens), context_length)
        self._taken = rows
        self._slack = len(tokens) - 1 - self.windows * context_length
        self._view = sliding_window_view(np.asarray(tokens), context_length + 1)
        self._tokens = tokens
        self._looked_at = 0
        self._rows = np.arange(batch_size, dtype=np.int64)
        self._epoch = functools.lru_cache(maxsize=2)(self._plan)

    def batch(self, index: int) -> NDArray[np.int64]:
        """Batch number ``index`` (from 0), or this process's rows of it: ids of shape (B, T + 1)."""
        windows = self._view[self.starts(index)[self._taken]].astype(np.int64)
        self._looked_at += len(windows)
        if self._looked_at >= _FORGET_AFTER:
            self._looked_at = 0
            if self._tokens.nbytes > _SMALL:
                forget_pages(self._tokens)
        return windows

    def starts(self, index: int) -> NDArray[np.int64]:
        """Where in the text the windows of batch ``index`` begin: shape (B,)."""
        epoch, position = divmod(index * self.batch_size, self.windows)
        before_border = self.windows - position
        if before_border >= self.batch_size:
            return self._starts_in(epoch, self._rows + position)
        # A batch is never larger than an epoch, so it meets one border at most.
        head = self._starts_in(epoch, self._rows[:before_border] + position)
        tail = self._starts_in(epoch + 1, self._rows[: self.batch_size - before_border])
        return np.concatenate((head, tail))

    def _starts_in(self, epoch: int, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        offset, order = self._epoch(epoch)
        return order(positions) * self.context_length + offset

    def _plan(self, epoch: int) -> tuple[int, Permutation]:
        offset = mix(self.seed, epoch, _OFFSET) % (self._slack + 1)
        return offset, Permutation(self.windows, mix(self.seed, epoch, _ORDER))


def evaluation_batches(
    tokens: NDArray[Any], context_length: int, batch_size: int, max_tokens: int = 0
) -> Iterator[NDArray[np.int64]]:
    """Windows that do not overlap, in reading order: arrays of shape (b, T + 1), b <= B.

    With ``max_tokens`` 0 every token but the first is a target exactly once; what is left over after
    the last whole window comes as one shorter window, alone. Otherwise about ``max_tokens`` targets
    are taken, in whole windows spread evenly over the text: the same ones at every call.
    Raises DataError when there is nothing to predict (fewer than two tokens).
    """
    if len(tokens) < 2:
        raise DataError(
            say("The text to measure on has {tokens} tokens; at least 2 are needed.", tokens=len(tokens)),
            say("Use a longer text, or raise data.validation_fraction."),
        )
    predictable = len(tokens) - 1
    whole = predictable // context_length
    everything = max_tokens <= 0 or max_tokens >= predictable
    if whole:
        count = whole if everything else max(1, min(whole, max_tokens // context_length))
        view = sliding_window_view(np.asarray(tokens), context_length + 1)[::context_length]
        for first in range(0, count, batch_size):
            chosen = np.arange(first, min(first + batch_size, count), dtype=np.int64) * whole // count
            yield view[chosen].astype(np.int64)
    if whole * context_length < predictable and (everything or not whole):
        yield np.asarray(tokens[whole * context_length :])[None, :].astype(np.int64)
