"""From scores to the next token: pure functions, one text at a time, on the CPU.

The order is the usual one: banned tokens out, temperature, top-k, top-p, then one draw. Among
equal scores the lower id comes first, so that every choice is determined.

    V vocabulary
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from workbench.config.sections import Sampling
from workbench.errors import GenerationError
from workbench.messages import say

NEVER = float("-inf")


def sample(logits_V: Tensor, sampling: Sampling, generator: torch.Generator, banned_ids: Sequence[int] = ()) -> int:
    """Draw the next token's id.

    Temperature 0 takes the likeliest token and draws nothing. Raises GenerationError when the
    scores are NaN or infinite, and ValueError when every token is banned.
    """
    logits_V = ban(_checked(logits_V), banned_ids)
    if sampling.temperature == 0:
        return int(logits_V.argmax())
    probabilities_V = probabilities(logits_V, sampling.temperature, sampling.top_k, sampling.top_p)
    return int(torch.multinomial(probabilities_V, 1, generator=generator))


def probabilities(logits_V: Tensor, temperature: float = 1.0, top_k: int = 0, top_p: float = 1.0) -> Tensor:
    """The probabilities (V, float64, sum 1) from which the next token is drawn; temperature above 0.

    Subtracting the largest score first keeps a small temperature from overflowing.
    """
    scaled_V = (logits_V.double() - logits_V.max().double()) / temperature
    return torch.softmax(keep_top_p(keep_top_k(scaled_V, top_k), top_p), dim=-1)


def ban(logits_V: Tensor, banned_ids: Sequence[int]) -> Tensor:
    """Scores with those ids made impossible. Raises ValueError when nothing is left."""
    if not banned_ids:
        return logits_V
    if len(set(banned_ids)) >= logits_V.numel():
        raise ValueError("every token is banned")
    return logits_V.index_fill(0, torch.tensor(list(banned_ids)), NEVER)


def keep_top_k(logits_V: Tensor, k: int) -> Tensor:
    """Only the k highest scores stay possible (Fan et al. 2018, section 5.4); 0 keeps all."""
    if k <= 0 or k >= logits_V.numel():
        return logits_V
    dropped = logits_V.argsort(descending=True, stable=True)[k:]
    return logits_V.index_fill(0, dropped, NEVER)


def keep_top_p(logits_V: Tensor, p: float) -> Tensor:
    """Only the nucleus stays possible: the smallest set of likeliest tokens whose probability reaches p.

    Holtzman et al. 2020, arXiv:1904.09751, equation 2: the token that crosses p is still in, so
    at least one always is.
    """
    if p >= 1:
        return logits_V
    order = logits_V.argsort(descending=True, stable=True)
    chances = torch.softmax(logits_V[order].double(), dim=-1)
    before = chances.cumsum(0) - chances
    before[0] = 0.0
    return logits_V.index_fill(0, order[before >= p], NEVER)


def _checked(logits_V: Tensor) -> Tensor:
    if torch.isfinite(logits_V).all():
        return logits_V
    raise GenerationError(
        say("The model's scores are not numbers any more (NaN or infinite), so it cannot write."),
        say("Its training diverged. Use an earlier checkpoint, or train again with a lower learning rate."),
    )
