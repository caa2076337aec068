"""SGD with momentum."""

from __future__ import annotations

import torch

from workbench.config.optimizers.sgd import SGD
from workbench.training.parameters import Group


def build(config: SGD, groups: list[Group]) -> torch.optim.Optimizer:
    """torch's fused SGD; weight decay is added to the gradient."""
    return torch.optim.SGD(
        groups, lr=config.learning_rate, momentum=config.momentum, nesterov=config.nesterov, fused=True
    )
