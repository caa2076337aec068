"""Copies of models in main memory."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from workbench.config.architecture import Architecture
from workbench.models import build
from workbench.models.copying import copy_to_cpu
from workbench.runs.checkpoints import named_weights

VOCAB, CONTEXT = 23, 12


class Operations(TorchDispatchMode):
    """Notes which of torch's operations are carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.names.append(func.overloadpacket.__name__)
        return func(*args, **kwargs or {})


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
    with Operations() as done:
        copy_to_cpu(model)
    assert done.names.count("_to_copy") == len(tensors)
    assert "clone" not in done.names
