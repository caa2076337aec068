"""Out of memory, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from workbench.errors import DeviceError
from workbench.messages import say

# torch has an exception class for GPUs only; on the processor and on Apple GPUs the text tells.
_SIGNS = ("DefaultCPUAllocator", "not enough memory", "out of memory")


@contextmanager
def memory_errors(batch_size: int, context_length: int) -> Iterator[None]:
    """Turn what torch raises when memory is short into a DeviceError with advice."""
    try:
        yield
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise _in_words(batch_size, context_length) from error
    except RuntimeError as error:
        if any(sign in str(error) for sign in _SIGNS):
            raise _in_words(batch_size, context_length) from error
        raise


def _in_words(batch_size: int, context_length: int) -> DeviceError:
    return DeviceError(
        say(
            "The device ran out of memory with {sequences} sequences of {tokens} tokens in a batch.",
            sequences=batch_size,
            tokens=context_length,
        ),
        say(
            "Halve training.batch_size and double training.gradient_accumulation (the update stays the same), "
            "or lower training.context_length, model.width or model.layers."
        ),
    )
