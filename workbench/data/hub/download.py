"""Brings the files of a data set to this computer: resumed after a break, and kept for the next time.

A folder of the cache holds ``listing.json`` (the commit and the files, written first) and the files under ``files/``;
one that is not complete ends in ``.part``. Once all are there the Hub is not asked again: what a name means
stays what it was, also without a network.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from workbench import paths
from workbench.data.hub.choice import CONVERTED, choose_converted, choose_original, is_partial
from workbench.data.hub.errors import BrokenConnectionError, Endpoint, RevisionMissingError, in_words
from workbench.data.hub.name import HubName
from workbench.errors import DataError
from workbench.messages import say
from workbench.storage import atomic_file, storage_errors

Told = Callable[[int, int], bool]
"""Is told (bytes that are here, bytes in all); False stops the download."""
GoOn = Callable[[], bool]
"""Is asked while another process downloads the same; False ends the waiting."""
_PART = ".part"
_MOST_BREAKS = 5  # in a row, without a byte between them
_PAUSE = 0.2  # seconds to wait after a break, twice as many after the second, and so on
_POLL = 0.1  # seconds between two looks at whether another process is done
_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a data set: its path, its size in bytes and its SHA-256 where the Hub tells it."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files that a name meant when the Hub was asked. ``partial``: they are only the first of the data set."""

    commit: str
    files: tuple[HubFile, ...]
    partial: bool = False


def local_files(name: HubName) -> Path:
    """The folder with the files of a data set. Raises DataError where they are not here (completely)."""
    listing = _known(name)
    if listing is None or not _complete(name, listing):
        message = say("The data set {name} has not been downloaded yet.", name=name.repository)
        raise DataError(message, say("Choose it in the Data panel, or run workbench prepare."))
    return _folder(name) / "files"


def is_here(name: HubName) -> bool:
    """Whether the files of a data set are here, all of them: then no network is needed."""
    listing = _known(name)
    return listing is not None and _complete(name, listing)


def fetch(name: HubName, told: Told, wait: GoOn) -> Listing | None:
    """Make sure that the files of a data set are here; None when ``told`` or ``wait`` stopped it.

    What is here already is not fetched again, and a download that broke goes on where it was. Two that want the same
    at once do not write into each other's files. Raises DataError in words: no such data set, no permission, no
    network; StorageError for a disk that is full.
    """
    listing = _known(name)
    if listing is not None and _complete(name, listing):
        return listing
    with _alone(name, wait) as alone:
        return _fetch_files(name, told) if alone else None


@contextmanager
def _alone(name: HubName, wait: GoOn) -> Iterator[bool]:
    """Whether the folder of a data set is ours while the block runs; False once ``wait`` ended the waiting."""
    folder = _folder(name)
    with storage_errors(folder, say("downloading {file}", file=name.repository)):
        folder.mkdir(parents=True, exist_ok=True)
        # Of each thread its own: the window may ask again while an earlier download still ends.
        lock = FileLock(folder / ".lock", thread_local=False)
        while not lock.is_locked:
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if not wait():
                    break
                time.sleep(_POLL)
    try:
        yield lock.is_locked
    finally:
        lock.release()


def _fetch_files(name: HubName, told: Told) -> Listing | None:
    listing = _known(name)
    if listing is None:
        with in_words(name):
            listing = _ask(name)
        with atomic_file(_folder(name) / "listing.json") as stream:
            stream.write(json.dumps(asdict(listing)).encode())
    total = sum(file.size for file in listing.files)
    done = 0
    for file in listing.files:
        before = done

        def on_bytes(count: int, before: int = before) -> bool:
            return told(before + count, total)

        if not _fetch_file(name, listing.commit, file, on_bytes):
            return None
        done += file.size
    return listing


# What is known


def _folder(name: HubName) -> Path:
    kind = "--".join(filter(None, (name.config, name.split, name.revision))) or "default"
    mark = hashlib.sha256(name.source.encode()).hexdigest()[:8]  # where characters were replaced
    return paths.cache() / "hub" / _ODD.sub("--", name.repository) / f"{_ODD.sub('-', kind)}-{mark}"


