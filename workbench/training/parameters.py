"""Which weights decay."""

from __future__ import annotations

from typing import Any

from torch import nn

Group = dict[str, Any]


def parameter_groups(model: nn.Module, weight_decay: float) -> list[Group]:
    """Two groups for an optimizer: matrices, which decay, and norms, biases and embeddings, which do not.

    An output layer tied to an embedding counts as the embedding.
    """
    embeddings = {id(module.weight) for module in model.modules() if isinstance(module, nn.Embedding)}
    decaying: list[nn.Parameter] = []
    sparing: list[nn.Parameter] = []
    for parameter in model.parameters():
        matrix = parameter.ndim >= 2 and id(parameter) not in embeddings
        (decaying if matrix else sparing).append(parameter)
    groups = [{"params": decaying, "weight_decay": weight_decay}, {"params": sparing, "weight_decay": 0.0}]
    return [group for group in groups if group["params"]]
