"""A model on several processes: a copy each (DDP), or a part each (FSDP2). Imports torch.distributed's wrappers.

Li et al. 2020, "PyTorch Distributed" (arXiv:2006.15704); Zhao et al. 2023, "PyTorch FSDP" (arXiv:2304.11277).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import torch
from torch import Tensor, nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import FSDPModule, fully_shard
from torch.distributed.tensor import DTensor, distribute_tensor
from torch.nn.parallel import DistributedDataParallel

from workbench.models.base import LanguageModel


class Shared(Protocol):
    """A model on several processes."""

    def __call__(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor, weight: float) -> Tensor:
        """``weight * loss(tokens_BT)``; backward leaves the mean gradient over the processes."""

    def measure(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor) -> Tensor:
        """``loss(tokens_BT)`` without gradients."""

    def part(self, last: bool) -> Any:
        """A context for forward and backward; only in the ``last`` part are gradients exchanged."""

    def writing(self) -> Any:
        """A context in which parts of the model may be called by themselves."""


class _Objective(nn.Module):
    """The loss as a module's forward pass, which is what DDP and FSDP watch."""

    def __init__(self, model: LanguageModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor, weight: float) -> Tensor:
        value = loss(tokens_BT)
        return value if weight == 1.0 else value * weight


class Copies:
    """Every process holds the whole model; gradients are averaged while backward still runs."""

    def __init__(self, model: LanguageModel, device: torch.device) -> None:
        self._model = DistributedDataParallel(_Objective(model.to(device)), gradient_as_bucket_view=True)

    def __call__(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor, weight: float) -> Tensor:
        value: Tensor = self._model(loss, tokens_BT, weight)
        return value

    def measure(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor) -> Tensor:
        return loss(tokens_BT)

    @contextmanager
    def part(self, last: bool) -> Iterator[None]:
        if last:
            yield
        else:
            with self._model.no_sync():
                yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        yield


class Parts:
    """Every process holds a part of each weight, its gradient and the optimizer's memory of it.

    A block's weights are gathered when it is reached, and let go after it. What stands outside the
    blocks (embeddings, the last norm; also where a tied output layer reads the embedding) belongs to
    the objective as a whole, and stays gathered from forward to backward.
    """

    def __init__(self, model: LanguageModel, device: torch.device, size: int) -> None:
        mesh = init_device_mesh(device.type, (size,))
        for module in model.modules():
            if isinstance(module, nn.ModuleList):
                for block in module:
                    fully_shard(block, mesh=mesh)
        objective = _Objective(model)
        fully_shard(objective, mesh=mesh)
        assert isinstance(objective, FSDPModule)
        self._root: FSDPModule = objective
        self._forward: nn.Module = objective

    def __call__(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor, weight: float) -> Tensor:
        value: Tensor = self._forward(loss, tokens_BT, weight)
        return value

    def measure(self, loss: Callable[[Tensor], Tensor], tokens_BT: Tensor) -> Tensor:
        value: Tensor = self._forward(loss, tokens_BT, 1.0)
        # Without a backward pass nobody lets go of the outermost weights.
        self._root.reshard()
        return value

    @contextmanager
    def part(self, last: bool) -> Iterator[None]:
        self._root.set_requires_gradient_sync(last)
        yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._root.unshard()
        try:
            yield
        finally:
            self._root.reshard()


def whole(tensor: Tensor) -> Tensor:
    """All of a tensor; every process must ask, in the same order."""
    return tensor.full_tensor() if isinstance(tensor, DTensor) else tensor


def own_part(tensor: Tensor, like: Tensor | None) -> Tensor:
    """This process's part of a whole ``tensor``, where ``like`` is held in parts; nothing is sent."""
    if not isinstance(like, DTensor) or tensor.shape != like.shape:
        return tensor
    on_device = tensor.to(like.device)
    return distribute_tensor(on_device, like.device_mesh, like.placements, src_data_rank=None)
