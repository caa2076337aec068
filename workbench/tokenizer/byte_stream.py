"""Decoding of tokens that stand for bytes, which may end in the middle of a character."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from workbench.tokenizer.base import StreamDecoder, printable


class ByteStream(StreamDecoder):
    """Holds back the bytes of an incomplete UTF-8 character until the rest of it arrives."""

    def __init__(self, table: Sequence[bytes], strip_first: bool = False, strip_last: bool = False) -> None:
        """``table[id]`` are the bytes of a token; a space at the very beginning or end of the text may be taken off."""
        self._table = table
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._at_start = strip_first
        self._strip_last = strip_last
        self._held = b""

    def push(self, token: int) -> str:
        piece = self._held + self._table[token]
        self._held = b""
        if self._at_start and piece:
            piece = piece.removeprefix(b" ")
            self._at_start = False
        if self._strip_last and piece.endswith(b" "):
            piece, self._held = piece[:-1], b" "
        return self._decoder.decode(piece)

    def flush(self) -> str:
        self._held = b""
        return self._decoder.decode(b"", final=True)


def printable_bytes(piece: bytes) -> str:
    """The bytes as visible text, or in hexadecimal where they are not whole characters."""
    try:
        return printable(piece.decode("utf-8"))
    except UnicodeDecodeError:
        return "".join(f"<{byte:02X}>" for byte in piece)
