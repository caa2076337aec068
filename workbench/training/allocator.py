"""Keep the memory that a step gives back, since the next one asks for it again.

glibc returns large blocks to the system at once and takes new ones, empty, for the next step: a GPT of
ten million weights on a processor then spends a tenth of its time or more on page faults (90,000 in a
step of 16 x 256 tokens). Told to keep them, it reuses them, as every allocator for GPUs does.

In a process that may use so many addresses only (`ulimit -v`) it is told to give back whatever it can: what is kept
on the heap serves nothing but the heap, and there would be none left for a thread or for code written at run time.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

if sys.platform != "win32":
    import resource

# Parameters of mallopt(3), from malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEEP, _LARGE = 2**31 - 1, 2**30
_GIVE, _SMALL = 2**20, 2**18
_GROWN = 32 * 2**20
"""To which glibc lets the second grow as blocks are given back, and the first to twice as much; once either was set it
adjusts nothing any more, and its first value, 128 KB, would make every larger block one of new pages for good."""

_lock = threading.Lock()
_inside = 0
"""How many blocks of `steady_memory` are under way, in all threads."""


@contextmanager
def steady_memory() -> Iterator[None]:
    """Inside, freed memory stays with this process; at the end of the last such block all of it goes back.

    Where the process's addresses are limited, none stays. Elsewhere than with glibc: nothing.
    """
    libc = _glibc()
    if libc is None:
        yield
        return
    _enter(libc)
    try:
        yield
    finally:
        _leave(libc)


def _enter(libc: Any) -> None:
    global _inside
    with _lock:
        _inside += 1
        libc.mallopt(_MMAP_THRESHOLD, _SMALL if _has_limited_addresses() else _LARGE)
        libc.mallopt(_TRIM_THRESHOLD, _GIVE if _has_limited_addresses() else _KEEP)


def _leave(libc: Any) -> None:
    global _inside
    with _lock:
        _inside -= 1
        if _inside:
            return
        libc.mallopt(_TRIM_THRESHOLD, 2 * _GROWN)
        libc.mallopt(_MMAP_THRESHOLD, _GROWN)
    libc.malloc_trim(0)


def give_back() -> None:
    """Return to the system what was kept and is not in use."""
    libc = _glibc()
    if libc is not None:
        libc.malloc_trim(0)


def _has_limited_addresses() -> bool:
    """Whether the system gives this process only so much address space."""
    if sys.platform == "win32":
        return False
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


def _glibc() -> Any:
    """The C library, if it is the one that knows these functions."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") and hasattr(library, "mallopt") else None
