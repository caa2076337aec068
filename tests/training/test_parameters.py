from __future__ import annotations

import pytest
import torch

from workbench.config.architectures import ARCHITECTURES
from workbench.config.optimizers import OPTIMIZERS
from workbench.models import build
from workbench.training.optimizer_state import collect, restore
from workbench.training.optimizers import build_optimizer
from workbench.training.parameters import parameter_groups


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_matrices_decay_and_norms_biases_and_embeddings_do_not(architecture: str) -> None:
    model = build(ARCHITECTURES.get(architecture)(width=16, layers=2), 11, 8)
    decaying, sparing = parameter_groups(model, 0.1)
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    assert (decaying["weight_decay"], sparing["weight_decay"]) == (0.1, 0.0)
    for parameter in decaying["params"]:
        assert parameter.ndim >= 2
        assert "embedding" not in names[id(parameter)]
    for parameter in sparing["params"]:
        assert parameter.ndim < 2 or "embedding" in names[id(parameter)]
    together = [id(parameter) for parameter in decaying["params"] + sparing["params"]]
    assert sorted(together) == sorted(names)


def loss_after(model: torch.nn.Module, optimizer: torch.optim.Optimizer, updates: int, seed: int) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    for _ in range(updates):
        for parameter in model.parameters():
            parameter.grad = torch.randn(parameter.shape, generator=generator)
        optimizer.step()
    return [parameter.detach().clone() for parameter in model.parameters()]


REFERENCES = {
    "adamw": lambda groups: torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.99), eps=1e-8, foreach=False, fused=False),
    "adam": lambda groups: torch.optim.Adam(groups, lr=1e-3, betas=(0.9, 0.99), eps=1e-8, foreach=False, fused=False),
    "sgd": lambda groups: torch.optim.SGD(groups, lr=0.1, momentum=0.9, foreach=False, fused=False),
}


@pytest.mark.parametrize("name", OPTIMIZERS.names())
def test_that_an_optimizer_updates_as_torchs_plain_one_in_64_bits(name: str) -> None:
    config = OPTIMIZERS.get(name)(weight_decay=0.1)
    architecture = ARCHITECTURES.get("gpt")(width=16, layers=1)
    ours, exact = build(architecture, 11, 8), build(architecture, 11, 8).double()
    reference = REFERENCES[name](parameter_groups(exact, 0.1))
    found = loss_after(ours, build_optimizer(config, ours), 5, seed=1)
    for parameter in exact.parameters():
        parameter.grad = None
    generator = torch.Generator().manual_seed(1)
    for _ in range(5):
        for parameter in exact.parameters():
            parameter.grad = torch.randn(parameter.shape, generator=generator).double()
        reference.step()
    for mine, theirs in zip(found, exact.parameters(), strict=True):
        torch.testing.assert_close(mine.double(), theirs, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", OPTIMIZERS.names())
def test_that_an_optimizer_goes_on_from_its_saved_memory_as_if_never_stopped(name: str) -> None:
    config, architecture = OPTIMIZERS.get(name)(), ARCHITECTURES.get("lstm")(width=16, layers=1)
    first = build(architecture, 11, 8)
    optimizer = build_optimizer(config, first)
    loss_after(first, optimizer, 3, seed=1)
    memory = {key: value.clone() for key, value in collect(optimizer, first).items()}
    second = build(architecture, 11, 8)
    second.load_state_dict(first.state_dict())
    fresh = build_optimizer(config, second)
    restore(fresh, second, memory)
    expected = loss_after(first, optimizer, 3, seed=2)
    assert all(map(torch.equal, loss_after(second, fresh, 3, seed=2), expected))
