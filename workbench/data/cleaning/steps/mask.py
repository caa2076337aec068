"""Masks for web addresses, e-mail addresses and telephone numbers."""

from __future__ import annotations

import re
from functools import partial

from workbench.config.cleaning_steps.mask import Mask
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.readers.records import Document

# An address ends at white space, quotation marks, angle brackets and characters of East Asia, and not with a mark
# that closes a sentence.
_OUTSIDE = r"\s<>\"'`{}|\\^“”‘’\u3000-\u9fff\uff00-\uffef"
# The first letter is looked for before anything else: that goes several times faster through what is no address.
_URL = re.compile(
    r"[HhFfWw](?<![A-Za-z0-9].)(?:(?<=[Hh])[Tt]{2}[Pp][Ss]?://|(?<=[Ff])[Tt][Pp]://|(?<=[Ww])[Ww]{2}\.(?=[^\W_]))"
    rf"[^{_OUTSIDE}]*[^{_OUTSIDE}.,;:!?)\]]"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_PHONE = re.compile(
    r"""(?<![\w.+-])(?:
        (?:\+|00)(?=[1-9](?:[ .()-]{0,2}\d){7,14}(?!\d))[\d .()-]*\d   # with a country code (E.164: 15 digits at most)
      | (?:1[ .-])?(?:\(\d{3}\)[ ]?|\d{3}[ .-])\d{3}[ .-]\d{4}      # North America
      | 1[3-9]\d(?:[ -]?\d{4}){2}                                   # mobile numbers of China
      | 0\d{2,3}-\d{7,8}                                            # with an area code of China
    )(?![\w-])""",
    re.VERBOSE | re.ASCII,
)
_DIGITS = re.compile(r"[+(0-9][0-9 .()+-]{8,}")  # where one may be: all of its characters, and more than its length


def make(settings: Mask) -> Step:
    """The step of these settings."""
    return _Mask(settings)


class _Mask(TextStep):
    """No address and no number goes on in the next line."""

    def __init__(self, settings: Mask) -> None:
        super().__init__(settings.label)
        self._settings = settings
        self._touched = 0

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        settings = self._settings
        self._touched = 0
        # E-mail first: its domain may look like a web address.
        if settings.emails and "@" in text:
            text = _EMAIL.sub(partial(self._instead, settings.email_text), text)
        if settings.urls:
            text = _URL.sub(partial(self._instead, settings.url_text), text)
        if settings.phones:
            text = self._without_phones(text)
        return text, self._touched

    def _without_phones(self, text: str) -> str:
        parts: list[str] = []
        place = 0
        for digits in _DIGITS.finditer(text):
            # With one character behind them, which must not go on with a word.
            for match in _PHONE.finditer(text, digits.start(), digits.end() + 1):
                parts += (text[place : match.start()], self._instead(self._settings.phone_text, match))
                place = match.end()
        return "".join([*parts, text[place:]])

    def _instead(self, mask: str, match: re.Match[str]) -> str:
        self._touched += len(match[0])
        return mask
