"""Ends a call into a library that takes too long, in the thread that made it.

A library of pure Python is interrupted by an exception that another thread puts into it, as the documentation of
Python's C API describes (`PyThreadState_SetAsyncExc`). This is done only while code of that very library is
at work: then no lock of anybody else is held that would never be released.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_AGAIN = 0.005  # seconds until the next try


class TimeLimitError(Exception):
    """It took longer than it may."""


class _Overtime(BaseException):
    """Comes up in the middle of the library, which may catch whatever is an Exception."""


def within(seconds: float, library: str, call: Callable[[], T]) -> T:
    """What ``call`` gives. Raises TimeLimitError once it takes longer, in the package ``library``."""
    watch = _Watch(seconds, library)
    watch.start()
    try:
        try:
            return call()
        finally:
            watch.end()
    except _Overtime as error:
        watch.end()  # if it came up in between
        raise TimeLimitError from error


class _Watch(threading.Thread):
    """Interrupts the thread that made it when the time is up, unless `end` was called."""

    def __init__(self, seconds: float, library: str) -> None:
        super().__init__(name="time limit", daemon=True)
        self._seconds = seconds
        self._library = library
        self._watched = threading.get_ident()
        self._lock = threading.Lock()
        self._done = threading.Event()

    def run(self) -> None:
        """The body of the thread."""
        waiting = self._seconds
        while not self._done.wait(waiting):
            waiting = _AGAIN
            with self._lock:
                if not self._done.is_set() and self._is_at_work():
                    _interrupt(self._watched, _Overtime)

    def end(self) -> None:
        """From here on nothing is interrupted any more."""
        with self._lock:
            self._done.set()
        _interrupt(self._watched, None)

    def _is_at_work(self) -> bool:
        frame = sys._current_frames().get(self._watched)
        module = str(frame.f_globals.get("__name__")) if frame is not None else ""
        return module == self._library or module.startswith(f"{self._library}.")


def _interrupt(thread: int, exception: type[BaseException] | None) -> None:
    """Raise the exception in that thread at its next step; None takes back what has not been raised yet."""
    found = ctypes.py_object(exception) if exception is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), found)
