"""How torch computes inside a block: as was chosen, and outside as before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel

from workbench.training.device import Attention, Hardware

_WORTH_WAKING = 2**18
"""Elements of a tensor, on average, from where on several threads are done sooner: waking threads that sleep takes as
long as one needs for some 100,000 elements, and that once for each tensor."""


@contextmanager
def using_threads(count: int) -> Iterator[None]:
    """Inside, torch computes with so many threads for each operation; other threads keep their own number."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def is_one_thread_faster(tensors: Sequence[Tensor]) -> bool:
    """Whether one thread is through with them sooner than several, where each element is computed by itself.

    Who computes an element changes no bit of it.
    """
    return sum(tensor.numel() for tensor in tensors) < _WORTH_WAKING * len(tensors)


@contextmanager
def computing(hardware: Hardware) -> Iterator[None]:
    """Inside, torch computes as was chosen: threads, attention kernel, on a GPU TensorFloat-32, and the same bits."""
    tf32 = torch.backends.cuda.matmul.allow_tf32
    torch.backends.cuda.matmul.allow_tf32 = hardware.device.type == "cuda" and hardware.precision != "fp32"
    try:
        with using_threads(hardware.threads), _attention(hardware.attention), _same_bits(hardware.deterministic):
            yield
    finally:
        torch.backends.cuda.matmul.allow_tf32 = tf32


def forget_compiled(hardware: Hardware) -> None:
    """Let go of what torch.compile built in this process for earlier runs, where this one is to be compiled.

    All models have one function for their loss, of which torch keeps no more than eight versions: a further model
    would train uncompiled, and nothing but a warning of torch's would tell. On the disk all stays, to be found again.
    """
    if hardware.compile:
        torch.compiler.reset()


@contextmanager
def _same_bits(wanted: bool) -> Iterator[None]:
    """Inside, an operation without a kernel that gives the same bits each time raises RuntimeError, if so ``wanted``.

    For cuBLAS the process must have begun with CUBLAS_WORKSPACE_CONFIG, as `workbench.__main__` sees to; cuDNN's
    recurrent layers promise nothing, and PyTorch's own take their place.
    """
    if not wanted:
        yield
        return
    uninitialized: Any = torch.utils.deterministic  # whose attribute torch makes when it is imported
    algorithms, cudnn = torch.are_deterministic_algorithms_enabled(), torch.backends.cudnn.enabled
    filled = uninitialized.fill_uninitialized_memory
    torch.use_deterministic_algorithms(True)
    torch.backends.cudnn.enabled = False
    uninitialized.fill_uninitialized_memory = False  # memory that was not written to is read by nobody here
    try:
        yield
    finally:
        uninitialized.fill_uninitialized_memory = filled
        torch.backends.cudnn.enabled = cudnn
        torch.use_deterministic_algorithms(algorithms)


@contextmanager
def _attention(wanted: Attention) -> Iterator[None]:
    """The kernels that scaled_dot_product_attention may take; the plain one is always allowed.

    What torch.compile builds inside, it keeps apart from what it built for other kernels: they are no part of its key.
    """
    allowed: AbstractContextManager[object] = nullcontext()
    if wanted != "auto":
        kernels = [SDPBackend.MATH] if wanted == "math" else [SDPBackend.FLASH_ATTENTION, SDPBackend.MATH]
        allowed = sdpa_kernel(kernels)
    compiler: Any = torch.compiler.config
    with allowed, compiler.patch(cache_key_tag=f"attention {wanted}"):
        yield
