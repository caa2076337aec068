"""One batch computed by several threads at once, each with a share of its rows.

PyTorch divides each operation among all threads and waits for the slowest after every one; where a
model is small, the waiting is a large part of a step. Threads that each compute the loss and the
gradient of their own rows meet once. The sum over the shares is the gradient of the whole batch, added in
another order, so its last bits differ from those of the undivided batch, and are the same every time.

Random numbers (dropout) are drawn from one generator for the whole process, in whatever order
the threads come: a model that draws any must not be divided.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial

import torch
from torch import Tensor

from workbench.models.sound_thread import on_sound_thread
from workbench.training.computing import is_one_thread_faster, using_threads

Part = tuple[Tensor, tuple[Tensor | None, ...]]
"""The loss and the gradient of a share, already a part of the whole's."""


class Shares:
    """Computes gradients in ``count`` shares, each of them with an equal part of the ``threads``."""

    def __init__(self, count: int, threads: int, parameters: Sequence[torch.nn.Parameter]) -> None:
        self._count = count
        self._threads = max(1, threads // count)
        self._parameters = parameters
        self._adding = partial(using_threads, 1) if is_one_thread_faster(parameters) else nullcontext
        self._pool = ThreadPoolExecutor(count - 1, "share", _settle_threads, (self._threads,))
        self._met: set[torch.Size] = set()

    def add_gradients(self, tokens_BT: Tensor, loss: Callable[[Tensor], Tensor], weight: float) -> Tensor:
        """Add the gradient of ``weight * loss(tokens_BT)`` to the weights' own; the weighted loss.

        ``loss`` is a mean over rows, and is called in several threads at once.
        """
        shares = torch.tensor_split(tokens_BT, min(self._count, len(tokens_BT)))

        def gradients_of(rows: Tensor) -> Part:
            part = loss(rows) * (weight * len(rows) / len(tokens_BT))
            return part.detach(), torch.autograd.grad(part, self._parameters, allow_unused=True)

        def compute(rows: Tensor) -> Part:
            return on_sound_thread(lambda: gradients_of(rows))

        parts = self._together(compute, shares) if tokens_BT.shape in self._met else self._in_turn(compute, shares)
        self._met.add(tokens_BT.shape)
        with self._adding():
            for _, gradients in parts:
                self._add(gradients)
        return torch.stack([part for part, _ in parts]).sum()

    def _in_turn(self, compute: Callable[[Tensor], Part], shares: Sequence[Tensor]) -> list[Part]:
        """One after the other, the first time that a shape is met: torch.compile then builds code for it.

        Each in its own thread, so that the first step of them all together is as fast as the next.
        """
        with using_threads(self._threads):
            own = compute(shares[0])
        return [own, *(self._begin(compute, rows).result() for rows in shares[1:])]

    def _together(self, compute: Callable[[Tensor], Part], shares: Sequence[Tensor]) -> list[Part]:
        others = [self._begin(compute, rows) for rows in shares[1:]]
        try:
            with using_threads(self._threads):
                own = compute(shares[0])
        finally:
            _wait_for(others)
        return [own, *(other.result() for other in others)]

    def _begin(self, compute: Callable[[Tensor], Part], rows: Tensor) -> Future[Part]:
        """Compute on another thread, where torch's own settings, which belong to a context, are those of this one."""
        return self._pool.submit(contextvars.copy_context().run, compute, rows)

    def _add(self, gradients: Sequence[Tensor | None]) -> None:
        """Add to what the weights hold; where they hold nothing yet, take.

        Two weights whose sum is used have one gradient, in one place: each needs its own to add to.
        """
        held, added, taken = [], [], set()
        for parameter, gradient in zip(self._parameters, gradients, strict=True):
            if gradient is None:
                continue
            if parameter.grad is None:
                place = gradient.untyped_storage().data_ptr()
                parameter.grad = gradient.clone() if place in taken else gradient
                taken.add(place)
            else:
                held.append(parameter.grad)
                added.append(gradient)
        if held:
            torch._foreach_add_(held, added)


def _settle_threads(count: int) -> None:
    """Have the calling thread compute with so many from now on.

    Its first operation would take the number that any thread set last; asking for it is such a first.
    """
    torch.get_num_threads()
    torch.set_num_threads(count)


def _wait_for(futures: Sequence[Future[Part]]) -> None:
    """Until none of them computes any more, whatever came of it."""
    for future in futures:
        future.exception()
