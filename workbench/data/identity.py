"""What a prepared text depends on, as one key: its settings, the content of its files, and the program itself.

Files are known by a hash of what they hold. So that a large file is not read again at every start, the hash is
remembered beside the file's size, inode and times; it is believed as long as none of these changed, and only if the
file had been left alone for a while when it was read (a clock ticks too slowly to tell two quick writes apart).
A folder is known by the names and hashes of its files. What cannot be known so has no key, and is prepared anew.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import os
import sqlite3
import time
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import __version__, paths
from workbench.config.experiment import Experiment
from workbench.config.sections import SAMPLE_PREFIX
from workbench.config.setting import Section, settings_of
from workbench.data.encodings import binary_kind, find_mark, find_wide
from workbench.data.hub.download import local_files
from workbench.data.hub.name import HubName, is_hub
from workbench.data.readers.formats import formats
from workbench.data.readers.parts import ARCHIVE, suffix_of
from workbench.data.readers.patterns import matches
from workbench.errors import DataError
from workbench.machine import physical_cores

FORMAT = 2
"""Version of what is kept; a newer one finds nothing of an older."""

_NOT_ABOUT_TEXT = {"model", "optimizer", "schedule", "training", "runtime", "sampling", "tokenizer", "name", "format"}
_BLOCK = 1 << 20
_HEAD = 4_096
_SETTLED = 3_000_000_000
"""Nanoseconds that a file was left alone before its times are believed: FAT counts in steps of two seconds."""
_READERS = ("charset-normalizer", "lxml", "pyarrow", "pypdf")
_PACKAGES = (*_READERS, "tokenizers", "tiktoken", "numpy", "opencc", "py3langid", "rensa", "regex", "rjieba")
"""Of whose versions a prepared text may depend."""

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Identity:
    """The key of a text, and the state of its files when they were looked at."""

    key: str
    stamps: dict[str, tuple[int, ...]]

    def holds(self) -> bool:
        """Whether no file was changed since."""
        return all(_stamp_of(Path(path)) == stamp for path, stamp in self.stamps.items())


def identify_text(experiment: Experiment, hashes: FileHashes, stopped: Stopped) -> Identity | None:
    """What the text of an experiment depends on; None where that cannot be told, or after a stop."""
    sections = [experiment.section(name) for name in _sections(experiment)]
    stamps: dict[str, tuple[int, ...]] = {}
    content: list[Any] = [experiment.model_dump(mode="json", exclude=_NOT_ABOUT_TEXT), _program(), FORMAT]
    for named in (path for section in sections for path in _named_in(section)):
        path = _place_of(named)
        if path is None:
            return None
        found = _content_of(path, experiment.data.pattern, hashes, stamps, stopped)
        if found is None:
            return None
        content.append(found)
    return Identity(digest(content), stamps)


def identify_tokens(text_key: str, experiment: Experiment, hashes: FileHashes, stopped: Stopped) -> str | None:
    """What the tokens of a text depend on; None where that cannot be told, or after a stop."""
    content: list[Any] = [text_key, experiment.tokenizer.model_dump(mode="json")]
    for named in _named_in(experiment.tokenizer):
        path = paths.expanded(named)
        # What one file is made of may stand in others beside it (merges.txt).
        place = path if path.is_dir() else path.parent
        found = None if not path.is_file() and not path.is_dir() else [path.name, _beside(place, path, hashes, stopped)]
        if found is None or found[1] is None:
            return None
        content.append(found)
    return digest(content)


def digest(content: Any) -> str:
    """A key of anything that JSON can write."""
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=20).hexdigest()


class FileHashes:
    """Remembers the hashes of files in a small database; without one that can be used, it hashes every time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, path: Path, stopped: Stopped) -> str | None:
        """The hash of what the file holds; None after a stop. Raises OSError."""
        stamp = _stamp(path.stat())
        known = self._known(path, stamp)
        if known is not None:
            return known
        found = _hash_of(path, stopped)
        if found and _stamp(path.stat()) == stamp and time.time_ns() - max(stamp[1:3]) > _SETTLED:
            self._remember(path, stamp, found)
        return found

    def _known(self, path: Path, stamp: tuple[int, ...]) -> str | None:
        try:
            with closing(self._open()) as database:
                row = database.execute(
                    "SELECT stamp, hash FROM files WHERE path = ?", (str(path.absolute()),)
                ).fetchone()
        except (sqlite3.Error, OSError):
            return None
        return str(row[1]) if row is not None and row[0] == json.dumps(stamp) else None

    def _remember(self, path: Path, stamp: tuple[int, ...], found: str) -> None:
        row = (str(path.absolute()), json.dumps(stamp), found)
        try:
            with closing(self._open()) as database, database:
                database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", row)
        except (sqlite3.Error, OSError):
            return  # it is hashed again next time

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._file, timeout=5)
        database.execute("CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stamp TEXT, hash TEXT)")
        return database


