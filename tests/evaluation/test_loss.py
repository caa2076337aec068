from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from workbench.config.architectures.gpt import GPT
from workbench.errors import DataError
from workbench.evaluation.loss import bits_per_byte, evaluate_loss, perplexity, windows_at_once
from workbench.models import build

VOCABULARY, CONTEXT = 13, 8


@pytest.fixture
def model() -> torch.nn.Module:
    return build(GPT(width=16, layers=1, heads=2, dropout=0.3), VOCABULARY, CONTEXT, seed=1)


@pytest.mark.parametrize("length", [2, 5, 8, 9, 10, 1000, 1003])
def test_that_every_token_counts_once_and_equally(model: torch.nn.Module, length: int) -> None:
    tokens = np.random.default_rng(length).integers(0, VOCABULARY, length).astype(np.uint16)
    exact = build(GPT(width=16, layers=1, heads=2), VOCABULARY, CONTEXT, seed=1).double().eval()
    losses = []
    with torch.no_grad():
        for start in range(0, length - 1, CONTEXT):
            window = torch.from_numpy(tokens[start : start + CONTEXT + 1].astype(np.int64))
            logits, _ = exact(window[None, :-1])
            losses += F.cross_entropy(logits[0], window[1:], reduction="none").tolist()
    measured = evaluate_loss(model, tokens)  # type: ignore[arg-type]
    assert measured is not None
    assert measured.tokens == length - 1 == len(losses)
    assert measured.loss == pytest.approx(sum(losses) / len(losses), rel=1e-5)


def test_that_a_sample_is_about_as_large_as_asked_and_always_the_same(model: torch.nn.Module) -> None:
    tokens = np.random.default_rng(0).integers(0, VOCABULARY, 5000)
    one, two = (evaluate_loss(model, tokens, max_tokens=400) for _ in range(2))  # type: ignore[arg-type]
    assert one == two
    assert one is not None
    assert one.tokens == 400


def test_that_measuring_restores_the_mode_and_draws_no_random_number(model: torch.nn.Module) -> None:
    model.train()
    state = torch.get_rng_state()
    evaluate_loss(model, np.arange(12))  # type: ignore[arg-type]
    assert model.training
    assert torch.equal(torch.get_rng_state(), state)


def test_that_measuring_can_be_stopped(model: torch.nn.Module) -> None:
    assert evaluate_loss(model, np.arange(12), should_stop=lambda: True) is None  # type: ignore[arg-type]


def test_that_a_text_of_one_token_is_refused(model: torch.nn.Module) -> None:
    with pytest.raises(DataError):
        evaluate_loss(model, np.array([1]))  # type: ignore[arg-type]


def test_that_windows_are_read_in_portions_of_bounded_size() -> None:
    assert windows_at_once(64) * 64 == windows_at_once(1024) * 1024 == 8192
    assert windows_at_once(100_000) == 1


def test_that_a_batch_in_smaller_pieces_has_the_same_loss(model: torch.nn.Module) -> None:
    tokens = np.random.default_rng(2).integers(0, VOCABULARY, 1003)
    whole = evaluate_loss(model, tokens)  # type: ignore[arg-type]
    pieces = evaluate_loss(model, tokens, windows=7)  # type: ignore[arg-type]
    assert whole is not None
    assert pieces is not None
    assert pieces.tokens == whole.tokens
    assert pieces.loss == pytest.approx(whole.loss, rel=1e-6)


def test_that_a_uniform_guess_has_the_perplexity_of_its_choices() -> None:
    assert perplexity(math.log(65)) == pytest.approx(65)
    assert perplexity(1e6) == math.inf


def test_that_guessing_bytes_evenly_costs_eight_bits_each() -> None:
    assert bits_per_byte(math.log(256), 1.0) == pytest.approx(8.0)
    assert bits_per_byte(math.log(256), 4.0) == pytest.approx(2.0)
