"""Byte-level byte-pair encoding, trained on the text, on the `tokenizers` library.

Text is first cut into words by GPT-2's pattern (Radford et al. 2019), then frequent neighbours within a
word are merged (Sennrich et al. 2016, arXiv:1508.07909). All 256 bytes are tokens, so every text has
an encoding that gives it back exactly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer as Library
from tokenizers import models, pre_tokenizers, trainers

from workbench.config.tokenizers.bpe import BPE
from workbench.tokenizer.base import Stopped, StreamDecoder, Tokenizer, join_bytes
from workbench.tokenizer.byte_stream import ByteStream, printable_bytes
from workbench.tokenizer.slices import safe_pieces

_SLICE = 1 << 14


class BPETokenizer(Tokenizer[BPE]):
    """Tokens are pieces of words, from the 256 bytes upwards."""

    kind: ClassVar[str] = "bpe"

    def __init__(self, tokens: list[str], merges: list[tuple[str, str]]) -> None:
        """``tokens[id]`` in GPT-2's spelling of bytes; ``merges`` in order of priority.

        Raises ValueError when a byte is missing, a token occurs twice, or a merge does not fit.
        """
        vocabulary = {token: index for index, token in enumerate(tokens)}
        if len(vocabulary) != len(tokens) or not vocabulary.keys() >= _BYTE_OF.keys():
            raise ValueError("the tokens must be different and hold every byte")
        if any(left + right not in vocabulary for left, right in merges):
            raise ValueError("a merge makes a token that does not exist")
        if any(left not in vocabulary or right not in vocabulary for left, right in merges):
            raise ValueError("a merge needs a token that does not exist")
        self._tokens = tokens
        self._merges = merges
        self._table = [bytes(_BYTE_OF[char] for char in token) for token in tokens]
        self._library = _library(models.BPE(vocab=vocabulary, merges=merges))

    @classmethod
    def train(cls, choice: BPE, text: str, stopped: Stopped) -> BPETokenizer:
        library = _library(models.BPE())
        trainer = trainers.BpeTrainer(
            vocab_size=choice.vocab_size,
            min_frequency=choice.minimum_frequency,
            initial_alphabet=sorted(_BYTE_OF),
            show_progress=False,
        )
        # The library counts words slice by slice and lets go of the interpreter in between.
        library.train_from_iterator(_until(stopped, safe_pieces(text, _SLICE)), trainer)
        model = json.loads(library.to_str())["model"]
        vocabulary: dict[str, int] = model["vocab"]
        tokens = sorted(vocabulary, key=vocabulary.__getitem__)
        return cls(tokens, [(left, right) for left, right in model["merges"]])

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> BPETokenizer:
        tokens = [str(token) for token in content["tokens"]]
        return cls(tokens, [(str(left), str(right)) for left, right in content["merges"]])

    def to_dict(self) -> dict[str, Any]:
        return {"tokens": self._tokens, "merges": [list(merge) for merge in self._merges]}

    @property
    def vocab_size(self) -> int:
        return len(self._tokens)

    def encode_slices(self, text: str) -> Iterator[NDArray[Any]]:
        for piece in safe_pieces(text, _SLICE):
            # A batch of one: unlike `encode`, it lets other threads run meanwhile.
            [encoding] = self._library.encode_batch_fast([_sound(piece)], add_special_tokens=False)
            yield np.array(encoding.ids, self.dtype)

    def decode(self, ids: Iterable[int]) -> str:
        return join_bytes(self._table, ids)

    def token_text(self, token: int) -> str:
        return printable_bytes(self._table[token])

    def stream(self) -> StreamDecoder:
        return ByteStream(self._table)


def _until(stopped: Stopped, items: Iterable[str]) -> Iterator[str]:
    for item in items:
        if stopped():
            return
        yield _sound(item)


def _sound(text: str) -> str:
    """The text with lone surrogates, which are no characters, replaced; nearly always itself."""
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def _library(model: models.BPE) -> Library:
    library = Library(model)
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    return library


def _spell_bytes() -> dict[str, int]:
    """GPT-2's spelling: printable Latin-1 bytes stand for themselves, the others move above U+0100."""
    kept = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    moved = [value for value in range(256) if value not in kept]
    return {chr(value): value for value in kept} | {chr(0x100 + rank): value for rank, value in enumerate(moved)}


_BYTE_OF = _spell_bytes()
