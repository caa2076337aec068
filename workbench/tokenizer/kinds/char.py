"""One token for each character that occurs in the text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from workbench.config.tokenizers.char import Char
from workbench.tokenizer.base import UNKNOWN_CHARACTER, StreamDecoder, Tokenizer, printable
from workbench.tokenizer.corpus import Corpus, Watch, watched
from workbench.tokenizer.slices import pieces

_SLICE = 1 << 18


class CharTokenizer(Tokenizer[Char]):
    """Id 0 is any character never seen; the others are the text's characters in order of code point."""

    kind: ClassVar[str] = "char"
    needs_whole_text: ClassVar[bool] = True
    by_character: ClassVar[bool] = True

    def __init__(self, characters: str) -> None:
        """``characters[i]`` gets id i + 1. Raises ValueError when one occurs twice."""
        if len(set(characters)) != len(characters):
            raise ValueError("a character occurs twice")
        self._known = frozenset(characters)
        self._texts = UNKNOWN_CHARACTER + characters
        codes = _code_points(characters)
        # One entry more than the highest code point; the last stands for everything above it.
        self._table = np.zeros(int(codes.max(initial=0)) + 2, self.dtype)
        self._table[codes] = np.arange(1, len(characters) + 1)
        self._pairs = _pairs(self._table[np.minimum(np.arange(256), len(self._table) - 1)])

    @classmethod
    def train(cls, choice: Char, corpus: Corpus, watch: Watch) -> CharTokenizer:
        seen = np.zeros(sys.maxunicode + 1, bool)
        for piece in watched(corpus, watch, pieces(corpus.blocks(), _SLICE)):
            seen[_code_points(piece)] = True
        return cls("".join(map(chr, np.flatnonzero(seen).tolist())))

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> CharTokenizer:
        characters = content["characters"]
        if not isinstance(characters, str):
            raise TypeError("characters must be a text")
        return cls(characters)

    def to_dict(self) -> dict[str, Any]:
        return {"characters": self._texts[1:]}

    @property
    def vocab_size(self) -> int:
        return len(self._texts)

    @property
    def banned_ids(self) -> tuple[int, ...]:
        return (0,)

    @property
    def unknown_id(self) -> int | None:
        return 0

    def encode_slices(self, text: str, continued: bool = False) -> Iterator[NDArray[Any]]:
        for piece in pieces(text, _SLICE):
            if piece.isascii():
                yield self._encode_ascii(piece.encode("ascii"))
                continue
            codes = _code_points(piece)
            yield self._table[np.minimum(codes, len(self._table) - 1)]

    def decode(self, ids: Iterable[int], continued: bool = False) -> str:
        return "".join([self._texts[token] for token in ids])

    def token_text(self, token: int) -> str:
        return printable(self._texts[token])

    def token_bytes(self, token: int) -> bytes:
        return self._texts[token].encode("utf-8", "replace")

    def stream(self, continued: bool = False) -> StreamDecoder:
        return _CharStream(self._texts)

    def unknown_characters(self, text: str) -> set[str]:
        return set(text) - self._known

    def _encode_ascii(self, content: bytes) -> NDArray[Any]:
        """Two characters at a time, while other threads run."""
        half = len(content) // 2
        pairs = np.frombuffer(content, np.uint16, half)
        ids = self._pairs.take(pairs, mode="wrap").view(self.dtype)  # every pair is within: nothing is wrapped
        return ids if 2 * half == len(content) else np.append(ids, self._table[content[-1]])


class _CharStream(StreamDecoder):
    """Every token is a whole character: nothing to hold back."""

    def __init__(self, texts: str) -> None:
        self._texts = texts

    def push(self, token: int) -> str:
        return self._texts[token]

    def flush(self) -> str:
        return ""


def _pairs(ids: NDArray[Any]) -> NDArray[Any]:
    """For each two bytes in a row their two ids in a row; ``ids`` are those of the bytes."""
    every = np.arange(1 << 16, dtype=np.uint16).view(np.uint8)
    return ids[every].view(f"u{2 * ids.itemsize}")


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
