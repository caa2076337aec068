"""AdamW."""

from __future__ import annotations

import torch

from workbench.config.optimizers.adamw import AdamW
from workbench.training.parameters import Group


def build(config: AdamW, groups: list[Group]) -> torch.optim.Optimizer:
    """torch's fused AdamW: one pass over the weights instead of a dozen."""
    betas = (config.beta1, config.beta2)
    return torch.optim.AdamW(groups, lr=config.learning_rate, betas=betas, eps=config.epsilon, fused=True)
