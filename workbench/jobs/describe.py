"""What the data of an experiment are like: counts, frequencies, copies, languages; no torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.overview import Overview, look_over
from workbench.data.statistics import Statistics
from workbench.events import Emit, Stage
from workbench.jobs.prepare import prepare
from workbench.jobs.preparing import kept_text
from workbench.messages import say
from workbench.tokenizer import Tokenizer

LISTED = 50
"""Tokens in each of the lists of the most and the least frequent."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """A token and how often it occurs in the training text; ``share`` is 0..1."""

    id: int
    text: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Description:
    """What was found in the data; ``unused`` ids of the vocabulary occur nowhere in the training text."""

    statistics: Statistics
    most: tuple[Frequency, ...]
    least: tuple[Frequency, ...]
    unused: int
    overview: Overview


def describe_data(experiment: Experiment, emit: Emit, control: JobControl) -> Description | None:
    """Count what an experiment's text holds; None once stopped. Raises what `prepare` does."""
    prepared = prepare(experiment, emit, control)
    if prepared is None:
        return None
    emit(Stage(say("Looking for copies and languages")))
    with kept_text(experiment, lambda: control.stop_requested) as text:
        overview = look_over(experiment, lambda: control.stop_requested, text)
    if overview is None:
        return None
    counts = prepared.statistics.parts["train"].token_counts
    order = np.argsort(-counts, kind="stable")
    used = order[: int(np.count_nonzero(counts))]
    return Description(
        statistics=prepared.statistics,
        most=_frequencies(prepared.tokenizer, counts, used[:LISTED]),
        least=_frequencies(prepared.tokenizer, counts, used[::-1][:LISTED]),
        unused=len(counts) - len(used),
        overview=overview,
    )


def _frequencies(tokenizer: Tokenizer[Any], counts: NDArray[np.int64], ids: NDArray[np.int64]) -> tuple[Frequency, ...]:
    total = max(1, int(counts.sum()))
    return tuple(
        Frequency(token, tokenizer.token_text(token), int(counts[token]), int(counts[token]) / total)
        for token in ids.tolist()
    )
