"""Adam."""

from __future__ import annotations

import torch

from workbench.config.optimizers.adam import Adam
from workbench.training.parameters import Group


def build(config: Adam, groups: list[Group]) -> torch.optim.Optimizer:
    """torch's fused Adam; weight decay is added to the gradient."""
    betas = (config.beta1, config.beta2)
    return torch.optim.Adam(groups, lr=config.learning_rate, betas=betas, eps=config.epsilon, fused=True)
