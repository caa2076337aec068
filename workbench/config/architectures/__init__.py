"""Architectures: one file each, holding its settings and the arithmetic of its size.

The neural network of the same name is in ``workbench.models``.
"""

from workbench.config.architecture import Architecture
from workbench.config.registry import Registry

ARCHITECTURES: Registry[Architecture] = Registry(__name__, Architecture, "architecture")
