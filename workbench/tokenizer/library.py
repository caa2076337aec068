"""A tokenizer of the `tokenizers` library: what all learned and loaded kinds have in common."""

from __future__ import annotations

import copy
import itertools
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer as Library

from workbench.config.tokenizer import TokenizerChoice
from workbench.messages import say
from workbench.tokenizer.base import UNKNOWN_CHARACTER, StreamDecoder, Tokenizer, printable, sound
from workbench.tokenizer.borders import border_of, words_apart
from workbench.tokenizer.byte_stream import ByteStream, printable_bytes
from workbench.tokenizer.fast_bytes import fast_twin
from workbench.tokenizer.inner_borders import inner_borders
from workbench.tokenizer.slices import safe_pieces
from workbench.tokenizer.spelling import BYTE_OF, NO_TEXT, spelling_of
from workbench.tokenizer.word_borders import WordBorders
from workbench.tokenizer.word_cache import WordCache

# Texts are encoded side by side by threads of ours: memory that threads of the library take and others give back makes
# both slower, the longer the more.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

Choice = TypeVar("Choice", bound=TokenizerChoice)

SLICE = 1 << 14
"""Characters that are encoded in one go."""
_TOGETHER = 8
"""Slices that are encoded together, each word of them once."""
_MANY = 1 << 12
"""Characters of a text whose words may be worth looking for."""
_KEEPING = {"ByteLevel", "Split", "Digits", "Punctuation", "UnicodeScripts"}
"""Pre-tokenizers that drop no character (a Split unless it says so)."""


