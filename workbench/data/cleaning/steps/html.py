"""HTML tags."""

from __future__ import annotations

import html
import re

from workbench.config.cleaning_steps.html import HtmlTags
from workbench.data.cleaning.base import LONGEST_HELD, Step, TextStep
from workbench.data.readers.records import Document

_BLOCKS = """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav noscript ol
optgroup option p pre search section select summary table tbody tfoot thead title tr ul"""
_INLINE = """a abbr acronym applet area audio b base basefont bdi bdo big button canvas cite code col colgroup data
datalist del dfn em embed font frame i iframe img input ins kbd label link map mark meta meter nobr noframes object
output param picture plaintext progress q rb rp rt rtc ruby s samp script slot small source span strike strong style sub
sup svg td template textarea th time track tt u var video wbr math"""
_NAMES = "|".join(sorted(f"{_BLOCKS} {_INLINE}".split(), key=len, reverse=True))
_INSIDE = r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>|[^<>]*>"""
_TAG = re.compile(rf"</?(?P<name>{_NAMES})(?![\w-])(?:{_INSIDE})|<!doctype[^<>]*>|<\?xml[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--|<(?P<name>script|style)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCK_NAMES = frozenset(_BLOCKS.split())
_CELLS = frozenset(("td", "th"))
_OPEN = re.compile(r"<[^<>]{0,4096}\Z|&[#\w]{0,33}\Z")


def make(settings: HtmlTags) -> Step:
    """The step of these settings."""
    return _Html(settings.label, settings.entities)


class _Html(TextStep):
    """Only elements that HTML knows are tags: ``a < b > c`` and ``List<String>`` stay."""

    def __init__(self, label: str, entities: bool) -> None:
        super().__init__(label)
        self._entities = entities
        self._touched = 0

    def apply(self, text: str, document: Document) -> tuple[str, int]:
        if "<" not in text and "&" not in text:
            return text, 0
        self._touched = 0
        shown = self._without_hidden(text)
        shown = _TAG.sub(self._instead, shown)
        if self._entities:
            shown = _ENTITY.sub(self._character, shown)
        return shown, self._touched

    def border(self, text: str) -> int:
        """Before a comment, script, tag or entity that is not complete."""
        open_at = next((begin for begin, end in _hidden(text) if end < 0), None)
        if open_at is not None:
            return open_at or (len(text) if len(text) > LONGEST_HELD else 0)
        unfinished = _OPEN.search(text, max(len(text) - 4097, 0))
        return unfinished.start() if unfinished else len(text)

    def _without_hidden(self, text: str) -> str:
        parts, place = [], 0
        for begin, end in _hidden(text):
            if end > 0:
                parts.append(text[place:begin])
                self._touched += end - begin
                place = end
        return "".join([*parts, text[place:]])

    def _instead(self, tag: re.Match[str]) -> str:
        self._touched += len(tag[0])
        name = (tag["name"] or "").lower()
        return "\n" if name in _BLOCK_NAMES else " " if name in _CELLS else ""

    def _character(self, entity: re.Match[str]) -> str:
        meant = html.unescape(entity[0])
        self._touched += len(entity[0]) * (meant != entity[0])
        return meant


def _hidden(text: str) -> list[tuple[int, int]]:
    """(begin, end) of each comment, script and style; the end is -1 where it is missing, and then it is the last."""
    found: list[tuple[int, int]] = []
    place = 0
    while opening := _HIDDEN.search(text, place):
        name = opening["name"]
        closing = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(text, opening.end())
        found.append((opening.start(), closing.end() if closing else -1))
        if closing is None:
            break
        place = closing.end()
    return found
