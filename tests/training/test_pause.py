"""The state of a run while it is paused, and after."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from workbench.config.architectures import ARCHITECTURES
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.sections import Runtime
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import named_weights
from workbench.training.device import choose
from workbench.training.optimizer_state import Away, collect
from workbench.training.optimizers import build_optimizer
from workbench.training.state import TrainingState
from workbench.training.updater import Updater

TOKENS = torch.from_numpy(np.random.default_rng(0).integers(0, 11, (8, 9)))
DEVICES = [
    "cpu",
    pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no GPU")),
]
CASES = [(name, "adamw") for name in ARCHITECTURES.names()] + [("gpt", name) for name in OPTIMIZERS.names()]


def make(
    device: str, architecture: str = "gpt", optimizer: str = "adamw"
) -> tuple[LanguageModel, Updater, TrainingState]:
    hardware = choose(Runtime(device=device, precision="fp32", threads=1))  # type: ignore[arg-type]
    model = build(ARCHITECTURES.get(architecture)(width=16, layers=2), 11, 8, seed=3).to(hardware.device)
    updater = Updater(model, build_optimizer(OPTIMIZERS.get(optimizer)(), model), hardware, 1.0, 7, pytest.fail)
    return model, updater, TrainingState(model, updater, hardware)


def contents(model: LanguageModel, updater: Updater) -> dict[str, torch.Tensor]:
    tensors = {**named_weights(model), **collect(updater.optimizer, model)}
    return {name: tensor.detach().cpu().clone() for name, tensor in tensors.items()}


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize(("architecture", "optimizer"), CASES)
def test_that_a_pause_changes_no_bit_of_what_follows(device: str, architecture: str, optimizer: str) -> None:
    (model, updater, state), (other, undisturbed, _) = (make(device, architecture, optimizer) for _ in range(2))
    for step in range(4):
        if step == 2:
            before = contents(model, updater)
            parameters = list(model.parameters())
            state.park()
            assert all(torch.equal(before[name], tensor) for name, tensor in contents(model, updater).items())
            state.unpark()
            assert all(mine is now for mine, now in zip(parameters, model.parameters(), strict=True))
            assert {tensor.device.type for tensor in model.parameters()} == {device}
        for one in (updater, undisturbed):
            one.update([TOKENS], step, 1, rate=0.01)
    after, expected = contents(model, updater), contents(other, undisturbed)
    assert after.keys() == expected.keys()
    assert all(torch.equal(after[name], expected[name]) for name in expected)


@pytest.mark.parametrize("device", DEVICES)
def test_that_nothing_is_left_on_the_device_while_paused(device: str) -> None:
    model, updater, state = make(device)
    updater.update([TOKENS], 0, 1, rate=0.01)
    places = {name: tensor.device for name, tensor in collect(updater.optimizer, model).items()}
    loss = model.loss(TOKENS.to(device))
    loss.backward()
    del loss
    used = torch.cuda.memory_allocated() if device == "cuda" else 0
    state.park()
    assert all(parameter.grad is None for parameter in model.parameters())
    held = [*named_weights(model).values(), *collect(updater.optimizer, model).values()]
    assert {tensor.device.type for tensor in held} == {"cpu"}
    if device == "cuda":
        assert torch.cuda.memory_allocated() < used / 4
    state.unpark()
    assert {name: tensor.device for name, tensor in collect(updater.optimizer, model).items()} == places


def test_that_each_tensor_goes_back_to_where_it_was() -> None:
    """Devices without memory stand for a GPU: where things are can be told without one."""
    parameter = torch.nn.Parameter(torch.zeros(3))
    optimizer = torch.optim.SGD([parameter], lr=0.1)
    step, mean = torch.tensor(4.0), torch.ones(3)
    optimizer.state[parameter] = {"step": step, "mean": mean, "note": "no tensor"}
    away = Away()
    away.fetch(optimizer)
    away._homes = [(memory, key, torch.device("meta") if key == "mean" else home) for memory, key, home in away._homes]
    away.bring_back()
    memory = optimizer.state[parameter]
    assert (memory["step"].device.type, memory["mean"].device.type) == ("cpu", "meta")
    assert memory["step"] is step
    assert memory["note"] == "no tensor"
