"""A copy of a model in main memory, while the model itself stays where it is."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from workbench.models.base import LanguageModel


@torch.no_grad()
def copy_to_cpu(model: LanguageModel) -> LanguageModel:
    """A copy on the CPU, for reading: weights that are shared stay shared, and none can be trained.

    The model's own device, whose memory may be nearly full, holds no second copy at any time.
    """
    here: dict[int, Tensor] = {}
    for tensor in (*model.parameters(), *model.buffers()):
        copied = tensor.detach().to("cpu", copy=True)
        here[id(tensor)] = nn.Parameter(copied, requires_grad=False) if isinstance(tensor, nn.Parameter) else copied
    return copy.deepcopy(model, here).eval()
