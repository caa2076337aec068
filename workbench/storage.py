"""Writing to disk so that a full disk or a killed process never costs what was there before."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from workbench.errors import StorageError
from workbench.messages import say

FULL = frozenset((errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)))
"""What a system says when there is no room: on the disk, in a file, or in a user's quota."""
DENIED = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))
"""What a system says when this user may not write here."""
_IN_THE_WAY = frozenset((errno.ENOTDIR, errno.EEXIST))
_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_SHORT_OF_MEMORY = {sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_NOMEM}
_SQLITE_DENIED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


@contextlib.contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of ``path`` once the block ends without an error.

    The bytes go to a temporary name in the same folder, reach the disk (fsync), and are renamed;
    after an error, or a crash at any instant, ``path`` is what it was. Missing folders are made.
    Raises StorageError in words when the disk is full, read-only, or forbids it.
    """
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    with storage_errors(path.parent, say("writing {file}", file=path.name)):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
            sync_folder(path.parent)
        finally:
            # After a rename there is nothing left to remove; on a dead disk there is no way to.
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)


@contextlib.contextmanager
def storage_errors(path: Path, doing: str) -> Iterator[None]:
    """Turn what the disk refuses into a StorageError; ``doing`` completes "while ..."."""
    try:
        yield
    except OSError as error:
        detail = error.strerror or str(error)
        if error.errno in _IN_THE_WAY or error.errno == errno.ENAMETOOLONG:
            raise _bad_place(path, doing, error.errno == errno.ENAMETOOLONG) from error
        raise _in_words(path, doing, error.errno in FULL, error.errno in DENIED, detail) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in _SQLITE_SHORT_OF_MEMORY:
            raise _no_memory(path, doing) from error
        code = error.sqlite_errorcode & 0xFF
        # A write refused for lack of room reaches us as SQLITE_FULL, or as an I/O error of the log file.
        full = code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
        if code in _SQLITE_BUSY:
            raise _in_use(path, doing) from error
        raise _in_words(path, doing, full, code in _SQLITE_DENIED, str(error)) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # a mistake of ours, no fault of the file
            raise
        raise _in_words(path, doing, False, False, str(error)) from error


def sync_folder(path: Path) -> None:
    """Have the folder's names reach the disk; without effect where folders cannot be opened."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _bad_place(path: Path, doing: str, too_long: bool) -> StorageError:
    if too_long:
        return StorageError(
            say("The name is too long for this disk: {doing} in {path} failed.", doing=doing, path=path),
            say("Choose a shorter name."),
        )
    return StorageError(
        say("A file stands where a folder is needed: {doing} in {path} failed.", doing=doing, path=path),
        say("Choose another folder, or move that file (WORKBENCH_HOME names the folder of the whole workspace)."),
    )


def _in_use(path: Path, doing: str) -> StorageError:
    return StorageError(
        say("Another program uses the record: {doing} in {path} failed.", doing=doing, path=path),
        say("Close the program that has run.db open, and try again."),
    )


def _no_memory(path: Path, doing: str) -> StorageError:
    return StorageError(
        say("There was no memory left while {doing} in {path}.", doing=doing, path=path),
        say("Close other programs, and try again. What was saved before is intact."),
    )


def _in_words(path: Path, doing: str, full: bool, denied: bool, detail: str) -> StorageError:
    if full:
        return StorageError(
            say("The disk is full: it ran out of room while {doing} in {path}.", doing=doing, path=path),
            say("Free some space, or choose another disk. What was saved before is intact."),
        )
    if denied:
        return StorageError(
            say("There is no permission to write: {doing} in {path} failed.", doing=doing, path=path),
            say(
                "Change the folder's permissions, or choose another place (WORKBENCH_HOME moves the whole workspace). "
                "What was saved before is intact."
            ),
        )
    return StorageError(
        say("Saving failed while {doing} in {path}: {detail}.", doing=doing, path=path, detail=detail),
        say("Check the disk and the folder, and try again."),
    )
