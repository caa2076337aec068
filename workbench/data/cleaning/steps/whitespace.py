"""White space."""

from __future__ import annotations

import re

from workbench.config.cleaning_steps.whitespace import WhiteSpace
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.cleaning.characters import Replacement
from workbench.data.readers.records import Document

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = " \t"
_LONGEST_RUN = 1 << 20


def make(settings: WhiteSpace) -> Step:
    """The step of these settings."""
    return _WhiteSpace(settings)


class _WhiteSpace(TextStep):
    """Runs of white space are never cut, and beside them nothing looks further than itself."""

    def __init__(self, settings: WhiteSpace) -> None:
        super().__init__(settings.label)
        self._settings = settings
        self._usual = Replacement({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_LINE_ENDS, "\n")})
        self._lines = re.compile(rf"\n(?:[ \t]*\n){{{settings.blank_lines + 1},}}")
        self._bare_lines = re.compile(rf"\n{{{settings.blank_lines + 2},}}")
        self._too_many = "\n" * (settings.blank_lines + 2)

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        settings, before = self._settings, text
        touched = 0
        if settings.unusual:
            pairs = text.count("\r\n")
            text, touched = self._usual.apply(text.replace("\r\n", "\n") if pairs else text)
            touched += pairs
        length = len(text)
        if settings.line_ends:
            text = _without_ends(text)
        if settings.runs:
            tabs = text.count("\t")
            text = _without_runs(text.replace("\t", " "))
            touched += tabs
        if not settings.line_ends:
            text = self._lines.sub("\n" * (settings.blank_lines + 1), text)
        elif self._too_many in text:
            text = self._bare_lines.sub("\n" * (settings.blank_lines + 1), text)
        return text, min(touched + length - len(text), len(before))

    def border(self, text: str) -> int:
        end = len(text.rstrip())
        return end if end or len(text) < _LONGEST_RUN else len(text)


def _without_ends(text: str) -> str:
    """No spaces and tabs before a line end, nor at the end."""
    if not (" \n" in text or "\t\n" in text or text.endswith((" ", "\t"))):
        return text
    return "\n".join([line.rstrip(_BLANKS) for line in text.split("\n")])


def _without_runs(text: str) -> str:
    """One space where there are several; each turn halves the longest run."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text
