"""What holds for every architecture that the registry finds, also for one added later."""

from __future__ import annotations

import math
import random

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from workbench.config.architecture import Architecture
from workbench.config.architectures import ARCHITECTURES
from workbench.models import build
from workbench.models.construction import network_class, skeleton

VOCAB, CONTEXT = 23, 12


def tokens(batch: int, time: int, seed: int = 0) -> torch.Tensor:
    return torch.randint(VOCAB, (batch, time), generator=torch.Generator().manual_seed(seed))


def random_config(architecture: str, draw: random.Random) -> Architecture:
    cls = ARCHITECTURES.get(architecture)
    heads = draw.randint(1, 4)
    values = {
        "layers": draw.randint(1, 4),
        "width": heads * draw.randint(2, 9) * 4,
        "heads": heads,
        "window": draw.randint(1, 9),
        "embedding_width": draw.randint(2, 20),
    }
    return cls.model_validate({name: value for name, value in values.items() if name in cls.model_fields})


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_the_parameter_formula_counts_the_network_exactly(architecture: str) -> None:
    draw = random.Random(architecture)
    for _ in range(40):
        config, vocab, context = random_config(architecture, draw), draw.randint(2, 300), draw.randint(2, 100)
        model = skeleton(config, vocab, context)
        assert sum(weight.numel() for weight in model.parameters()) == config.parameters(vocab, context), config


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_the_flop_formula_agrees_with_torchs_counter(architecture: str) -> None:
    draw = random.Random(architecture)
    for _ in range(4):
        config, context = random_config(architecture, draw), draw.randint(2, 20)
        # The counter knows plain matrix products only: float64 has no fused recurrence on the CPU.
        model = build(config, VOCAB, context).double()
        counter = FlopCounterMode(display=False)
        expected = 3 * context * config.flops_per_token(VOCAB, context)
        with torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.MATH), counter:
            loss = model.loss(tokens(3, context + 1))
            assert 3 * counter.get_total_flops() == expected
            loss.backward()
        # Backward twice the forward, but for what needs no gradient: a recurrent layer's first state.
        assert counter.get_total_flops() == pytest.approx(expected, rel=1 / (6 * context))


def test_that_a_network_starts_near_the_loss_of_guessing(config: Architecture) -> None:
    wide = config.model_copy(update={"width": 64})
    loss = build(wide, 100, 32, seed=3).loss(torch.randint(100, (16, 33))).item()
    assert loss == pytest.approx(math.log(100), abs=0.25)


def test_that_the_loss_is_the_mean_negative_log_probability_of_the_next_token(config: Architecture) -> None:
    model, batch = build(config, VOCAB, CONTEXT).double(), tokens(3, CONTEXT + 1)
    logits, _ = model(batch[:, :-1])
    chances = torch.softmax(logits.detach(), dim=-1)
    terms = [-math.log(chances[b, t, batch[b, t + 1]]) for b in range(3) for t in range(CONTEXT)]
    assert model.loss(batch).item() == pytest.approx(sum(terms) / len(terms), rel=1e-6)


def test_that_the_future_does_not_change_the_past(config: Architecture) -> None:
    model, batch = build(config, VOCAB, CONTEXT).double().eval(), tokens(1, CONTEXT)
    before, _ = model(batch)
    for place in range(CONTEXT):
        changed = batch.clone()
        changed[0, place] = (changed[0, place] + 1) % VOCAB
        after, _ = model(changed)
        assert torch.equal(before[:, :place], after[:, :place])
        assert not torch.equal(before[:, place], after[:, place])


def test_that_no_weight_is_left_without_a_value(config: Architecture) -> None:
    model = skeleton(config, VOCAB, CONTEXT).to_empty(device="cpu")
    with torch.no_grad():
        for weight in model.parameters():
            weight.fill_(math.nan)
    model.initialise(torch.Generator().manual_seed(0))
    assert all(weight.isfinite().all() for weight in model.parameters())
    assert not list(model.buffers())


def test_that_a_seed_gives_the_same_weights_and_another_seed_others(config: Architecture) -> None:
    first, again, other = (list(build(config, VOCAB, CONTEXT, seed).parameters()) for seed in (1, 1, 2))
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert any(not torch.equal(a, b) for a, b in zip(first, other, strict=True))


def test_that_building_leaves_the_global_random_state_alone(config: Architecture) -> None:
    before = torch.get_rng_state()
    build(config, VOCAB, CONTEXT, seed=1)
    assert torch.equal(before, torch.get_rng_state())


def test_that_every_weight_learns(config: Architecture) -> None:
    model = build(config, VOCAB, CONTEXT)
    model.loss(tokens(8, CONTEXT + 1)).backward()
    assert all(weight.grad is not None and weight.grad.any() for weight in model.parameters())


@pytest.mark.parametrize("pieces", [(1,) * CONTEXT, (5, 1, 1, 5), (CONTEXT,), (2, 3, 7)])
@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-10), (torch.float32, 1e-5)])
def test_that_reading_in_pieces_gives_the_scores_of_reading_at_once(
    config: Architecture, pieces: tuple[int, ...], dtype: torch.dtype, tolerance: float
) -> None:
    model, batch = build(config, VOCAB, CONTEXT).to(dtype).eval(), tokens(2, CONTEXT)
    whole, _ = model(batch)
    state, end = model.initial_state(2), 0
    for piece in batch.split(pieces, dim=1):
        logits, state = model.step(piece, state)
        end += piece.shape[1]
        torch.testing.assert_close(logits, whole[:, end - 1], rtol=0, atol=tolerance)


def test_that_a_text_of_any_length_can_be_continued(config: Architecture) -> None:
    model, batch = build(config, VOCAB, CONTEXT).eval(), tokens(1, 5 * CONTEXT)
    with torch.inference_mode():
        state = model.initial_state()
        for token in batch.split(1, dim=1):
            logits, state = model.step(token, state)
            assert logits.shape == (1, VOCAB)
            assert logits.isfinite().all()


def test_that_dropout_acts_in_training_only(config: Architecture) -> None:
    model, batch = build(config.model_copy(update={"dropout": 0.5}), VOCAB, CONTEXT), tokens(2, CONTEXT)
    assert not torch.equal(model(batch)[0], model(batch)[0])
    model.eval()
    assert torch.equal(model(batch)[0], model(batch)[0])


def test_that_training_in_bfloat16_works(config: Architecture) -> None:
    model, batch = build(config, VOCAB, CONTEXT), tokens(2, CONTEXT + 1)
    exact = model.loss(batch).item()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = model.loss(batch)
    loss.backward()
    assert loss.dtype == torch.float32
    assert loss.item() == pytest.approx(exact, abs=0.05)
    assert all(weight.grad is not None and weight.grad.dtype == torch.float32 for weight in model.parameters())


def test_that_an_architecture_without_a_network_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="no network for the architecture 'abacus'"):
        network_class("abacus")
