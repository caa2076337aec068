"""An optimizer's memory as named tensors, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from workbench.errors import CheckpointError
from workbench.messages import say


def collect(optimizer: torch.optim.Optimizer, model: nn.Module) -> dict[str, Tensor]:
    """Every tensor of the optimizer, live, named ``<weight>/<what>``: ``head.weight/exp_avg``."""
    names: dict[Tensor, str] = {parameter: name for name, parameter in model.named_parameters()}
    return {
        f"{names[parameter]}/{key}": value
        for parameter, memory in optimizer.state.items()
        for key, value in memory.items()
        if isinstance(value, Tensor)
    }


def restore(
    optimizer: torch.optim.Optimizer,
    model: nn.Module,
    tensors: Mapping[str, Tensor],
    own_part: Callable[[Tensor, Tensor], Tensor] = lambda tensor, like: tensor,
) -> None:
    """Give the optimizer the memory that `collect` found, or of each tensor ``own_part(tensor, its weight)``.

    Raises CheckpointError if it is of another model.
    """
    weights = dict(model.named_parameters())
    shapes = {name: parameter.shape for name, parameter in weights.items()}
    memory: dict[str, dict[str, Tensor]] = {name: {} for name in shapes}
    for key, tensor in tensors.items():
        name, _, what = key.rpartition("/")
        # Each memory is a number or has the shape of its weight.
        if name not in shapes or (tensor.ndim and tensor.shape != shapes[name]):
            raise CheckpointError(say("The checkpoint's optimizer does not fit its model: {name}.", name=key))
        memory[name][what] = own_part(tensor, weights[name])
    names = {parameter: name for name, parameter in model.named_parameters()}
    order = [names[parameter] for group in optimizer.param_groups for parameter in group["params"]]
    plain = optimizer.state_dict()
    plain["state"] = {index: memory[name] for index, name in enumerate(order) if memory[name]}
    # torch places each tensor where its optimizer wants it (the fused ones keep "step" on the device).
    optimizer.load_state_dict(plain)


class Away:
    """An optimizer's memory while it is away from its device, and the way back.

    Each tensor returns to where it was: optimizers keep some of them (such as "step", unless they
    are fused) in main memory, and would fail if those came to the device too.
    """

    def __init__(self) -> None:
        self._homes: list[tuple[dict[str, Any], str, torch.device]] = []

    def fetch(self, optimizer: torch.optim.Optimizer) -> None:
        """Move every tensor to main memory."""
        if not self._homes:
            self._homes = [
                (memory, key, value.device)
                for memory in optimizer.state.values()
                for key, value in memory.items()
                if isinstance(value, Tensor)
            ]
        for memory, key, _ in self._homes:
            memory[key] = memory[key].to("cpu")

    def bring_back(self) -> None:
        """Move every tensor to where it was. What is there already stays, should this have failed in the middle."""
        for memory, key, device in self._homes:
            memory[key] = memory[key].to(device)
        self._homes = []
