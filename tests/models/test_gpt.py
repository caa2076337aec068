"""GPT against torch's own transformer, and what its window does when it is full."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from workbench.config.architectures.gpt import GPT as GPTConfig
from workbench.models import build
from workbench.models.gpt import GPT
from workbench.models.layers import KeyValueCache

CONFIG = GPTConfig(layers=3, heads=4, width=32)
VOCAB, CONTEXT = 29, 16


@pytest.fixture
def model() -> GPT:
    """A network in float64 whose weights are large enough that a mistake anywhere shows."""
    model = build(CONFIG, VOCAB, CONTEXT, seed=5).double().eval()
    assert isinstance(model, GPT)
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(torch.randn(weight.shape, generator=torch.Generator().manual_seed(6)), alpha=0.2)
    return model


def torch_encoder(model: GPT) -> nn.TransformerEncoder:
    """torch's pre-norm encoder with this network's blocks and final norm."""
    width = CONFIG.width
    layer = nn.TransformerEncoderLayer(
        width, CONFIG.heads, 4 * width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True, bias=False
    )
    encoder = nn.TransformerEncoder(
        layer, CONFIG.layers, norm=nn.LayerNorm(width, bias=False), enable_nested_tensor=False
    ).double()
    names = {
        "attention.qkv.weight": "self_attn.in_proj_weight",
        "attention.projection.weight": "self_attn.out_proj.weight",
        "feed_forward.up.weight": "linear1.weight",
        "feed_forward.projection.weight": "linear2.weight",
        "attention_norm.weight": "norm1.weight",
        "feed_forward_norm.weight": "norm2.weight",
    }
    weights = {"norm.weight": model.norm.weight}
    for index, block in enumerate(model.blocks):
        weights |= {f"layers.{index}.{names[name]}": weight for name, weight in block.named_parameters()}
    encoder.load_state_dict(weights)
    return encoder


def tokens(batch: int, time: int) -> torch.Tensor:
    return torch.randint(VOCAB, (batch, time), generator=torch.Generator().manual_seed(1))


def test_that_scores_and_gradients_are_those_of_torchs_transformer(model: GPT) -> None:
    batch, encoder = tokens(3, CONTEXT), torch_encoder(model)
    logits, _ = model(batch)
    x = model.token_embedding.weight[batch] + model.position_embedding.weight
    mask = nn.Transformer.generate_square_subsequent_mask(CONTEXT, dtype=torch.float64)
    expected = encoder(x, mask=mask, is_causal=True) @ model.token_embedding.weight.T
    torch.testing.assert_close(logits, expected, rtol=0, atol=1e-10)
    ours = torch.autograd.grad(logits.square().mean(), model.token_embedding.weight)
    theirs = torch.autograd.grad(expected.square().mean(), model.token_embedding.weight)
    torch.testing.assert_close(ours, theirs, rtol=1e-9, atol=1e-10)


def test_that_initial_weights_have_the_documented_spread() -> None:
    model = build(GPTConfig(layers=2, heads=2, width=128), 500, 128, seed=0)
    scales = {"token_embedding": 0.5, "position_embedding": 0.5, "projection": 0.1, "qkv": 1.0, "up": 1.0}
    for name, weight in model.named_parameters():
        if weight.ndim == 1:
            assert (weight == 1).all()
        else:
            expected = scales[name.split(".")[-2]] / weight.shape[1] ** 0.5
            assert weight.std().item() == pytest.approx(expected, rel=0.03), name
            assert weight.mean().item() == pytest.approx(0, abs=expected / 20), name


def test_that_a_full_window_slides_to_its_last_half(model: GPT) -> None:
    text, state = tokens(1, 4 * CONTEXT), model.initial_state()
    for end in range(1, text.shape[1] + 1):
        logits, state = model.step(text[:, end - 1 : end], state)
        whole, _ = model(text[:, window_start(end) : end])
        torch.testing.assert_close(logits, whole[:, -1], rtol=0, atol=1e-10)


def window_start(end: int) -> int:
    """Where the window begins after ``end`` single tokens: each slide keeps the last half."""
    start = 0
    for count in range(1, end + 1):
        if count - start > CONTEXT:
            start = count - CONTEXT // 2
    return start


def test_that_a_prompt_longer_than_the_context_is_read_by_its_end(model: GPT) -> None:
    text = tokens(1, 3 * CONTEXT)
    logits, _ = model.step(text, model.initial_state())
    whole, _ = model(text[:, -CONTEXT:])
    torch.testing.assert_close(logits, whole[:, -1], rtol=0, atol=1e-10)


def test_that_more_tokens_than_the_context_cannot_be_scored_at_once(model: GPT) -> None:
    with pytest.raises(ValueError, match="17 tokens do not fit into a context of 16"):
        model(tokens(1, CONTEXT + 1))


def test_that_a_cache_takes_its_memory_once_and_refuses_more() -> None:
    cache = KeyValueCache(4)
    first, _ = cache.append(torch.zeros(1, 1, 3, 2), torch.zeros(1, 1, 3, 2))
    second, _ = cache.append(torch.ones(1, 1, 1, 2), torch.ones(1, 1, 1, 2))
    assert first.data_ptr() == second.data_ptr()
    with pytest.raises(ValueError, match="5 tokens do not fit"):
        cache.append(torch.zeros(1, 1, 1, 2), torch.zeros(1, 1, 1, 2))