def _hash_of(path: Path, stopped: Stopped) -> str | None:
    """The hash of the hashes of a file's blocks, which threads make side by side; None after a stop."""
    whole = _blank_hash()
    waiting: deque[Future[bytes]] = deque()
    with path.open("rb") as file, ThreadPoolExecutor(physical_cores(), "hashing") as threads:
        while block := file.read(_BLOCK):
            if stopped():
                return None
            if len(block) < _BLOCK and not waiting:  # a small file, of which there may be many, is not worth a thread
                whole.update(_hash_of_block(block))
                break
            waiting.append(threads.submit(_hash_of_block, block))
            if len(waiting) > 2 * physical_cores():
                whole.update(waiting.popleft().result())
        for future in waiting:
            whole.update(future.result())
    return whole.hexdigest()


def _hash_of_block(block: bytes) -> bytes:
    found = _blank_hash()
    found.update(block)
    return found.digest()


def _blank_hash() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=20)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev


def _stamp_of(path: Path) -> tuple[int, ...] | None:
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def _sections(experiment: Experiment) -> list[str]:
    names = [name for name in type(experiment).model_fields if name not in _NOT_ABOUT_TEXT]
    return [name for name in names if isinstance(getattr(experiment, name), Section)]


def _named_in(section: Section) -> Iterator[str]:
    """Every file or folder that the settings of a section name."""
    for item in settings_of(type(section)):
        value = getattr(section, item.name)
        if item.kind in ("source", "path"):
            if value.strip() and not value.startswith(SAMPLE_PREFIX):
                yield value
        elif isinstance(value, Section):
            yield from _named_in(value)
        elif isinstance(value, (list, tuple)):
            for entry in value:
                if isinstance(entry, Section):
                    yield from _named_in(entry)


def _place_of(named: str) -> Path | None:
    """Where it lies on this computer, if it does."""
    try:
        path = local_files(HubName.parse(named)) if is_hub(named) else paths.expanded(named)
    except DataError:  # reading it says why
        return None
    return path if paths.exists(path) else None


def _content_of(
    path: Path, pattern: str, hashes: FileHashes, stamps: dict[str, tuple[int, ...]], stopped: Stopped
) -> list[Any] | None:
    """The names and hashes of a file, or of the files below a folder that may be read; None after a stop."""
    found: list[Any] = [path.name]
    for file, shown in _below(path) if path.is_dir() else [(path, "")]:
        archive = file.suffix.lower() == ARCHIVE
        if shown and not archive and not matches(shown, pattern):
            continue
        stamps[str(file)] = _stamp(file.stat())
        chosen = not shown or archive or pattern.strip() or suffix_of(shown) in formats()
        content = hashes.of(file, stopped) if chosen or _is_text(file) else ""
        if content is None:
            return None
        found.append([shown, content])
    return found


def _below(folder: Path) -> list[tuple[Path, str]]:
    """Every ordinary file below a folder, with its name from there, in order."""
    found = [Path(root, name) for root, _, names in os.walk(folder) for name in names]
    return sorted((file, file.relative_to(folder).as_posix()) for file in found if file.is_file())


def _is_text(file: Path) -> bool:
    """Whether a file of an unknown kind may be read as a text, as `workbench.data.readers.parts` looks at it."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    return not binary_kind(head) and (b"\0" not in head or bool(find_mark(head) or find_wide(head)))


def _beside(folder: Path, chosen: Path, hashes: FileHashes, stopped: Stopped) -> list[Any] | None:
    """The files of a folder that a tokenizer may be made of, with the one that was ``chosen``."""
    found = []
    for file in sorted(folder.iterdir()):
        if (
            file.suffix in (".json", ".bpe", ".model") or file.name == "merges.txt" or file == chosen
        ) and file.is_file():
            content = hashes.of(file, stopped)
            if content is None:
                return None
            found.append([file.name, content])
    return found


@functools.cache
def _program() -> list[Any]:
    """The program: its version, its own code where that lies open, and the packages that read texts and make tokens."""
    code = hashlib.blake2b(digest_size=20)
    room = paths.package()
    for file in sorted(file for name in ("data", "tokenizer") for file in (room / name).rglob("*.py")):
        code.update(file.relative_to(room).as_posix().encode() + b"\0" + file.read_bytes())
    versions = [importlib.metadata.version(name) for name in _PACKAGES]
    return [__version__, code.hexdigest(), versions, unicodedata.unidata_version]
