"""Batches on their way to the device: for a GPU the next one waits in pinned memory before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import torch
from torch import Tensor

from workbench.data.batches import Batches


class Feed:
    """Gives the batches of each update, on the CPU, as token ids of shape (B, T + 1).

    A GPU is given its work long before it does it, and goes without as soon as a batch has to be waited for, as it may
    where the text is read from a disk. So a thread reads one batch ahead, into memory from which the GPU copies by
    itself (pinned). A processor has its hands full either way.
    """

    def __init__(self, batches: Batches, device: torch.device, ahead: bool | None = None) -> None:
        """``ahead``: whether to read ahead; by default for a GPU. The thread ends with this object."""
        self._batches = batches
        self._pinned = device.type == "cuda"
        self._reader: ThreadPoolExecutor | None = None
        self._next: tuple[int, Future[Tensor]] | None = None
        if self._pinned if ahead is None else ahead:
            self._reader = ThreadPoolExecutor(1, "feed", _take_gpu_of_caller() if self._pinned else None)

    def take(self, first: int, count: int) -> Iterator[Tensor]:
        """The ``count`` batches from number ``first`` on. Raises what reading them raises."""
        for index in range(first, first + count):
            yield self.batch(index) if self._reader is None else self._ahead(self._reader, index)

    def batch(self, index: int) -> Tensor:
        """One batch, read now."""
        tokens = torch.from_numpy(self._batches.batch(index))
        return tokens.pin_memory() if self._pinned else tokens

    def _ahead(self, reader: ThreadPoolExecutor, index: int) -> Tensor:
        expected, waiting = self._next or (None, None)
        this = waiting if waiting is not None and expected == index else reader.submit(self.batch, index)
        self._next = index + 1, reader.submit(self.batch, index + 1)
        return this.result()


def _take_gpu_of_caller() -> Callable[[], None]:
    """For a thread's beginning: of several GPUs each thread has one of its own, at first the first."""
    gpu = torch.cuda.current_device()
    return lambda: torch.cuda.set_device(gpu)
