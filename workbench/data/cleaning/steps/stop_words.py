"""Stop words of English and Chinese, and the user's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from workbench import paths
from workbench.config.cleaning_steps.stop_words import StopWords
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.readers.records import Document

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = rf"[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*[ \t]?"
_WHOLE_WORD = re.compile(_WORD)
_PIECES = re.compile(rf"{_WORD}|[\W\d_{_HAN}]+")
# Coarser, for ASCII, where such classes are looked up several times faster.
_ASCII_PIECES = re.compile(r"[A-Za-z']+[ \t]?|[^A-Za-z']+")
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


class _Kept(dict[str, str]):
    """What stays of a piece: of a word with the space behind it all or nothing."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, piece: str) -> str:
        if "'" in piece:
            kept = "".join("" if _plain(word) in self._words else word for word in _PIECES.findall(piece))
        else:
            kept = "" if _plain(piece) in self._words else piece
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
        pieces = (_ASCII_PIECES if text.isascii() else _PIECES).findall(text)
        return "".join(map(self._kept.__getitem__, pieces))

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
