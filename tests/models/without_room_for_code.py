"""Has oneDNN find no memory for its machine code, then gives it all that it wants, and tells who can compute.

Prints one line of JSON: what the first attempt said, and a later one on the same thread, and the largest difference of
a later one by `on_sound_thread` from the formula. The limit is the system's own.
"""

from __future__ import annotations

import ctypes
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from workbench.models.sound_thread import on_sound_thread

MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1
"""Parameters of mallopt(3)."""
ROOM = 2**20
"""Floats for which there is room, but within the heap alone, where no code can be written."""


def main() -> None:
    """Fill the address space but for a hole in the heap, compute there; then lift the limit, and compute again."""
    libc = ctypes.CDLL(None)
    libc.mallopt(MMAP_THRESHOLD, 2**30)
    libc.mallopt(TRIM_THRESHOLD, 2**31 - 1)
    x = torch.linspace(-3, 3, ROOM // 4)

    def activate() -> Tensor:
        return F.gelu(x)

    hole = torch.empty(ROOM)
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used, resource.RLIM_INFINITY))
    filling = filled()
    del hole
    first = said(lambda: on_sound_thread(activate))
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    filling.clear()
    later = said(activate)
    expected = x * 0.5 * (1 + torch.erf(x / 2**0.5))
    difference = float((on_sound_thread(activate) - expected).abs().max())
    sys.stdout.write(json.dumps({"first": first, "later": later, "difference": difference}) + "\n")


def filled() -> list[Tensor]:
    """All memory there is, in ever smaller pieces."""
    pieces: list[Tensor] = []
    for size in (2**16, 2**12, 2**8, 2**4):
        try:
            while True:
                pieces.append(torch.empty(size))
        except RuntimeError:
            continue
    return pieces


def said(compute: Callable[[], Tensor]) -> str:
    """What an attempt ends with; nothing if it succeeds."""
    try:
        compute()
    except RuntimeError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    main()
