"""Streams that are unpacked while they are read, with what can go wrong in them said as a fault.

An archive is refused when it would grow beyond all measure: a "bomb" of some kilobytes can hold
petabytes. Ordinary text is rarely packed to less than a twentieth.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, cast

from workbench.data.readers.records import BrokenFileError, Fault, fault
from workbench.messages import say

MOST_GROWTH = 200
"""How many times its packed size a stream may have when it is unpacked."""
SMALL = 1 << 28
"""Bytes that may always be unpacked."""
_DAMAGED = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class _Unpacking(io.RawIOBase):
    """Reads a packed stream, counts, and turns what the unpacker raises into a BrokenFileError."""

    def __init__(self, name: str, inner: IO[bytes], packed: int, below: IO[bytes] | None) -> None:
        super().__init__()
        self._name = name
        self._inner = inner
        self._below = below
        self._most = max(SMALL, MOST_GROWTH * packed)
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read(len(buffer))
        except _DAMAGED as error:
            raise BrokenFileError(damaged(self._name, error)) from error
        self._count += len(data)
        if self._count > self._most:
            raise BrokenFileError(bomb(self._name))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            if self._below is not None:
                self._below.close()
        super().close()


def unpacked(name: str, inner: IO[bytes], packed: int, below: IO[bytes] | None = None) -> BinaryIO:
    """A stream that raises BrokenFileError when ``inner`` is damaged or grows beyond all measure.

    ``below`` is closed with it.
    """
    return cast(BinaryIO, io.BufferedReader(_Unpacking(name, inner, packed, below)))


def gunzipped(name: str, inner: IO[bytes], packed: int) -> BinaryIO:
    """What a gzip stream holds."""
    return unpacked(name, cast(IO[bytes], gzip.GzipFile(fileobj=inner, mode="rb")), packed, inner)


def refusal(archive: str, member: zipfile.ZipInfo) -> Fault | None:
    """Why a member of an archive is not opened, or None if it may be."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        what = say("the member “{member}” names a place outside of the archive", member=member.filename)
    elif (member.external_attr >> 16) & 0o170000 == 0o120000:
        what = say("the member “{member}” is a link, not a file", member=member.filename)
    elif member.flag_bits & 1:
        what = say("the member “{member}” is encrypted", member=member.filename)
        return fault("refused", archive, 0, 0, what, say("Unpack it with its password first."))
    elif member.file_size > max(SMALL, MOST_GROWTH * member.compress_size):
        return bomb(f"{archive}/{member.filename}")
    else:
        return None
    return fault("refused", archive, 0, 0, what, say("Use an archive from a source that you trust."))


def bomb(name: str) -> Fault:
    """The fault of an archive that grows beyond all measure."""
    what = say("it would unpack to more than {times} times its size, as archives made to do harm do", times=MOST_GROWTH)
    return fault("refused", name, 0, 0, what, say("If you trust it, unpack it first and choose what was in it."))


def damaged(name: str, error: Exception) -> Fault:
    """The fault of an archive that cannot be read."""
    what = say("it is damaged ({reason})", reason=str(error) or type(error).__name__)
    return fault("damaged", name, 0, 0, what, say("Fetch or make the file again."))
