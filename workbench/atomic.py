"""Write a file so that its name only ever stands for a whole one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from workbench.errors import StorageError
from workbench.messages import say


@contextlib.contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of ``path`` once the block ends without an error.

    The bytes go to a temporary name in the same folder, reach the disk (fsync), and are renamed;
    after an error, or a crash at any instant, ``path`` is what it was. Missing folders are made.
    Raises StorageError in words when the disk is full, read-only, or forbids it.
    """
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise _in_words(path, error) from error
    finally:
        # After a rename there is nothing left to remove; on a dead disk there is no way to.
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _in_words(path: Path, error: OSError) -> StorageError:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return StorageError(
            say("The disk is full: {file} was not written.", file=path), say("Free some space and try again.")
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        message = say("{file} cannot be written: there is no permission to write here.", file=path)
        return StorageError(message, say("Choose another folder."))
    reason = error.strerror or str(error)
    return StorageError(
        say("{file} cannot be written: {reason}.", file=path, reason=reason),
        say("Check the disk and the folder, and try again."),
    )
