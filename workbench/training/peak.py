"""The most memory that this process held since a moment, on the device where it trains."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import torch

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_HIGHEST = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_RESET_HIGHEST = "5"
"""See proc(5), clear_refs: the highest resident size starts again from the present one."""


def peak_memory(device: str) -> Callable[[], int]:
    """Start measuring; calling what comes back gives the bytes needed beyond those held now, at most so far.

    On CUDA these are torch's own; elsewhere the resident memory of the process, which must not
    have held more before: only Linux forgets an earlier peak.
    """
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
        held = torch.cuda.memory_reserved()
        return lambda: torch.cuda.max_memory_reserved() - held
    if sys.platform == "linux":
        _RESET.write_text(_RESET_HIGHEST, encoding="ascii")
    resident = psutil.Process().memory_info().rss
    return lambda: max(0, _highest() - resident)


def _highest() -> int:
    """The highest resident size of this process in bytes."""
    if sys.platform == "linux":
        found = _HIGHEST.search(_STATUS.read_text(encoding="ascii"))
        assert found is not None
        return int(found[1]) * 1024
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource  # macOS, where it counts bytes

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
