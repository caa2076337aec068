"""Writing to a terminal or a pipe that may be gone, in an encoding that may not know every character."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TextIO


class Output:
    """A text stream that falls silent, once, when its reader goes away (``workbench ... | head``).

    After that `closed` is True and everything written is dropped; so it is from the beginning in a
    program that has no streams, such as a window started by a double click on Windows.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream or io.StringIO()
        self.closed = stream is None

    @property
    def is_terminal(self) -> bool:
        return self._stream.isatty()

    def line(self, text: str = "") -> None:
        """Write one line."""
        self.write(f"{text}\n")

    def write(self, text: str) -> None:
        """Write, at once; characters that the stream's encoding lacks become question marks."""
        if self.closed:
            return
        encoding = self._stream.encoding or "utf-8"
        try:
            self._stream.write(text.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except (BrokenPipeError, ConnectionError):
            self.close_quietly()

    def close_quietly(self) -> None:
        """Send what is still buffered nowhere, so that leaving the process stays silent too."""
        self.closed = True
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def stdout() -> Output:
    return Output(sys.stdout)


def stderr() -> Output:
    return Output(sys.stderr)


def printable(text: str) -> str:
    """``text`` without the control characters with which a model could steer the terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() or (c.isspace() and c > "\x9f") else "�" for c in text)
