"""Writes the safetensors format in slices, hashing on the way.

The safetensors package is used to read. Its writer builds each file in one call that keeps every
other Python thread, the window's among them, waiting; plain file writes and hashing of bounded
slices let them run. Format: https://github.com/huggingface/safetensors#format - eight bytes header length
(little-endian), a JSON header with dtype, shape and byte range of each tensor, then the bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SLICE = 4 * 1024 * 1024
_ALIGNMENT = 8


@dataclass(frozen=True, slots=True)
class RawTensor:
    """A tensor as bytes (row-major, little-endian); ``dtype`` as safetensors writes it: "F32", "I64", ..."""

    dtype: str
    shape: tuple[int, ...]
    data: memoryview


@dataclass(frozen=True, slots=True)
class Digest:
    """What identifies a complete file."""

    bytes: int
    sha256: str


def write_tensors(path: Path, tensors: Mapping[str, RawTensor]) -> Digest:
    """Write a new safetensors file and have it reach the disk. Raises OSError."""
    header: dict[str, object] = {}
    offset = 0
    for name, tensor in tensors.items():
        end = offset + tensor.data.nbytes
        header[name] = {"dtype": tensor.dtype, "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    parts = [memoryview(len(text).to_bytes(8, "little") + text), *(tensor.data for tensor in tensors.values())]
    return _write(path, parts)


def write_bytes(path: Path, content: bytes) -> Digest:
    """Write a new file and have it reach the disk. Raises OSError."""
    return _write(path, [memoryview(content)])


def digest(path: Path) -> Digest:
    """The digest of a file on disk, read in slices. Raises OSError."""
    hasher, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_SLICE):
            hasher.update(piece)
            size += len(piece)
    return Digest(size, hasher.hexdigest())


def _write(path: Path, parts: list[memoryview]) -> Digest:
    hasher, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for part in parts:
            for start in range(0, part.nbytes, _SLICE):
                piece = part[start : start + _SLICE]
                file.write(piece)
                hasher.update(piece)
            size += part.nbytes
        file.flush()
        os.fsync(file.fileno())
    return Digest(size, hasher.hexdigest())