class LibraryTokenizer(Tokenizer[Choice]):
    """A subclass says how it is trained; everything else is in the library's own tokenizer.json."""

    def __init__(self, library: Library) -> None:
        """Raises ValueError for a tokenizer whose parts cannot be used here."""
        library.no_truncation()
        library.no_padding()
        self._description: dict[str, Any] = json.loads(library.to_str())
        self._library = library
        # Ids may have holes; the model has room for the highest.
        self._size = max(library.get_vocab(with_added_tokens=True).values(), default=-1) + 1
        self._spelling = spelling_of(self._description, self._size)
        self._border = border_of(self._description)
        self._special = [token["content"] for token in self._description.get("added_tokens") or []]
        self._unknown = _unknown_id(self._description, library)
        if self._unknown is not None:
            self._spelling.table[self._unknown] = UNKNOWN_CHARACTER.encode()
        self._within = _within_text(self._description)
        self._fast = fast_twin(self._description, self.dtype)
        self._words: WordCache | None = None
        if words_apart(self._description):
            inner = inner_borders(self._description)
            self._words = WordCache(WordBorders(self._border), self._special, self._encode_words, self.dtype, inner)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> LibraryTokenizer[Choice]:
        return cls(open_library(json.dumps(content["library"])))

    def to_dict(self) -> dict[str, Any]:
        return {"library": self._description}

    @property
    def vocab_size(self) -> int:
        return self._size

    @property
    def banned_ids(self) -> tuple[int, ...]:
        empty = tuple(token for token, piece in enumerate(self._spelling.table) if not piece)
        return empty if self._unknown is None else (self._unknown, *empty)

    @property
    def reversible(self) -> bool:
        return self._description.get("normalizer") is None and _keeps_all(self._description)

    @property
    def unknown_id(self) -> int | None:
        return self._unknown

    def given(self, piece: str) -> str:
        """What the library is given for a piece of text: as many characters, of which none means something to it."""
        return sound(piece)

    def pieces(self, text: str | Iterable[str], size: int) -> Iterator[str]:
        return safe_pieces(text, size, self._border, self._special)

    def encode_slices(self, text: str, continued: bool = False) -> Iterator[NDArray[Any]]:
        pieces = map(self.given, self.pieces(text, SLICE))
        if self._within is not None and not continued:
            yield from self._encode(self._library, list(itertools.islice(pieces, 1)))
        while batch := list(itertools.islice(pieces, _TOGETHER)):
            yield from self._encode_together(batch)

    def decode(self, ids: Iterable[int], continued: bool = False) -> str:
        return self._spelling.text(list(ids), continued)

    def token_text(self, token: int) -> str:
        piece = self._spelling.table[token]
        if piece and token != self._unknown:
            return printable_bytes(piece)
        return printable((self._library.id_to_token(token) or f"<{token}>").removeprefix(NO_TEXT))

    def token_bytes(self, token: int) -> bytes:
        return self._spelling.table[token]

    def stream(self, continued: bool = False) -> StreamDecoder:
        spelling = self._spelling
        return ByteStream(spelling.table, spelling.strip_first and not continued, spelling.strip_last)

    def unknown_characters(self, text: str) -> set[str]:
        if self._unknown is None:
            return set()
        found: set[str] = set()
        for piece in map(sound, self.pieces(text, SLICE)):
            encoding = self._library.encode(self.given(piece), add_special_tokens=False)
            places = zip(encoding.ids, encoding.offsets, strict=True)
            found |= {
                piece[start:end].strip() or piece[start:end] for id, (start, end) in places if id == self._unknown
            }
        return found - {""}

    def _encode_together(self, pieces: list[str]) -> Iterator[NDArray[Any]]:
        if self._words is not None and sum(map(len, pieces)) >= _MANY:
            ids = self._words.encode("".join(pieces))
            if ids is not None:
                yield ids
                return
        if self._fast is not None:
            yield from map(self._fast.encode, pieces)
        else:
            yield from self._encode(self._within or self._library, pieces)

    def _encode_words(self, words: list[str]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The ids of each, one behind the other, and how many each has."""
        if self._fast is not None:
            return self._fast.encode_each(words)
        found = (self._within or self._library).encode_batch_fast(words, add_special_tokens=False)
        ids = [encoding.ids for encoding in found]
        counts = np.fromiter(map(len, ids), np.int64, len(ids))
        return np.fromiter(itertools.chain.from_iterable(ids), self.dtype, int(counts.sum())), counts

    def _encode(self, library: Library, pieces: list[str]) -> Iterator[NDArray[Any]]:
        # Unlike `encode`, a batch lets other threads run meanwhile.
        for encoding in library.encode_batch_fast(pieces, add_special_tokens=False):
            yield np.array(encoding.ids, self.dtype)


def open_library(content: str) -> Library:
    """The library's tokenizer from its JSON. Raises ValueError for anything else."""
    try:
        return Library.from_str(content)
    except Exception as error:
        raise ValueError(say("the tokenizers library cannot read it ({reason})", reason=error)) from error


def _unknown_id(description: dict[str, Any], library: Library) -> int | None:
    """The id of the unknown token, if the model has one."""
    model = description["model"]
    if model.get("unk_id") is not None:
        return int(model["unk_id"])
    token = model.get("unk_token")
    return None if token is None else library.token_to_id(token)


def _within_text(description: dict[str, Any]) -> Library | None:
    """The same tokenizer for text in the middle of another, where its normaliser marks the beginning of a text."""
    normalizer = description.get("normalizer")
    steps = [] if normalizer is None else normalizer.get("normalizers", [normalizer])
    if all(step["type"] != "Prepend" for step in steps):
        return None
    changed = copy.deepcopy(description)
    changed["normalizer"] = {
        "type": "Sequence",
        "normalizers": [step for step in steps if step["type"] != "Prepend"],
    }
    return Library.from_str(json.dumps(changed))


def _keeps_all(description: dict[str, Any]) -> bool:
    """Whether no character can get lost: every byte has a token, and words keep the white space around them."""
    model, pre_tokenizer = description["model"], description.get("pre_tokenizer")
    steps = [] if pre_tokenizer is None else pre_tokenizer.get("pretokenizers", [pre_tokenizer])
    if not all(step["type"] in _KEEPING and not step.get("add_prefix_space") for step in steps):
        return False
    if any(step.get("behavior") == "Removed" for step in steps):
        return False
    vocabulary = model["vocab"]
    pieces = set(vocabulary if isinstance(vocabulary, dict) else (piece for piece, _ in vocabulary))
    if any(step["type"] == "ByteLevel" for step in steps):
        return model["type"] == "BPE" and BYTE_OF.keys() <= pieces
    return bool(model.get("byte_fallback")) and all(f"<0x{value:02X}>" in pieces for value in range(256))
