"""`workbench`, but one process of several comes to harm: ``python -m tests.distributed.saboteur raise|kill COMMAND``.

Not a test: it is started by tests as a process of its own, once for each rank.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from workbench.__main__ import main
from workbench.data.batches import Batches

_RANK, _BATCH = "1", 7
"""Who is harmed, and when: while it reads this batch."""


def harm(how: str) -> None:
    """Have this process fail, or die, in the middle of training."""
    read = Batches.batch

    def batch(self: Batches, index: int) -> Any:
        if index == _BATCH and how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if index == _BATCH:
            raise OSError(5, "Input/output error", "train.bin")
        return read(self, index)

    Batches.batch = batch  # type: ignore[method-assign]


if __name__ == "__main__":
    if os.environ.get("RANK") == _RANK:
        harm(sys.argv[1])
    del sys.argv[1]
    main()
