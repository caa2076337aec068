"""Out of memory, in words."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from workbench.config.experiment import Experiment
from workbench.errors import DeviceError
from workbench.machine import memory_bytes
from workbench.messages import Message, say
from workbench.models.memory import is_memory_error
from workbench.models.sizing import describe_size
from workbench.training.allocator import give_back

_HOPELESS = 1.5
"""An estimate this many times the memory is not saved by swapping, nor by the estimate's own error."""


def check_memory(experiment: Experiment, vocab_size: int, device: str) -> None:
    """Raise DeviceError for a model that cannot fit into this computer's memory.

    Asking for it would not fail: systems promise more memory than they have, and end the whole
    program, window and all, once it is used. Only clear cases are refused; a GPU says by itself
    when it is full, so there only the weights count, which are made in main memory.
    """
    memory = memory_bytes()
    size = describe_size(experiment, vocab_size)
    needed = size.training_bytes if device == "cpu" else size.weight_bytes
    if needed > _HOPELESS * memory:
        raise DeviceError(
            say(
                "This model needs about {needed:,} GB of memory to train, and this computer has {memory:,}.",
                needed=math.ceil(needed / 1e9),
                memory=round(memory / 1e9),
            ),
            say("Lower model.width, model.layers, training.batch_size or training.context_length."),
        )


class BatchTooLargeError(Exception):
    """There is no memory for a batch: nothing was updated, and the same update can be tried in smaller parts."""


def release_memory(device: torch.device) -> None:
    """Give back to the system what is kept for later, in main memory and on a GPU, and what nobody refers to."""
    gc.collect()
    give_back()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


def not_even_one(context_length: int) -> DeviceError:
    """The error for memory that is too short for a batch of a single sequence."""
    return DeviceError(
        say("The device ran out of memory even with one sequence of {tokens} tokens at a time.", tokens=context_length),
        say("Lower training.context_length, model.width or model.layers, or close other programs that use the device."),
    )


def windows_in_words(windows: int) -> Message:
    """What to tell when losses have to be measured on fewer windows of the text at a time."""
    return say("Memory is short: losses are measured on {windows} windows at a time.", windows=windows)


@contextmanager
def memory_errors(batch_size: int, context_length: int) -> Iterator[None]:
    """Turn what torch raises when memory is short into a DeviceError with advice."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if not is_memory_error(error):
            raise
        raise _in_words(batch_size, context_length) from error


def _in_words(batch_size: int, context_length: int) -> DeviceError:
    if batch_size == 1:
        return not_even_one(context_length)
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
