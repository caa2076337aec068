"""Optimizers: one file each, named as in ``workbench.config.optimizers``, with a function ``build``."""

from __future__ import annotations

import importlib

import torch
from torch import nn

from workbench.config.optimizer import Optimizer
from workbench.training.parameters import parameter_groups


def build_optimizer(config: Optimizer, model: nn.Module) -> torch.optim.Optimizer:
    """The optimizer of that name over the model's weights, decaying matrices only.

    Raises ModuleNotFoundError if there is none: a configuration without its other half.
    """
    module = importlib.import_module(f"{__name__}.{config.name}")
    optimizer: torch.optim.Optimizer = module.build(config, parameter_groups(model, config.weight_decay))
    return optimizer
