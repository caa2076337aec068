"""Optimizers: one file each, holding its settings.

How each is built from torch is in ``workbench.training.optimizers``.
"""

from workbench.config.optimizer import Optimizer
from workbench.config.registry import Registry

OPTIMIZERS: Registry[Optimizer] = Registry(__name__, Optimizer, "name")
