"""White space."""

from __future__ import annotations

import re

from workbench.config.cleaning_steps.whitespace import WhiteSpace
from workbench.data.cleaning.base import Step, TextStep
from workbench.data.readers.records import Document

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_RUNS = re.compile(r"[ \t]{2,}|\t")
_ENDS = re.compile(r"(?<![ \t])[ \t]+(?=\n|\Z)")
_LONGEST_RUN = 1 << 20


def make(settings: WhiteSpace) -> Step:
    """The step of these settings."""
    return _WhiteSpace(settings)


class _WhiteSpace(TextStep):
    """Runs of white space are never cut, and beside them nothing looks further than itself."""

    def __init__(self, settings: WhiteSpace) -> None:
        super().__init__(settings.label)
        self._settings = settings
        self._lines = re.compile(rf"\n(?:[ \t]*\n){{{settings.blank_lines + 1},}}")

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        settings, before = self._settings, text
        touched = 0
        if settings.unusual:
            text, count = _LINE_ENDS.subn("\n", text)
            text, more = _SPACES.subn(" ", text)
            touched += count + more
        length = len(text)
        if settings.line_ends:
            text = _ENDS.sub("", text)
        if settings.runs:
            tabs = text.count("\t")
            text = _RUNS.sub(" ", text)
            touched += tabs - text.count("\t")
        text = self._lines.sub("\n" * (settings.blank_lines + 1), text)
        return text, min(touched + length - len(text), len(before))

    def border(self, text: str) -> int:
        end = len(text.rstrip())
        return end if end or len(text) < _LONGEST_RUN else len(text)
