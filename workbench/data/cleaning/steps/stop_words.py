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
_WORD = re.compile(rf"[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*[ \t]?")
_CHINESE = re.compile(rf"[{_HAN}]+")


def make(settings: StopWords) -> Step:
    """The step of these settings."""
    return _StopWords(settings)


@cache
def word_list(language: str) -> frozenset[str]:
    """The stop words of a language ("en", "zh"), which come with the program."""
    lines = (paths.resources() / "stop_words" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class _StopWords(TextStep):
    """No word goes on in the next line."""

    def __init__(self, settings: StopWords) -> None:
        super().__init__(settings.label)
        own = {word.replace("’", "'").lower() for word in re.split(r"[\s,，、]+", settings.words) if word}
        chinese = {word for word in own if _CHINESE.fullmatch(word)}
        self._words = (word_list("en") if settings.english else frozenset()) | (own - chinese)
        self._chinese = (word_list("zh") if settings.chinese else frozenset()) | chinese
        self._cut: Callable[..., list[str]] | None = None

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        made = _WORD.sub(self._instead, text) if self._words else text
        if self._chinese and _CHINESE.search(made):
            made = _CHINESE.sub(self._without, made)
        return made, len(text) - len(made)

    def _instead(self, match: re.Match[str]) -> str:
        word = match[0].rstrip(" \t").replace("’", "'").lower()
        return "" if word in self._words else match[0]

    def _without(self, match: re.Match[str]) -> str:
        if self._cut is None:
            from rjieba import cut

            self._cut = cut
        return "".join(word for word in self._cut(match[0], False) if word not in self._chinese)
