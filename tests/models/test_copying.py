"""Copies of models in main memory."""

from __future__ import annotations

import torch

from tests.operations import operations
from workbench.config.architecture import Architecture
from workbench.models import build
from workbench.models.copying import copy_to_cpu
from workbench.runs.checkpoints import named_weights

VOCAB, CONTEXT = 23, 12


def test_that_a_copy_computes_the_same_shares_no_memory_and_learns_nothing(config: Architecture) -> None:
    model = build(config, VOCAB, CONTEXT, 1)
    tokens = torch.randint(VOCAB, (3, CONTEXT + 1), generator=torch.Generator().manual_seed(2))
    model.loss(tokens).backward()
    copied = copy_to_cpu(model)
    assert model.training
    assert not copied.training
    assert not any(weight.requires_grad or weight.grad is not None for weight in copied.parameters())
    mine, theirs = named_weights(model), named_weights(copied)
    assert mine.keys() == theirs.keys()  # what is tied is still one weight
    assert all(torch.equal(mine[name], theirs[name]) for name in mine)
    expected = copied.loss(tokens)
    assert torch.equal(model.eval().loss(tokens), expected)
    with torch.no_grad():
        for weight in model.parameters():
            weight.zero_()
    assert torch.equal(copied.loss(tokens), expected)


def test_that_weights_go_to_main_memory_without_a_second_copy_beside_them(config: Architecture) -> None:
    model = build(config, VOCAB, CONTEXT, 1)
    tensors = {id(tensor) for tensor in (*model.parameters(), *model.buffers())}
    done = operations(lambda: copy_to_cpu(model))
    assert done["_to_copy"] == len(tensors)
    assert done["clone"] == 0
