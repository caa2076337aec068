"""A file that is written by a thread of its own, and reaches the disk while more of it is being made."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from io import FileIO
from pathlib import Path

from workbench.messages import say
from workbench.storage import storage_errors

Content = bytes | memoryview
_SYNC_EVERY = 1 << 23
"""Bytes after which what was written is brought to the disk, so that little is left to wait for in the end."""
_MOST_WAITING = 16
"""Contents that wait to be written, before whoever makes them waits, too."""


class WrittenBehind:
    """Takes contents one after the other; use it with ``with``, at whose end all is written.

    Raises StorageError when the disk refuses, be it for what came before.
    """

    def __init__(self, path: Path, keep: int = 0) -> None:
        """``keep``: so many bytes of what stands there already come first."""
        self._path = path
        self._writer = ThreadPoolExecutor(1, "writing")
        self._syncer = ThreadPoolExecutor(1, "syncing")
        self._written: deque[Future[None]] = deque()
        self._synced: deque[Future[None]] = deque()
        self._unsynced = 0
        with self._errors():
            self._file: FileIO = path.open("rb+" if keep else "wb", buffering=0)
            self._file.truncate(keep)
            self._file.seek(keep)

    def __enter__(self) -> WrittenBehind:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, content: Content) -> None:
        """Add bytes, which must not change any more."""
        self._settle(self._written, _MOST_WAITING)
        self._written.append(self._writer.submit(self._write, content))
        self._unsynced += memoryview(content).nbytes
        if self._unsynced >= _SYNC_EVERY:
            self._unsynced = 0
            self._settle(self._synced, 1)
            self._synced.append(self._syncer.submit(os.fsync, self._file.fileno()))

    def finish(self) -> None:
        """Return once all of it can be read by others, and none of it was refused so far."""
        self._settle(self._written)
        self._settle(self._synced)

    def sync(self) -> None:
        """Return once all of it has reached the disk."""
        self.finish()
        with self._errors():
            os.fsync(self._file.fileno())

    def put_first(self, content: Content) -> None:
        """Write over the first bytes of the file."""
        self.finish()
        with self._errors():
            self._file.seek(0)
            self._write(content)
            self._file.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Write what waits, and let go of the file. What was refused is told by `finish`, not here."""
        self._writer.shutdown()
        self._syncer.shutdown()
        self._file.close()

    def _settle(self, waiting: deque[Future[None]], most: int = 0) -> None:
        """Wait until at most so many of them are not done."""
        with self._errors():
            while len(waiting) > most:
                waiting.popleft().result()

    def _write(self, content: Content) -> None:
        left = memoryview(content)
        left = left.cast("B") if left.nbytes else left
        while left.nbytes:  # a system may take less than it was given
            left = left[self._file.write(left) :]

    def _errors(self) -> AbstractContextManager[None]:
        return storage_errors(self._path.parent, say("writing {file}", file=self._path.name))
