"""Gradient checkpointing: less is kept, nothing changes."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from tests.models.conftest import small
from tests.models.test_sizing import experiment, kept_floats
from workbench.config.architectures import ARCHITECTURES
from workbench.config.architectures.gpt import GPT
from workbench.config.sections import Training
from workbench.models import build
from workbench.models.sizing import describe_size


def losses_and_gradients(architecture: str, dropout: float, recompute: bool) -> list[Tensor]:
    model = build(small(architecture, dropout=dropout), 11, 8).train()
    model.recompute = recompute
    torch.default_generator.manual_seed(5)
    tokens = torch.randint(11, (4, 9))
    losses = [model.loss(tokens) for _ in range(2)]
    sum(losses, torch.zeros(())).backward()
    after = torch.rand(1)
    return [*losses, after, *(part.grad for part in model.parameters() if part.grad is not None)]


@pytest.mark.parametrize("dropout", [0.0, 0.2])
@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_recomputing_changes_no_bit(architecture: str, dropout: float) -> None:
    kept = losses_and_gradients(architecture, dropout, recompute=False)
    again = losses_and_gradients(architecture, dropout, recompute=True)
    assert len(kept) == len(again) > 5
    assert all(map(torch.equal, kept, again))


@pytest.mark.parametrize("dropout", [0.0, 0.1])
def test_that_a_deep_gpt_keeps_far_less_and_the_estimate_follows(dropout: float) -> None:
    config = GPT(layers=8, width=64, heads=2, dropout=dropout)
    model = build(config, 11, 64).train()
    whole = kept_floats(model, 4, 64)
    model.recompute = True
    inputs = kept_floats(model, 4, 64)
    assert inputs < whole / 6
    # At the peak one block's activations are there as well.
    block = config.activation_floats(64, recompute=True) - config.model_copy(update={"layers": 7}).activation_floats(
        64, recompute=True
    )
    assert block == config.width
    assert config.activation_floats(64, recompute=True) == pytest.approx(inputs - 11 + whole / 8, rel=0.2)


def test_that_the_size_readout_counts_it() -> None:
    kept = describe_size(experiment(model=GPT(layers=8)), 65)
    again = describe_size(experiment(model=GPT(layers=8), training=Training(gradient_checkpointing=True)), 65)
    assert again.activation_bytes < kept.activation_bytes / 3
    assert again.weight_bytes == kept.weight_bytes
