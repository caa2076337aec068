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
_URL = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?:https?|ftp)://|www\.(?=[^\W_]))[^{_OUTSIDE}]*[^{_OUTSIDE}.,;:!?)\]]", re.IGNORECASE
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


def make(settings: Mask) -> Step:
    """The step of these settings."""
    return _Mask(settings)


class _Mask(TextStep):
    """No address and no number goes on in the next line."""

    def __init__(self, settings: Mask) -> None:
        super().__init__(settings.label)
        wanted = (
            # E-mail first: its domain may look like a web address.
            (settings.emails, _EMAIL, settings.email_text, "@"),
            (settings.urls, _URL, settings.url_text, ""),
            (settings.phones, _PHONE, settings.phone_text, ""),
        )
        self._masks = [(pattern, mask, needed) for on, pattern, mask, needed in wanted if on]
        self._touched = 0

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        self._touched = 0
        for pattern, mask, needed in self._masks:
            if needed in text:
                text = pattern.sub(partial(self._instead, mask), text)
        return text, self._touched

    def _instead(self, mask: str, match: re.Match[str]) -> str:
        self._touched += len(match[0])
        return mask
