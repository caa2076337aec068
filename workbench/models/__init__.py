"""Models: one neural network a file, found by name. Importing this room does not import torch.

The network of ``config.architectures.gpt.GPT`` is the one `LanguageModel` in ``models/gpt.py``,
and so on: a new architecture is these two files, and no list to edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.config.architecture import Architecture

if TYPE_CHECKING:
    from workbench.models.base import LanguageModel


def build(config: Architecture, vocab_size: int, context_length: int, seed: int = 0) -> LanguageModel:
    """A new network on the CPU in float32, in training mode, its weights drawn from ``seed`` alone.

    The global random state is neither read nor changed. Raises ValueError if no network of that
    architecture exists.
    """
    from workbench.models.construction import construct

    return construct(config, vocab_size, context_length, seed)
