"""Sampling against slow references, each written from its definition."""

from __future__ import annotations

import math
from collections import Counter

import pytest
import torch
from torch import Tensor

from workbench.config.sections import Sampling
from workbench.errors import GenerationError
from workbench.generation.sampling import probabilities, sample


def scores(size: int, seed: int) -> Tensor:
    return 3 * torch.randn(size, generator=torch.Generator().manual_seed(seed))


def reference(logits: list[float], temperature: float, top_k: int, top_p: float) -> list[float]:
    """Probabilities by the definitions, in plain Python: temperature, then top-k, then the nucleus."""
    weights = {token: math.exp((score - max(logits)) / temperature) for token, score in enumerate(logits)}
    likeliest = sorted(weights, key=lambda token: (-weights[token], token))
    kept = likeliest[:top_k] if top_k else likeliest
    total = math.fsum(weights[token] for token in kept)
    nucleus: list[int] = []
    for token in kept:
        if top_p < 1 and nucleus and math.fsum(weights[other] for other in nucleus) / total >= top_p:
            break
        nucleus.append(token)
    total = math.fsum(weights[token] for token in nucleus)
    return [weights[token] / total if token in nucleus else 0.0 for token in range(len(logits))]


@pytest.mark.parametrize("temperature", [0.05, 0.8, 1.0, 7.0])
@pytest.mark.parametrize("top_k", [0, 1, 5, 40, 1000])
@pytest.mark.parametrize("top_p", [1e-9, 0.3, 0.9, 0.999, 1.0])
def test_that_probabilities_follow_the_definitions(temperature: float, top_k: int, top_p: float) -> None:
    for seed in range(5):
        logits = scores(50, seed)
        expected = torch.tensor(reference(logits.tolist(), temperature, top_k, top_p), dtype=torch.float64)
        torch.testing.assert_close(probabilities(logits, temperature, top_k, top_p), expected, rtol=1e-9, atol=1e-12)


def test_that_the_nucleus_holds_the_token_that_crosses_p() -> None:
    logits = torch.tensor([0.5, 0.25, 0.125, 0.125]).log()
    assert probabilities(logits, top_p=0.5).nonzero().flatten().tolist() == [0]
    assert probabilities(logits, top_p=0.51).nonzero().flatten().tolist() == [0, 1]
    assert probabilities(logits, top_p=0.8).nonzero().flatten().tolist() == [0, 1, 2]


def test_that_among_equal_scores_top_k_keeps_exactly_k() -> None:
    assert probabilities(torch.zeros(10), top_k=3).tolist() == [1 / 3] * 3 + [0.0] * 7


def test_that_frequencies_match_the_probabilities() -> None:
    logits, draws = scores(12, 3), 20_000
    sampling, generator = Sampling(temperature=1.3, top_k=10, top_p=0.95), torch.Generator().manual_seed(0)
    counts = Counter(sample(logits, sampling, generator) for _ in range(draws))
    expected = reference(logits.tolist(), 1.3, 10, 0.95)
    possible = [token for token, chance in enumerate(expected) if chance]
    assert set(counts) <= set(possible)
    chi_square = sum((counts[token] - draws * expected[token]) ** 2 / (draws * expected[token]) for token in possible)
    # Mean len - 1 and variance twice that: four standard deviations are one chance in ten thousand.
    freedom = len(possible) - 1
    assert freedom >= 4
    assert chi_square < freedom + 4 * math.sqrt(2 * freedom)


def test_that_temperature_0_takes_the_likeliest_and_draws_nothing() -> None:
    generator = torch.Generator().manual_seed(0)
    before = generator.get_state()
    assert sample(torch.tensor([1.0, 5.0, 5.0, 2.0]), Sampling(temperature=0.0), generator) == 1
    assert torch.equal(before, generator.get_state())


def test_that_a_tiny_temperature_does_not_overflow() -> None:
    assert probabilities(torch.tensor([1000.0, 999.0, -1000.0]), temperature=1e-30).tolist() == [1.0, 0.0, 0.0]


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_that_a_banned_token_is_never_drawn(temperature: float) -> None:
    logits, generator = torch.tensor([50.0, 0.0, 49.0, 1.0]), torch.Generator().manual_seed(0)
    sampling = Sampling(temperature=temperature, top_k=2)
    assert {sample(logits, sampling, generator, (0, 2)) for _ in range(50)} <= {1, 3}
    assert logits[0] == 50


def test_that_banning_every_token_is_refused() -> None:
    with pytest.raises(ValueError, match="every token is banned"):
        sample(torch.zeros(2), Sampling(), torch.Generator(), (0, 1))


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_that_scores_that_are_no_numbers_are_refused_in_words(bad: float) -> None:
    with pytest.raises(GenerationError, match="not numbers") as caught:
        sample(torch.tensor([0.0, bad]), Sampling(), torch.Generator())
    assert "earlier checkpoint" in caught.value.advice
