"""How torch says that memory is short."""

from __future__ import annotations

import torch

# torch has an exception class for GPUs only; on the processor and on Apple GPUs the text tells.
_SIGNS = ("DefaultCPUAllocator", "not enough memory", "out of memory")
_ONEDNN = "could not create a primitive"
"""All that oneDNN says when it finds no memory; where it cannot do something at all it says more."""


def is_memory_error(error: BaseException) -> bool:
    """Whether torch, or Python, says by this that memory is short."""
    if isinstance(error, RuntimeError):
        text = str(error)
        known = isinstance(error, torch.OutOfMemoryError) or is_onednn_memory_error(error)
        return known or any(sign in text for sign in _SIGNS)
    return isinstance(error, MemoryError)


def is_onednn_memory_error(error: BaseException) -> bool:
    """Whether oneDNN says by this that memory is short."""
    return str(error) == _ONEDNN
