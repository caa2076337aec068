"""Writing to disk so that a full disk or a killed process never costs what was there before."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import StorageError
from workbench.messages import say

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SQLITE_DENIED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


@contextmanager
def storage_errors(path: Path, doing: str) -> Iterator[None]:
    """Turn what the disk refuses into a StorageError; ``doing`` completes "While ..."."""
    try:
        yield
    except OSError as error:
        raise _in_words(path, doing, error.errno in _FULL, error.errno in _DENIED, str(error)) from error
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        # A write refused for lack of room reaches us as SQLITE_FULL, or as an I/O error of the log file.
        full = code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
        raise _in_words(path, doing, full, code in _SQLITE_DENIED, str(error)) from error


def _in_words(path: Path, doing: str, full: bool, denied: bool, detail: str) -> StorageError:
    if full:
        return StorageError(
            say("The disk is full: it ran out of room while {doing} in {path}.", doing=doing, path=path),
            say("Free some space, or move the workspace to a larger disk. What was saved before is intact."),
        )
    if denied:
        return StorageError(
            say("There is no permission to write: {doing} in {path} failed.", doing=doing, path=path),
            say(
                "Check the folder's permissions, or move the workspace with WORKBENCH_HOME. "
                "What was saved before is intact."
            ),
        )
    return StorageError(
        say("The disk gave an error while {doing} in {path}: {detail}.", doing=doing, path=path, detail=detail),
        say("Check that the disk is there."),
    )


def sync_folder(path: Path) -> None:
    """Have the folder's names reach the disk; without effect where folders cannot be opened."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
