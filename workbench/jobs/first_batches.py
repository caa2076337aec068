"""What a model is fed before its first steps: the very batches that training takes, token by token; no torch."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.batches import Batches
from workbench.events import Emit
from workbench.jobs.at_hand import Kept, key_of_text
from workbench.jobs.prepare import Prepared, prepare
from workbench.tokenizer.inspection import Token

_KEPT_BYTES = 256 << 20
"""Tokens of a larger text are made anew for each look."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """One row of a batch: ``tokens`` are T + 1, the inputs all but the last, the targets all but the first.

    ``start`` is the place of the first in the training text, in tokens. ``borders`` are the places in ``tokens``
    with which documents begin, or None where the tokenizer does not keep them.
    """

    start: int
    tokens: tuple[Token, ...]
    borders: tuple[int, ...] | None

    @property
    def inputs(self) -> tuple[Token, ...]:
        """What the model reads."""
        return self.tokens[:-1]

    @property
    def targets(self) -> tuple[Token, ...]:
        """What it has to predict at each place: none is masked, none is padding."""
        return self.tokens[1:]


@dataclass(frozen=True, slots=True)
class FedBatch:
    """The batch that ``step`` (from 1) is fed, or of several the one numbered ``part`` (from 1) of ``parts``.

    ``ids`` has shape (B, T + 1). ``passes``: how often the training text has been gone through at its first and
    its last row. ``windows``: how many different sequences there are in one pass.
    """

    step: int
    part: int
    parts: int
    ids: NDArray[np.int64]
    sequences: tuple[Sequence, ...]
    passes: tuple[int, int]
    windows: int
    train_tokens: int


@dataclass(frozen=True, slots=True)
class _Ready:
    prepared: Prepared
    starts: NDArray[np.int64] | None
    """The tokens with which documents begin, if they are known."""


_ready: Kept[_Ready] = Kept(1)


def first_batch(
    experiment: Experiment, step: int, part: int, emit: Emit, control: JobControl, most_rows: int | None = None
) -> FedBatch | None:
    """What training feeds the model at ``step``, made by the same code; ``part`` counts gradient accumulation.

    The first ``most_rows`` sequences are told token by token. None once stopped; raises what `prepare` does.
    """
    ready = _prepared(experiment, emit, control)
    if ready is None:
        return None
    settings, tokens = experiment.training, ready.prepared.train
    batches = Batches(tokens, settings.context_length, settings.batch_size, settings.seed)
    index = (step - 1) * settings.gradient_accumulation + part - 1
    ids, starts = batches.batch(index), batches.starts(index)
    last = (index + 1) * settings.batch_size - 1
    rows = range(min(len(ids), most_rows or len(ids)))
    return FedBatch(
        step=step,
        part=part,
        parts=settings.gradient_accumulation,
        ids=ids,
        sequences=tuple(_sequence(ready, ids[row], int(starts[row])) for row in rows),
        passes=(index * settings.batch_size // batches.windows, last // batches.windows),
        windows=batches.windows,
        train_tokens=len(tokens),
    )


def _prepared(experiment: Experiment, emit: Emit, control: JobControl) -> _Ready | None:
    key: Hashable = (key_of_text(experiment), experiment.tokenizer.model_dump_json())
    ready = _ready.get(key)
    if ready is not None:
        return ready
    prepared = prepare(experiment, emit, control)
    if prepared is None:
        return None
    exact = prepared.statistics.exact_lengths
    ready = _Ready(prepared, prepared.document_starts if exact else None)
    if prepared.train.nbytes <= _KEPT_BYTES:
        _ready.put(key, ready)
    return ready


def _sequence(ready: _Ready, ids: NDArray[Any], start: int) -> Sequence:
    tokenizer = ready.prepared.tokenizer
    banned = set(tokenizer.banned_ids)
    counts = dict(zip(*(found.tolist() for found in np.unique(ids, return_counts=True)), strict=True))
    tokens, at = [], 0
    for token in ids.tolist():
        data = tokenizer.token_bytes(token)
        tokens.append(Token(token, tokenizer.token_text(token), data, token in banned, at, counts[token]))
        at += len(data)
    return Sequence(start, tuple(tokens), _borders(ready.starts, start, len(ids)))


def _borders(starts: NDArray[np.int64] | None, first: int, count: int) -> tuple[int, ...] | None:
    """The places, seen from token ``first``, of tokens in which a document begins."""
    if starts is None:
        return None
    low, high = np.searchsorted(starts, [first, first + count])
    return tuple(np.unique(starts[low:high] - first).tolist())