def _known(name: HubName) -> Listing | None:
    try:
        told = json.loads((_folder(name) / "listing.json").read_bytes())
        files = tuple(HubFile(str(item["path"]), int(item["size"]), str(item["sha256"])) for item in told["files"])
        return Listing(str(told["commit"]), files, bool(told["partial"]))
    except (OSError, ValueError, TypeError, KeyError):  # there is none, or it was damaged: the Hub is asked again
        return None


def _complete(name: HubName, listing: Listing) -> bool:
    return all(_size(_path(name, file)) == file.size for file in listing.files)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _path(name: HubName, file: HubFile) -> Path:
    return _folder(name) / "files" / Path(file.path)


# What is asked for


def _ask(name: HubName) -> Listing:
    """The files as the Hub tells them."""
    endpoint = Endpoint()
    if not name.revision:
        try:
            commit, files = endpoint.files(name, CONVERTED)
        except RevisionMissingError:
            files = {}
        if any(path.endswith(".parquet") for path in files):
            chosen = choose_converted(list(files), name)
            return Listing(commit, tuple(_checked(files[path], name) for path in chosen), is_partial(chosen))
    commit, files = endpoint.files(name, name.revision or "main")
    return Listing(commit, tuple(_checked(files[path], name) for path in choose_original(list(files), name)))


def _checked(file: tuple[str, int, str], name: HubName) -> HubFile:
    path = PurePosixPath(file[0])
    if path.is_absolute() or ".." in path.parts or "\\" in file[0] or ":" in file[0]:
        message = say(
            "The data set {name} names a place outside of itself: {path}.", name=name.repository, path=file[0]
        )
        raise DataError(message, say("Do not use it."))
    return HubFile(*file)


def _fetch_file(name: HubName, commit: str, file: HubFile, told: Callable[[int], bool]) -> bool:
    path = _path(name, file)
    if _size(path) == file.size:
        return told(file.size)
    part = path.with_name(path.name + _PART)
    with storage_errors(path.parent, say("downloading {file}", file=path.name)):
        path.parent.mkdir(parents=True, exist_ok=True)
    if _size(part) > file.size:
        part.unlink()
    breaks = 0
    while _size(part) < file.size:
        before = _size(part)
        try:
            if not _go_on(name, commit, file, part, told):
                return False
        except BrokenConnectionError:
            if breaks >= _MOST_BREAKS:
                raise
        breaks = 0 if _size(part) > before else breaks + 1
        if breaks > _MOST_BREAKS:
            message = say("{file} of {name} does not come whole.", file=file.path, name=name.repository)
            raise DataError(message, say("Try again later; what was downloaded is kept."))
        time.sleep(breaks * _PAUSE)
    _verify(name, file, part)
    part.replace(path)
    return True


def _go_on(name: HubName, commit: str, file: HubFile, part: Path, told: Callable[[int], bool]) -> bool:
    """Fetch what is missing of a file, as far as the connection goes; False when ``told`` stopped it."""
    begin = max(_size(part), 0)
    with (
        in_words(name),
        Endpoint().stream(name, commit, file.path, begin) as (first, blocks),
        storage_errors(part, say("downloading {file}", file=file.path)),
        part.open("r+b" if begin else "wb") as out,
    ):
        out.truncate(first)
        out.seek(first)
        done = first
        for block in blocks:
            out.write(block)
            done += len(block)
            if not told(done):
                return False
    return True


def _verify(name: HubName, file: HubFile, part: Path) -> None:
    """Raise DataError, and forget the file, unless it is what the Hub said it would be."""
    if not file.sha256:
        return
    with part.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != file.sha256:
        part.unlink()
        message = say("{file} of {name} came damaged over the network.", file=file.path, name=name.repository)
        raise DataError(message, say("Try again."))
