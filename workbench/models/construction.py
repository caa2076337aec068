"""From settings to a network with weights."""

from __future__ import annotations

import importlib

import torch

from workbench.config.architecture import Architecture
from workbench.models.base import LanguageModel


def construct(config: Architecture, vocab_size: int, context_length: int, seed: int) -> LanguageModel:
    """See `workbench.models.build`."""
    model = skeleton(config, vocab_size, context_length).to_empty(device="cpu")
    model.initialise(torch.Generator().manual_seed(seed))
    return model


def skeleton(config: Architecture, vocab_size: int, context_length: int) -> LanguageModel:
    """The network on torch's meta device: every shape, no memory, no random number drawn."""
    with torch.device("meta"):
        return network_class(config.architecture)(config, vocab_size, context_length)


def network_class(architecture: str) -> type[LanguageModel]:
    """The one LanguageModel defined in ``models/<architecture>.py``. Raises ValueError."""
    name = f"{__package__}.{architecture}"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ValueError(f"there is no network for the architecture {architecture!r}") from error
    found = [
        item
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, LanguageModel) and item.__module__ == name
    ]
    if len(found) != 1:
        raise ValueError(f"{name} must define exactly one LanguageModel, not {len(found)}")
    return found[0]
