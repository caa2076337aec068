"""Token ids on disk: a 32-byte header that describes itself, then the ids, read through a memory map.

Layout, little-endian: magic ``LMTOKENS``, format (uint16), bytes per id (uint16: 1, 2 or 4),
vocabulary size (uint32), number of ids (uint64), 8 bytes of zero; then the ids.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.written_behind import WrittenBehind
from workbench.errors import DataError
from workbench.messages import say
from workbench.storage import atomic_file

FORMAT = 2
"""The newest that is known. A file has the format that brought ids of its size, so that older programs read others."""
_FORMATS = {1: 2, 2: 1, 4: 1}
_MAGIC = b"LMTOKENS"
_HEADER = struct.Struct("<8sHHIQ8x")
STARTS = np.dtype("<i8")
"""How it is written where documents begin."""
_SLICE = 1 << 20  # ids converted and written at once


def token_dtype(vocab_size: int) -> np.dtype[Any]:
    """The narrowest type that holds every id: uint8 up to 256 tokens, uint16 up to 65,536, else uint32."""
    return np.min_scalar_type(max(0, vocab_size - 1)).newbyteorder("<")


def _head(dtype: np.dtype[Any], vocab_size: int, count: int) -> bytes:
    return _HEADER.pack(_MAGIC, _FORMATS[dtype.itemsize], dtype.itemsize, vocab_size, count)


def write_tokens(path: Path, ids: NDArray[Any], vocab_size: int) -> None:
    """Write a 1-D array of ids; the file appears whole or not at all.

    Raises ValueError for an id outside the vocabulary and StorageError when the disk refuses.
    """
    dtype = token_dtype(vocab_size)
    with atomic_file(path) as file:
        file.write(_head(dtype, vocab_size, len(ids)))
        for start in range(0, len(ids), _SLICE):
            part = ids[start : start + _SLICE]
            if int(part.min()) < 0 or int(part.max()) >= vocab_size:
                raise ValueError(f"token ids must lie in 0..{vocab_size - 1}")
            file.write(np.ascontiguousarray(part, dtype=dtype).data)


class TokenWriter:
    """Writes a token file piece by piece; use it with ``with``. The file can be opened once `finish` was called.

    What was written before (``resume`` ids of it) can be gone on with. Raises StorageError when the disk refuses.
    """

    def __init__(self, path: Path, vocab_size: int, resume: int = 0) -> None:
        self._vocab_size = vocab_size
        self._dtype = token_dtype(vocab_size)
        self._file = WrittenBehind(path, resume * self._dtype.itemsize + _HEADER.size if resume else 0)
        self.count = resume
        if not resume:
            self._file.write(bytes(_HEADER.size))

    @staticmethod
    def holds(path: Path, vocab_size: int, count: int) -> bool:
        """Whether so many ids were written there before. Raises OSError."""
        return path.stat().st_size >= _HEADER.size + count * token_dtype(vocab_size).itemsize

    def __enter__(self) -> TokenWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, ids: NDArray[Any]) -> None:
        """Add ids, which must lie in the vocabulary, and must not change any more."""
        self._file.write(np.ascontiguousarray(ids, dtype=self._dtype).data)
        self.count += len(ids)

    def sync(self) -> None:
        """Have all that was written reach the disk."""
        self._file.sync()

    def finish(self) -> None:
        """Write the head, which makes it a token file."""
        self._file.put_first(_head(self._dtype, self._vocab_size, self.count))


def open_tokens(path: Path) -> NDArray[Any]:
    """The ids as a read-only 1-D array of `token_dtype` that stays on disk until it is looked at.

    Raises DataError in words when the file is missing, cut short, longer than it says, or no token file.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER.size)
    except OSError as error:
        raise _problem(path, say("{reason}", reason=error.strerror or str(error))) from error
    itemsize, count = _parse(path, head)
    expected = _HEADER.size + count * itemsize
    if size != expected:
        cut = say("it was cut short: {size:,} bytes where {expected:,} belong", size=size, expected=expected)
        longer = say(
            "it is longer than it says: {size:,} bytes where {expected:,} belong", size=size, expected=expected
        )
        raise _problem(path, cut if size < expected else longer)
    dtype = np.dtype(f"<u{itemsize}")
    if count == 0:
        return np.empty(0, dtype)
    return np.asarray(np.memmap(path, dtype, mode="r", offset=_HEADER.size, shape=(count,)))


def open_starts(path: Path) -> NDArray[np.int64]:
    """Where documents begin, as 1-D int64 that stays on disk until it is looked at; empty where there is no file."""
    if not path.is_file() or path.stat().st_size == 0:
        return np.empty(0, np.int64)
    return np.asarray(np.memmap(path, STARTS, mode="r"))


def forget_pages(tokens: NDArray[Any]) -> None:
    """Let go of the pages of a token file that were read so far; they are read again when looked at.

    A system with memory to spare maps a megabyte and more around each place that is read, so reading
    at random soon has the whole file counted as resident. Nothing happens where the ids are no file,
    or the system (Windows) has no such request.
    """
    base: Any = tokens
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        base.madvise(mmap.MADV_DONTNEED)


def _parse(path: Path, head: bytes) -> tuple[int, int]:
    """(bytes per id, number of ids) from a header."""
    if len(head) < _HEADER.size or not head.startswith(_MAGIC):
        raise _problem(path, say("it is no token file"))
    _, version, itemsize, _, count = _HEADER.unpack(head)
    if version > FORMAT:
        message = say(
            "The token file {file} was written by a newer release (format {version}).", file=path, version=version
        )
        raise DataError(message, say("Update LM Workbench."))
    if itemsize not in _FORMATS:
        raise _problem(path, say("there are no ids of {size} bytes", size=itemsize))
    return itemsize, count


def _problem(path: Path, reason: str) -> DataError:
    return DataError(
        say("The token file {file} cannot be used: {reason}.", file=path, reason=reason),
        say("It is made from the text: start a new run from the same experiment."),
    )
