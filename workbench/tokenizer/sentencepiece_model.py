"""Reads a SentencePiece .model (Kudo and Richardson 2018, arXiv:1808.06226) as a tokenizer of the `tokenizers` library.

The file is one protocol-buffer message, ModelProto of sentencepiece_model.proto; the few fields that matter are read
here by their numbers, so that neither package is needed. Merges of its BPE are not in the file: the pair whose piece
has the best score is joined first, so they follow from pieces and scores.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers
from tokenizers import Tokenizer as Library

from workbench.messages import say
from workbench.tokenizer.spelling import NO_TEXT

_SPACE = "▁"
_UNIGRAM, _BPE = 1, 2
_NORMAL, _UNKNOWN, _CONTROL, _USER_DEFINED, _UNUSED, _BYTE = 1, 2, 3, 4, 5, 6
_RARE = -200.0
"""The score of a byte: its name in a text is better spelled in characters."""


@dataclass(slots=True)
class _Model:
    """What the file says; the defaults are those of its format."""

    pieces: list[tuple[str, float, int]] = field(default_factory=list)
    """(text, score, type) by id."""
    kind: int = _UNIGRAM
    byte_fallback: bool = False
    space_is_suffix: bool = False
    characters: bytes = b""
    """The compiled table of the normaliser."""
    prefix: bool = True
    single_spaces: bool = True


def read_sentencepiece(content: bytes) -> Library:
    """The library's tokenizer with the same ids. Raises ValueError in words for anything else."""
    try:
        model = _read(content)
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise ValueError(say("it is no SentencePiece model, or it is cut short")) from error
    if not model.pieces:
        raise ValueError(say("it is no SentencePiece model, or it is cut short"))
    if model.kind not in (_UNIGRAM, _BPE) or model.space_is_suffix:
        raise ValueError(say("only SentencePiece models of the types Unigram and BPE can be used"))
    library = Library(_unigram(model) if model.kind == _UNIGRAM else _bpe(model))
    _add_spaces(library, model)
    defined = [text for text, _, kind in model.pieces if kind == _USER_DEFINED]
    library.add_tokens([AddedToken(text, normalized=False) for text in defined])
    return library


def _add_spaces(library: Library, model: _Model) -> None:
    """The normaliser, and what becomes of spaces."""
    steps: list[Any] = [normalizers.Precompiled(model.characters)] if model.characters else []
    if model.single_spaces:
        steps += [normalizers.Strip(), normalizers.Replace(Regex(" {2,}"), " ")]
        scheme = "always" if model.prefix else "never"
        library.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme=scheme)
    else:
        # Several spaces may be one piece: nothing is cut beforehand.
        steps += [normalizers.Prepend(_SPACE)] if model.prefix else []
        steps.append(normalizers.Replace(" ", _SPACE))
    if steps:
        library.normalizer = normalizers.Sequence(steps)
    start = [decoders.Strip(content=" ", left=1, right=0)] if model.prefix else []
    library.decoder = decoders.Sequence(
        [decoders.Replace(_SPACE, " "), decoders.ByteFallback(), decoders.Fuse(), *start]
    )


def _name(text: str, kind: int) -> str:
    """The piece; the unknown one and those that only control, which SentencePiece finds in no text, are marked."""
    return f"{NO_TEXT}{text}" if kind in (_UNKNOWN, _CONTROL, _UNUSED) else text


def _unigram(model: _Model) -> models.Model:
    unknown = next((index for index, piece in enumerate(model.pieces) if piece[2] == _UNKNOWN), 0)
    vocabulary = [(_name(text, kind), _RARE if kind == _BYTE else score) for text, score, kind in model.pieces]
    return models.Unigram(vocabulary, unk_id=unknown, byte_fallback=model.byte_fallback)


def _bpe(model: _Model) -> models.Model:
    ids = {_name(text, kind): index for index, (text, _, kind) in enumerate(model.pieces)}
    parts = {text: index for index, (text, _, kind) in enumerate(model.pieces) if kind in (_NORMAL, _USER_DEFINED)}
    ranked = []
    for text, index in parts.items():
        pairs = [(text[:at], text[at:]) for at in range(1, len(text))]
        known = sorted((parts[left], parts[right]) for left, right in pairs if left in parts and right in parts)
        ranked += [(-model.pieces[index][1], pair) for pair in known]
    ranked.sort(key=lambda item: item[0])
    merges = [(model.pieces[left][0], model.pieces[right][0]) for _, (left, right) in ranked]
    unknown = next((name for name in ids if name.startswith(NO_TEXT) and _is_unknown(model, ids[name])), None)
    return models.BPE(vocab=ids, merges=merges, unk_token=unknown, fuse_unk=True, byte_fallback=model.byte_fallback)


def _is_unknown(model: _Model, index: int) -> bool:
    return model.pieces[index][2] == _UNKNOWN


def _read(content: bytes) -> _Model:
    model = _Model()
    for number, value in _fields(content):
        if number == 1:
            piece = dict(_fields(value))
            score = struct.unpack("<f", piece[2])[0] if 2 in piece else 0.0
            model.pieces.append((piece.get(1, b"").decode("utf-8"), score, piece.get(3, 1)))
        elif number == 2:
            trainer = dict(_fields(value))
            model.kind = trainer.get(3, _UNIGRAM)
            model.space_is_suffix = bool(trainer.get(24, 0))
            model.byte_fallback = bool(trainer.get(35, 0))
        elif number == 3:
            normalizer = dict(_fields(value))
            model.characters = normalizer.get(2, b"")
            model.prefix = bool(normalizer.get(3, 1))
            model.single_spaces = bool(normalizer.get(4, 1))
    return model


def _fields(message: Any) -> Iterator[tuple[int, Any]]:
    """(number, value) of each field: whole numbers as int, everything else as bytes. Raises IndexError."""
    if not isinstance(message, bytes):
        raise IndexError
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        wire = key & 7
        if wire == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        sizes = {1: 8, 5: 4}
        if wire == 2:
            size, at = _varint(message, at)
        elif wire in sizes:
            size = sizes[wire]
        else:
            raise IndexError
        if at + size > len(message):
            raise IndexError
        yield key >> 3, message[at : at + size]
        at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """(value, place after it)."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
        if shift > 63:
            raise IndexError
