"""Decoding of tokens that stand for bytes, which may end in the middle of a character."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from workbench.tokenizer.base import StreamDecoder, printable


class ByteStream(StreamDecoder):
    """Holds back the bytes of an incomplete UTF-8 character until the rest of it arrives."""

    def __init__(self, table: Sequence[bytes]) -> None:
        """``table[id]`` are the bytes of a token."""
        self._table = table
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def push(self, token: int) -> str:
        return self._decoder.decode(self._table[token])

    def flush(self) -> str:
        return self._decoder.decode(b"", final=True)


def printable_bytes(piece: bytes) -> str:
    """The bytes as visible text, or in hexadecimal where they are not whole characters."""
    try:
        return printable(piece.decode("utf-8"))
    except UnicodeDecodeError:
        return "".join(f"<{byte:02X}>" for byte in piece)
