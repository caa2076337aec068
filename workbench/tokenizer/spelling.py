"""What each token of the `tokenizers` library stands for in bytes, read from how its decoder is described.

Decoding is ours, so that a text that comes token by token is the same as one that is decoded whole, also where
bytes are no UTF-8. On well-formed ids both equal the library's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.messages import say


@dataclass(frozen=True, slots=True)
class Spelling:
    """``table[id]`` are the bytes of a token within a text; a space at its very beginning or end may be taken off."""

    table: list[bytes]
    strip_first: bool = False
    strip_last: bool = False

    def text(self, ids: Sequence[int], continued: bool = False) -> str:
        """The text of the ids; bytes that are no UTF-8 become the replacement character."""
        joined = b"".join([self.table[token] for token in ids])
        if self.strip_first and not continued:
            joined = joined.removeprefix(b" ")
        if self.strip_last:
            joined = joined.removesuffix(b" ")
        return joined.decode("utf-8", "replace")


def spelling_of(description: dict[str, Any], size: int) -> Spelling:
    """How the tokens 0..``size`` - 1 of a tokenizer, given as its JSON, are written.

    Raises ValueError for a decoder whose text could not be shown token by token.
    """
    model, added = description["model"], description.get("added_tokens") or []
    pieces: list[str | None] = [None] * size
    vocabulary = model["vocab"]
    if isinstance(vocabulary, dict):
        for piece, index in vocabulary.items():
            pieces[index] = piece
    else:
        pieces[: len(vocabulary)] = [piece for piece, _ in vocabulary]
    decoder = _Decoder(description.get("decoder"), bool(model.get("byte_fallback")))
    table = [b"" if piece is None else decoder.bytes_of(piece) for piece in pieces]
    for token in added:
        table[token["id"]] = token["content"].encode("utf-8", "replace")
    return Spelling(table, decoder.strip_first, decoder.strip_last)


def spell_bytes() -> dict[str, int]:
    """GPT-2's spelling: printable Latin-1 bytes stand for themselves, the others move above U+0100."""
    kept = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    moved = [value for value in range(256) if value not in kept]
    return {chr(value): value for value in kept} | {chr(0x100 + rank): value for rank, value in enumerate(moved)}


NO_TEXT = "\ufdd1"
"""Begins the name of a token that no text spells; a character of no text itself."""
BYTE_OF = spell_bytes()
_FALLBACK = re.compile(r"<0x([0-9A-F]{2})>\Z")
_CLEANED = (
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
    (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
)  # fmt: skip
"""What a WordPiece decoder of the library writes together."""


class _Decoder:
    """Turns the spelling of one token into its bytes within a text."""

    def __init__(self, described: dict[str, Any] | None, byte_fallback: bool) -> None:
        """Raises ValueError for a kind of decoder that is not known."""
        self.strip_first = described is None
        self.strip_last = False
        self._bytes = False
        self._fallback = False
        self._rules: list[tuple[str, dict[str, Any]]] = []
        if described is None:
            self._rules.append(("Spaced", {}))
        else:
            self._take(described)
        self._fallback = self._fallback or byte_fallback

    def bytes_of(self, piece: str) -> bytes:
        """The bytes of one token."""
        if piece.startswith(NO_TEXT):
            return b""
        if self._fallback and (byte := _FALLBACK.match(piece)):
            return bytes((int(byte[1], 16),))
        for name, rule in self._rules:
            piece = _RULES[name](piece, rule)
        if not self._bytes:
            return piece.encode("utf-8", "replace")
        known = all(char in BYTE_OF for char in piece)
        return bytes(BYTE_OF[char] for char in piece) if known else piece.encode("utf-8", "replace")

    def _take(self, described: dict[str, Any]) -> None:
        name = described["type"]
        if name == "Sequence":
            for part in described["decoders"]:
                self._take(part)
        elif name == "ByteLevel":
            self._bytes = True
        elif name == "ByteFallback":
            self._fallback = True
        elif name == "Strip":
            self._take_strip(described)
        elif name in _RULES:
            self._rules.append((name, described))
            self.strip_first |= name == "WordPiece" or (name == "Metaspace" and _prepends(described))
            self.strip_last |= name == "BPEDecoder"
        elif name != "Fuse":
            raise ValueError(say("its decoder “{name}” is of a kind that is not supported", name=name))

    def _take_strip(self, described: dict[str, Any]) -> None:
        if described.get("content") != " " or described.get("start", 0) > 1 or described.get("stop", 0) > 0:
            raise ValueError(say("its decoder “{name}” is of a kind that is not supported", name="Strip"))
        self.strip_first |= described.get("start", 0) == 1


def _prepends(described: dict[str, Any]) -> bool:
    return described.get("prepend_scheme", "always") != "never" and described.get("add_prefix_space", True) is not False


def _replaced(piece: str, rule: dict[str, Any]) -> str:
    pattern = rule["pattern"]
    if "String" in pattern:
        return piece.replace(pattern["String"], rule["content"])
    return re.sub(pattern["Regex"], lambda match: str(rule["content"]), piece)


def _word_piece(piece: str, rule: dict[str, Any]) -> str:
    prefix = rule.get("prefix", "##")
    text = piece.removeprefix(prefix) if piece.startswith(prefix) else f" {piece}"
    if rule.get("cleanup", True):
        for before, after in _CLEANED:
            text = text.replace(before, after)
    return text


_RULES = {
    "Spaced": lambda piece, rule: f" {piece}",
    "Replace": _replaced,
    "WordPiece": _word_piece,
    "Metaspace": lambda piece, rule: piece.replace(rule.get("replacement", "▁"), " "),
    "BPEDecoder": lambda piece, rule: piece.replace(rule.get("suffix", "</w>"), " "),
}
