"""The beginning of a long document, kept until it is known whether the document stays."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from workbench.messages import say
from workbench.storage import storage_errors

IN_MEMORY = 1 << 23
"""Characters that are kept in memory; the rest goes to a temporary file."""


class Holding:
    """Keeps texts in order, in constant memory."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._characters = 0
        self._file: IO[bytes] | None = None
        self._lengths: list[int] = []

    def add(self, text: str) -> None:
        """Keep a text. Raises StorageError when the disk is full."""
        self._characters += len(text)
        if self._characters <= IN_MEMORY:
            self._texts.append(text)
            return
        content = text.encode("utf-8", "surrogatepass")
        with self._storage_errors():
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open until the document has ended
            self._file.write(content)
        self._lengths.append(len(content))

    def take(self) -> Iterator[str]:
        """Everything that was kept, in order; then it is gone."""
        yield from self._texts
        if self._file is not None:
            with self._storage_errors():
                self._file.seek(0)
            for length in self._lengths:
                with self._storage_errors():
                    content = self._file.read(length)
                yield content.decode("utf-8", "surrogatepass")
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self._texts.clear()
        if self._file is not None:
            self._file.close()
            self._file = None

    @staticmethod
    def _storage_errors() -> AbstractContextManager[None]:
        return storage_errors(Path(tempfile.gettempdir()), say("keeping a long document"))
