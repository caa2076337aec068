"""Prepared texts and tokens, kept so that a second start begins at once; the oldest go when there are too many.

Below the root, ``texts/KEY`` and ``tokens/KEY`` are complete entries; ``KEY.building`` is one being made, which
whoever begins again after a stop or a crash goes on with. A lock for each entry lets only one process at a time
make it, use it or remove it. An entry is never changed once it is complete, but that what leaks within a text is noted
beside it once it was found.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from workbench import paths
from workbench.errors import InputError
from workbench.messages import say
from workbench.storage import atomic_file, storage_errors, sync_folder

Kind = Literal["texts", "tokens"]
DEFAULT_LIMIT = 10_000_000_000
"""Bytes."""
ONCE = "once-"
"""Begins the key of an entry that nobody will ask for again."""
_KINDS: tuple[Kind, ...] = ("texts", "tokens")
_BUILDING = ".building"
_GONE = ".gone"
_POLL = 0.1  # seconds between two tries to get a lock
_USED = "used"
"""The file in an entry whose time says when it was last used."""


class Cache:
    """The folder of prepared texts."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = paths.cache() / "prepared" if root is None else root

    @property
    def hashes_file(self) -> Path:
        """Where the hashes of files are remembered."""
        return self.root / "files.db"

    @contextlib.contextmanager
    def hold(
        self, kind: Kind, key: str, stopped: Callable[[], bool], wait: Callable[[], None]
    ) -> Iterator[Slot | None]:
        """The entry of that key, for us alone; None if a stop came while another process held it.

        ``wait`` is called once if it has to be waited for. Raises StorageError.
        """
        slot = Slot(self.root / kind / key)
        with storage_errors(self.root, say("keeping the prepared text")):
            slot.path.parent.mkdir(parents=True, exist_ok=True)
            lock = self._lock(slot.path)
            waited = False
            while True:
                try:
                    lock.acquire(timeout=0)
                    break
                except Timeout:
                    if stopped():
                        break
                    if not waited:
                        wait()
                    waited = True
                    time.sleep(_POLL)
        try:
            yield slot if lock.is_locked else None
        finally:
            lock.release()

    def has(self, kind: Kind, key: str) -> bool:
        """Whether there is an entry right now."""
        return (self.root / kind / key).is_dir()

    def check(self) -> None:
        """Raise StorageError if the cache cannot be written."""
        with storage_errors(self.root, say("keeping the prepared text")):
            self.root.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root):
                pass

    def size(self) -> int:
        """Bytes that all of it takes."""
        return sum(_size(entry) for kind in _KINDS for entry in self._entries(kind))

    def in_use(self) -> bool:
        """Whether any process makes or opens an entry right now."""
        entries = (entry for kind in _KINDS for entry in self._entries(kind))
        return any(self._is_held(entry) for entry in entries)

    def limit(self) -> int:
        """Bytes above which the entries not used for longest are removed."""
        try:
            return int(json.loads(self._settings.read_bytes())["limit"])
        except (OSError, ValueError, KeyError, TypeError):
            return DEFAULT_LIMIT

    def set_limit(self, limit: int) -> int:
        """Change the limit, and keep to it; says how many bytes that freed. Raises InputError and StorageError."""
        if limit < 0:
            raise InputError(say("The cache cannot be smaller than nothing."), say("Give 0 or more."))
        self.check()
        with atomic_file(self._settings) as file:
            file.write(json.dumps({"limit": limit}).encode())
        return self.trim()

    def clear(self) -> int:
        """Remove all that nobody is using right now; says how many bytes that freed."""
        return sum(self._remove(entry) for kind in _KINDS for entry in self._entries(kind))

    def trim(self, keep: frozenset[Path] = frozenset()) -> int:
        """Remove what was not used for longest until the limit is kept, but not ``keep``; says how many bytes went."""
        entries = [entry for kind in _KINDS for entry in self._entries(kind)]
        sizes = {entry: _size(entry) for entry in entries}
        too_much = sum(sizes.values()) - self.limit()
        freed = 0
        for entry in sorted(entries, key=_last_used):
            if entry not in keep and (freed < too_much or entry.name.startswith(ONCE)):
                freed += self._remove(entry)
        return freed

    @property
    def _settings(self) -> Path:
        return self.root / "settings.json"

    def _entries(self, kind: Kind) -> list[Path]:
        """All entries, complete or not."""
        folder = self.root / kind
        return [entry for entry in folder.iterdir() if entry.is_dir()] if folder.is_dir() else []

    def _lock(self, entry: Path) -> FileLock:
        return FileLock(entry.with_name(f".{entry.name.removesuffix(_BUILDING)}.lock"))

    def _is_held(self, entry: Path) -> bool:
        lock = self._lock(entry)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        except OSError:  # a cache that may not be written
            return False
        lock.release()
        return False

    def _remove(self, entry: Path) -> int:
        """Remove an entry unless it is in use; the bytes that this freed."""
        lock = self._lock(entry)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            return 0
        try:
            size = _size(entry)
            gone = entry.with_name(f"{uuid.uuid4().hex}{_GONE}")
            with contextlib.suppress(OSError):  # Windows removes no file that is mapped: it stays, whole
                entry.rename(gone)
                shutil.rmtree(gone, ignore_errors=True)
                return size
            return 0
        finally:
            lock.release()


@dataclass(frozen=True, slots=True)
class Slot:
    """One entry, held by us alone."""

    path: Path

    @property
    def complete(self) -> bool:
        """Whether the entry is there."""
        return self.path.is_dir()

    @property
    def building(self) -> Path:
        """Where it is being made; made if need be. Raises StorageError."""
        folder = self.path.with_name(self.path.name + _BUILDING)
        with storage_errors(folder, say("keeping the prepared text")):
            folder.mkdir(parents=True, exist_ok=True)
        return folder

    @contextlib.contextmanager
    def making(self) -> Iterator[Path]:
        """Where it is being made, empty; what is not committed in the block is removed again."""
        shutil.rmtree(self.building, ignore_errors=True)
        try:
            yield self.building
        finally:
            if not self.complete:
                self.give_up()

    def give_up(self) -> None:
        """Remove what was begun."""
        shutil.rmtree(self.building, ignore_errors=True)

    def discard(self) -> None:
        """Remove it."""
        shutil.rmtree(self.path, ignore_errors=True)

    def commit(self) -> None:
        """What was made becomes the entry, whole or not at all. Raises StorageError."""
        building = self.building
        with storage_errors(building, say("keeping the prepared text")):
            for file in building.iterdir():
                with file.open("rb+") as opened:
                    os.fsync(opened.fileno())
            building.rename(self.path)
            sync_folder(self.path.parent)
        self.use()

    def use(self) -> None:
        """Note that it was used now."""
        with contextlib.suppress(OSError):  # a cache that may not be written is used all the same
            (self.path / _USED).touch()


def _size(entry: Path) -> int:
    size = 0
    with contextlib.suppress(OSError):  # removed meanwhile
        for file in entry.rglob("*"):
            size += file.stat().st_size
    return size


def _last_used(entry: Path) -> float:
    for file in (entry / _USED, entry):
        with contextlib.suppress(OSError):
            return file.stat().st_mtime
    return 0.0
