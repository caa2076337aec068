"""What steps of cleaning do, written down plainly: one character, word or pattern after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from workbench.data.cleaning.steps.stop_words import word_list

_URL = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:https?|ftp)://|www\.(?=[^\W_]))[^\s<>\"'`{}|\\^“”‘’\u3000-\u9fff\uff00-\uffef]*"
    r"[^\s<>\"'`{}|\\^“”‘’\u3000-\u9fff\uff00-\uffef.,;:!?)\]]",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_PHONE = re.compile(
    r"(?<![\w.+-])(?:(?:\+|00)(?=[1-9](?:[ .()-]{0,2}\d){7,14}(?!\d))[\d .()-]*\d"
    r"|(?:1[ .-])?(?:\(\d{3}\)[ ]?|\d{3}[ .-])\d{3}[ .-]\d{4}|1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-\d{7,8})(?![\w-])",
    re.ASCII,
)
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*[ \t]?")
_CHINESE = re.compile(rf"[{_HAN}]+")
_CONTROLS_THAT_STAY = "\t\n\r\f\v\x85"
_NO_WIDTH = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0"
_FULL_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F) if chr(code).isalnum()}


def control_characters(text: str) -> str:
    """No character of Cc, Cf and Cs but line ends and tabs."""
    return "".join(
        c
        for c in text
        if c in _CONTROLS_THAT_STAY or not (unicodedata.category(c) in ("Cc", "Cf", "Cs") or c in _NO_WIDTH)
    )


def punctuation(text: str) -> str:
    """No character of P but three."""
    return "".join(c for c in text if c in "'’-" or not unicodedata.category(c).startswith("P"))


def symbols(text: str) -> str:
    """No character of S, Co and Cn."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "S" and unicodedata.category(c) not in ("Co", "Cn"))


def whitespace(text: str) -> str:
    """One pattern after the other."""
    text = re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = re.sub(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    text = re.sub(r"(?<![ \t])[ \t]+(?=\n|\Z)", "", text)
    text = re.sub(r"[ \t]{2,}|\t", " ", text)
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text)


def mask(text: str) -> str:
    """One pattern after the other."""
    return _PHONE.sub("<PHONE>", _URL.sub("<URL>", _EMAIL.sub("<EMAIL>", text)))


def stop_words(text: str) -> str:
    """Word by word."""
    from rjieba import cut

    english, chinese = word_list("en"), word_list("zh")

    def instead(match: re.Match[str]) -> str:
        return "" if match[0].rstrip(" \t").replace("’", "'").lower() in english else match[0]

    def without(match: re.Match[str]) -> str:
        return "".join(word for word in cut(match[0], False) if word not in chinese)

    return _CHINESE.sub(without, _WORD.sub(instead, text))


def language(text: str) -> str:
    """What the package says of the text's beginning, which stays if that is English."""
    return text if dict(_identifier().rank(text[:1_000]))["en"] >= 0.5 else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


PLAINLY: dict[str, Callable[[str], str]] = {
    "width": lambda text: text.translate(_FULL_WIDTH),
    "control_characters": control_characters,
    "whitespace": whitespace,
    "mask": mask,
    "punctuation": punctuation,
    "special_characters": symbols,
    "stop_words": stop_words,
    "language": language,
}
"""By the name of the step."""
