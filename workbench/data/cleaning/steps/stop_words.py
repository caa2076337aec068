"""Stop words of English and Chinese, and the user's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import numpy as np

from workbench import paths
from workbench.config.cleaning_steps.stop_words import StopWords
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.codes import stretches
from workbench.data.readers.records import Document

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_BELOW = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))  # U+10000
_WORD = rf"[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*[ \t]?"
_WHOLE_WORD = re.compile(_WORD)
_PIECES = re.compile(rf"{_WORD}|[\W\d_{_HAN}]+")
_CHINESE = re.compile(rf"([{_HAN}]+)")
_REMEMBERED = 1 << 17
"""Pieces whose fate is known; with more, all are forgotten."""
_LONGEST_REMEMBERED = 32


def make(settings: StopWords) -> Step:
    """The step of these settings."""
    return _StopWords(settings)


@cache
def word_list(language: str) -> frozenset[str]:
    """The stop words of a language ("en", "zh"), which come with the program."""
    lines = (paths.resources() / "stop_words" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _coarse_pieces() -> re.Pattern[str]:
    """Finds stretches that no word reaches beyond; several times as fast as `_PIECES`, as it needs no categories."""
    letters = np.zeros(0x10000, dtype=np.bool_)
    for first, last, category in stretches():
        if category[0] == "L" or category in ("Nl", "No"):
            letters[first : last + 1] = True
    for first, last in _HAN_BELOW:
        letters[first : last + 1] = False
    turns = np.flatnonzero(np.diff(letters, prepend=False, append=False)).reshape(-1, 2).tolist()
    inside = "".join(f"\\u{first:04x}-\\u{end - 1:04x}" for first, end in turns) + "'’\U00010000-\U0010ffff"
    return re.compile(rf"[{inside}]+[ \t]?|[^{inside}]+")


class _Kept(dict[str, str]):
    """What stays of a piece: of a word with the space behind it all or nothing."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, piece: str) -> str:
        word = _plain(piece)
        if word.isascii() and word.isalpha():
            kept = "" if word in self._words else piece
        else:
            kept = "".join("" if _plain(part) in self._words else part for part in _PIECES.findall(piece))
        if len(piece) <= _LONGEST_REMEMBERED:
            self[piece] = kept
        return kept


def _plain(word: str) -> str:
    return word.rstrip(" \t").replace("’", "'").lower()


class _StopWords(TextStep):
    """No word goes on behind a space or a line end."""

    def __init__(self, settings: StopWords) -> None:
        super().__init__(settings.label)
        own = {word.replace("’", "'").lower() for word in re.split(r"[\s,，、]+", settings.words) if word}
        chinese = {word for word in own if _CHINESE.fullmatch(word)}
        self._words = (word_list("en") if settings.english else frozenset()) | set(filter(_WHOLE_WORD.fullmatch, own))
        self._chinese = (word_list("zh") if settings.chinese else frozenset()) | chinese
        self._kept = _Kept(self._words)
        self._cut: Callable[..., list[str]] | None = None

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        made = self._without_words(text) if self._words else text
        if self._chinese and not made.isascii():
            made = self._without_chinese(made)
        return made, len(text) - len(made)

    def border(self, text: str) -> int:
        return max(text.rfind("\n"), text.rfind(" ")) + 1

    def _without_words(self, text: str) -> str:
        if len(self._kept) > _REMEMBERED:
            self._kept.clear()
        return "".join(map(self._kept.__getitem__, _coarse_pieces().findall(text)))

    def _without_chinese(self, text: str) -> str:
        parts = _CHINESE.split(text)  # every second one is Chinese
        if len(parts) == 1:
            return text
        if self._cut is None:
            from rjieba import cut

            self._cut = cut
        # All stretches at once: a line end between two of them joins no words, and is cut out as a word of its own.
        words = self._cut("\n".join(parts[1::2]), False)
        chinese = self._chinese
        parts[1::2] = "".join([word for word in words if word not in chinese]).split("\n")
        return "".join(parts)
