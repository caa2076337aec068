"""One token for each byte of the UTF-8 text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from workbench.config.tokenizers.byte import Byte
from workbench.tokenizer.base import StreamDecoder, Tokenizer, join_bytes
from workbench.tokenizer.byte_stream import ByteStream, printable_bytes
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.slices import pieces

_SLICE = 1 << 18
_TABLE = tuple(bytes((value,)) for value in range(256))


class ByteTokenizer(Tokenizer[Byte]):
    """Ids are the byte values; nothing is learned, and no text is unknown."""

    kind: ClassVar[str] = "byte"

    @classmethod
    def train(cls, choice: Byte, corpus: Corpus, watch: Watch) -> ByteTokenizer:
        return cls()

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> ByteTokenizer:
        return cls()

    def to_dict(self) -> dict[str, Any]:
        return {}

    @property
    def vocab_size(self) -> int:
        return len(_TABLE)

    def encode_slices(self, text: str, continued: bool = False) -> Iterator[NDArray[Any]]:
        for piece in pieces(text, _SLICE):
            yield np.frombuffer(piece.encode("utf-8", "replace"), np.uint8).astype(self.dtype)

    def decode(self, ids: Iterable[int], continued: bool = False) -> str:
        return join_bytes(_TABLE, ids)

    def token_text(self, token: int) -> str:
        return printable_bytes(_TABLE[token])

    def token_bytes(self, token: int) -> bytes:
        return _TABLE[token]

    def stream(self, continued: bool = False) -> StreamDecoder:
        return ByteStream(_TABLE)
