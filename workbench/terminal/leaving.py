"""How a process ends that was one of several."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from collections.abc import Iterator

from workbench.machine import launched


@contextlib.contextmanager
def leaving() -> Iterator[None]:
    """Around a command line. In a process that a launcher started, SystemExit ends the process there and then.

    Gloo's threads outlive the group that was destroyed, as DDP and FSDP hold on to it. One that lets go of a
    tensor while Python takes itself apart aborts the process, whose run was finished and well (before Python
    3.14, gh-87135), and the launcher stops the others and calls the job failed. What was left for the end
    (temporary folders, the log) is done first.
    """
    try:
        yield
    except SystemExit as end:
        if launched() is None:
            raise
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))
