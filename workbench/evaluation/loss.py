"""The loss of a model over a text: the number that everything else here is judged by.

B batch    T time    V vocabulary
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.batches import evaluation_batches
from workbench.models.base import LanguageModel

_TOKENS_AT_ONCE = 8_192


@dataclass(frozen=True, slots=True)
class TextLoss:
    """Mean cross-entropy in nats per token, over ``tokens`` predicted tokens."""

    loss: float
    tokens: int


class Together(Protocol):
    """Processes that measure one text together: ``size`` of them, this one's place is ``rank``."""

    rank: int
    size: int

    def measure(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor) -> Tensor:
        """``loss(tokens_BT)``; every process calls it equally often."""
        ...

    def in_turn(self, values: Tensor) -> Tensor:
        """Every process's values, in turn."""
        ...


def evaluate_loss(
    model: LanguageModel,
    tokens: NDArray[Any],
    *,
    max_tokens: int = 0,
    autocast: Callable[[], AbstractContextManager[object]] = nullcontext,
    should_stop: Callable[[], bool] = lambda: False,
    together: Together | None = None,
    windows: int | None = None,
) -> TextLoss | None:
    """Mean loss over a text (1-D ids), read in windows of the model's context that do not overlap.

    All of it, or about ``max_tokens`` evenly spaced. Each token counts once and equally. None when
    ``should_stop`` says so in the middle. The model's mode is restored, no random number is drawn.
    So many ``windows`` are read at once, or `windows_at_once`; another number changes the last digits.
    Processes that measure ``together`` take batches in turn, and all get the number that one would.
    Raises DataError if the text has fewer than two tokens, and torch's error when memory is short.
    """
    batch_size = windows or windows_at_once(model.context_length)
    losses: list[Tensor] = []
    counts: list[int] = []
    was_training = model.training
    model.eval()
    try:
        # Weights that are gathered for a moment must not become tensors of inference, unfit for training.
        with torch.inference_mode() if together is None else torch.no_grad():
            batches = evaluation_batches(tokens, model.context_length, batch_size, max_tokens)
            for group in _groups(batches, together.size if together else 1):
                if should_stop():
                    return None
                with autocast():
                    losses.append(_loss(model, group, together))
                counts += [batch.shape[0] * (batch.shape[1] - 1) for batch in group]
    finally:
        model.train(was_training)
    every = torch.stack(losses) if together is None else together.in_turn(torch.stack(losses))
    return _mean(every[: len(counts)], counts)


def _mean(losses: Tensor, counts: list[int]) -> TextLoss:
    """Fetched once, so that a GPU never waits; added up in 64 bits, each batch's mean by its tokens."""
    total = sum(counts)
    return TextLoss(float(losses.cpu().double() @ torch.tensor(counts, dtype=torch.float64)) / total, total)


def _groups(batches: Iterator[NDArray[Any]], size: int) -> Iterator[list[NDArray[Any]]]:
    while group := list(islice(batches, size)):
        yield group


def _loss(model: LanguageModel, group: list[NDArray[Any]], together: Together | None) -> Tensor:
    if together is None:
        return model.loss(torch.from_numpy(group[0]).to(model.device))
    # In the last round some have nothing left: they do something with the others, and it is not counted.
    mine = group[together.rank] if together.rank < len(group) else group[0]
    return together.measure(model.loss, torch.from_numpy(mine).to(model.device))


def windows_at_once(context_length: int) -> int:
    """How many windows to read together: enough to be fast. A large vocabulary's scores are made in pieces."""
    return max(1, _TOKENS_AT_ONCE // context_length)


def perplexity(loss: float) -> float:
    """exp(loss): between how many equally likely tokens the model is undecided; inf beyond what a float holds."""
    return math.exp(loss) if loss < 700 else math.inf


def bits_per_byte(loss: float, bytes_per_token: float) -> float:
    """Nats per token as bits per byte of the text, which compares models across tokenizers.

    ``bytes_per_token`` is the mean length of a token of this text in UTF-8.
    """
    return loss / (math.log(2) * bytes_per_token)
