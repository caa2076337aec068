"""Traditional and simplified Chinese, by the dictionaries of OpenCC."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from workbench.config.cleaning_steps.chinese_script import ChineseScript
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.cleaning.counting import replaced
from workbench.data.readers.records import Document

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·・]+")


def make(settings: ChineseScript) -> Step:
    """The step of these settings."""
    return _ChineseScript(settings.label, settings.conversion)


@cache
def _converter(conversion: str) -> Callable[[str], str]:
    """Loading a dictionary takes up to half a second."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(conversion).convert
    return convert


class _ChineseScript(TextStep):
    """Words are looked up among Chinese characters only, so that complete lines stand for themselves."""

    def __init__(self, label: str, conversion: str) -> None:
        super().__init__(label)
        self._convert = _converter(conversion)

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        if not _HAN.search(text):
            return text, 0
        made = self._convert(text) if _can_be_taken(text) else _HAN.sub(lambda match: self._convert(match[0]), text)
        return made, replaced(text, made)


def _can_be_taken(text: str) -> bool:
    """Whether the library takes it whole: it refuses half a pair of UTF-16, and leaves out what follows a NUL."""
    if "\0" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
