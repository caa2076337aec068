"""Compute where oneDNN still can.

oneDNN writes its machine code at run time with Xbyak, which notes in a variable of the thread that it found no memory
for it, and clears that note nowhere: from then on, however much memory there is, this thread creates no primitive
("could not create a primitive"). Other threads do.
"""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import torch

from workbench.models.memory import is_onednn_memory_error

T = TypeVar("T")

_here = threading.local()


def on_sound_thread(work: Callable[[], T]) -> T:
    """What ``work`` gives: computed here, or on a thread of its own where memory was once too short for oneDNN here.

    It computes with as many threads as the caller; what else torch keeps for each thread (autocast, whether gradients
    are wanted) the work sets by itself. Raises what it raises, also that first failure, so that the caller can give
    memory back before it tries again; MemoryError when there is none for a thread.
    """
    if getattr(_here, "spent", False):
        return _elsewhere(work)
    try:
        return work()
    except RuntimeError as error:
        _here.spent = is_onednn_memory_error(error)
        raise


def _elsewhere(work: Callable[[], T]) -> T:
    outcome: Future[T] = Future()
    threads = torch.get_num_threads()

    def compute() -> None:
        try:
            torch.get_num_threads()  # a new thread's first question takes the number that any thread set last
            torch.set_num_threads(threads)
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - the thread that waits for it raises it, whatever it is
            outcome.set_exception(error)

    thread = threading.Thread(target=contextvars.copy_context().run, args=(compute,), name="computing")
    try:
        thread.start()
    except RuntimeError as error:
        raise MemoryError(str(error)) from error
    thread.join()
    return outcome.result()
