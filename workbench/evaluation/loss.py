"""The loss of a model over a text: the number that everything else here is judged by.

B batch    T time    V vocabulary
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

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


def evaluate_loss(
    model: LanguageModel,
    tokens: NDArray[Any],
    *,
    max_tokens: int = 0,
    autocast: Callable[[], AbstractContextManager[object]] = nullcontext,
    should_stop: Callable[[], bool] = lambda: False,
) -> TextLoss | None:
    """Mean loss over a text (1-D ids), read in windows of the model's context that do not overlap.

    All of it, or about ``max_tokens`` evenly spaced. Each token counts once and equally. None when
    ``should_stop`` says so in the middle. The model's mode is restored, no random number is drawn.
    Raises DataError if the text has fewer than two tokens.
    """
    batch_size = windows_at_once(model.context_length)
    losses: list[Tensor] = []
    counts: list[int] = []
    was_training = model.training
    model.eval()
    try:
        with torch.inference_mode():
            for batch in evaluation_batches(tokens, model.context_length, batch_size, max_tokens):
                if should_stop():
                    return None
                with autocast():
                    losses.append(model.loss(torch.from_numpy(batch).to(model.device)))
                counts.append(batch.shape[0] * (batch.shape[1] - 1))
    finally:
        model.train(was_training)
    # Fetched once, so that a GPU never waits; added up in 64 bits, each window by its tokens.
    means = torch.stack(losses).cpu().double()
    total = sum(counts)
    return TextLoss(float(means @ torch.tensor(counts, dtype=torch.float64)) / total, total)


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
