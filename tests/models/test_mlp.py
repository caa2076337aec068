"""The window network against the definition, position by position."""

from __future__ import annotations

import pytest
import torch

from tests.models.conftest import small
from workbench.models import build
from workbench.models.mlp import MLP

VOCAB, CONTEXT = 19, 10


@pytest.mark.parametrize("window", [1, 4, 15])
def test_that_each_position_sees_its_window_and_nothing_else(window: int) -> None:
    model = build(small("mlp", window=window, embedding_width=5, layers=3), VOCAB, CONTEXT, seed=2).double()
    assert isinstance(model, MLP)
    text = torch.randint(VOCAB, (CONTEXT,), generator=torch.Generator().manual_seed(3)).tolist()
    logits, _ = model(torch.tensor([text]))
    for place in range(CONTEXT):
        seen = [model.before] * window + text[: place + 1]
        x = torch.cat([model.token_embedding.weight[token] for token in seen[-window:]])
        for layer in model.layers:
            a = layer.weight @ x + layer.bias
            x = a * 0.5 * (1 + torch.erf(a / 2**0.5))
        expected = model.output.weight @ x + model.output.bias
        torch.testing.assert_close(logits[0, place], expected, rtol=0, atol=1e-12)


def test_that_a_token_outside_the_window_is_forgotten() -> None:
    model = build(small("mlp", window=3), VOCAB, CONTEXT)
    first, second = torch.tensor([[1, 5, 6, 7]]), torch.tensor([[2, 5, 6, 7]])
    assert torch.equal(model(first)[0][:, 3], model(second)[0][:, 3])
    assert not torch.equal(model(first)[0][:, 2], model(second)[0][:, 2])
