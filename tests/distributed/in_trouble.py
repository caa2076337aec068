"""`workbench`, but one process of several is short of memory, or a disk is: ``python -m ... TROUBLE COMMAND``.

The first word of TROUBLE says which:

    limit MEGABYTES RANK BATCH   from when it reads this batch on, the process of this rank may use only so much
                                 more address space: the system's own limit, so torch's allocator really fails
    grab RANK BATCH              with this batch it asks torch for more memory than any computer has
    waiting COUNT                only so many steps may wait in memory for a disk that refuses them

Not a test: it is started by tests as a process of its own, once for each rank.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from typing import Any

import torch

from tests.jobs.short_of_memory import virtual_memory
from workbench.__main__ import main
from workbench.data.batches import Batches
from workbench.jobs import recorder


def meet(rank: int, batch: int, trouble: Callable[[], object]) -> None:
    """Have the process of this rank meet ``trouble`` when it reads this batch for the first time."""
    if os.environ.get("RANK") != str(rank):
        return
    read = Batches.batch
    met = False

    def reading(self: Batches, index: int) -> Any:
        nonlocal met
        if index == batch and not met:
            met = True
            trouble()
        return read(self, index)

    Batches.batch = reading  # type: ignore[method-assign]


def limit(megabytes: int) -> None:
    """Let this process have so much more memory, and no more."""
    most = virtual_memory() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    kind = sys.argv.pop(1)
    numbers = [int(sys.argv.pop(1)) for _ in range({"limit": 3, "grab": 2, "waiting": 1}[kind])]
    if kind == "limit":
        meet(numbers[1], numbers[2], lambda: limit(numbers[0]))
    elif kind == "grab":
        meet(numbers[0], numbers[1], lambda: torch.empty(2**46, dtype=torch.uint8))
    else:
        recorder.MOST_WAITING = numbers[0]
    main()
