"""From HTML to the text that a reader of the page would see, piece by piece.

The parser is libxml2's through lxml: it reads what browsers read, in a time that grows with the length
alone, however the page is mangled. Line breaks follow what the HTML standard says of ``innerText``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = _names("script style template noscript svg iframe noembed noframes canvas audio video object datalist head")
_PARAGRAPHS = _names(
    "p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table section article header footer nav aside main figure hr form "
    "fieldset address"
)
_BLOCKS = _names("body html div li dt dd tr caption figcaption legend details summary option center")
_OPEN_ENDED = _names("p li dt dd tr td th thead tbody tfoot option body html")
"""Elements whose end need not be written: where one is hidden, nobody can tell how far."""
_VOID = _names("area base br col embed hr img input link meta source track wbr")
_CELLS = frozenset(["td", "th"])
_CUT_SHORT = re.compile(r"<(title|script|style|iframe|template|textarea|noscript)\b([^<>]*)/>", re.IGNORECASE)
_XHTML = re.compile(r"<\?xml|xhtml", re.IGNORECASE)
_MOST_TAG = 1 << 16  # characters of a tag that is cut by the end of a slice


class VisibleText:
    """Takes what the parser tells, and holds the text that is to be seen until it is taken."""

    def __init__(self) -> None:
        self.title = ""
        self._in_title = False
        self._pieces: list[str] = []
        self._hidden = ""  # the element that hides what is in it
        self._depth = 0  # of elements of that name
        self._kept = 0  # depth of elements in which white space counts
        self._breaks = 0  # line breaks that are due before the next text
        self._gap = ""  # what is due in its stead within a line
        self._lead: str | None = None  # what is due before the first text in a cell of a table
        self._begun = False

    def take(self) -> str:
        """The text since the last call."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text

    # What the parser calls

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "title" and (not self._hidden or self._hidden == "head"):
            self._in_title = not self.title
        if self._hidden:
            self._depth += tag == self._hidden
            return
        if tag in _UNSEEN or ("hidden" in attributes and tag not in _OPEN_ENDED and tag not in _VOID):
            self._hidden, self._depth = tag, 1
        elif tag == "br":
            self._breaks, self._gap = self._breaks + 1, ""
        elif tag in _CELLS:
            self._lead = "\n" * self._breaks + self._gap.strip(" ")
        else:
            self._break(tag)
            self._kept += tag == "pre"

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "title":
            self._in_title = False
        if self._hidden:
            self._depth -= tag == self._hidden
            if not self._depth or tag in ("body", "html"):
                self._hidden = ""
        elif tag in _CELLS:
            self._breaks, self._gap = 0 if self._lead is None else self._breaks, "\t"
        else:
            self._break(tag)
            self._kept -= tag == "pre" and self._kept > 0

    def data(self, text: str) -> None:
        """Text between the tags."""
        if self._in_title:
            self.title = _SPACES.sub(" ", self.title + text)
        elif not self._hidden and self._kept:
            self._flush()
            self._pieces.append(text)
        elif not self._hidden:
            self._add(text)

    def comment(self, text: str) -> None:
        """Nothing to be seen."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nothing to be seen."""

    def close(self) -> None:
        """The page ends."""

    # Helpers

    def _break(self, tag: str) -> None:
        wanted = 2 if tag in _PARAGRAPHS else 1 if tag in _BLOCKS else 0
        if wanted:
            self._breaks, self._gap = max(self._breaks, wanted), ""

    def _add(self, text: str) -> None:
        words = _SPACES.sub(" ", text)
        body = words.strip(" ")
        if not body:
            self._gap = self._gap or words
            return
        if words[0] == " " and not self._gap:
            self._gap = " "
        self._flush()
        self._pieces.append(body)
        self._gap = " " if words[-1] == " " else ""

    def _flush(self) -> None:
        """What is due before the next text."""
        if self._begun:
            self._pieces.append("\n" * self._breaks or self._gap if self._lead is None else self._lead)
        self._begun, self._breaks, self._gap, self._lead = True, 0, "", None


def visible_text(slices: Iterable[str], text: VisibleText) -> Iterator[str]:
    """The text of a page that comes in slices; ``text.title`` is known before the first piece that is not empty."""
    from lxml import etree

    parser = etree.HTMLParser(target=text)
    fed = False
    for piece in _whole_tags(slices):
        fed = fed or bool(piece.strip())
        if fed:
            parser.feed(piece)
            yield text.take()
    if fed:
        parser.close()
        yield text.take()


def _whole_tags(slices: Iterable[str]) -> Iterator[str]:
    """The slices cut before a tag that is not complete; in XHTML, elements that are closed where they begin
    (``<title/>``), which HTML would take for open, get their end."""
    held, strict = "", None
    for piece in slices:
        held += piece
        if strict is None:
            strict = bool(_XHTML.search(held[:_MOST_TAG]))
        tag = held.rfind("<", max(0, len(held) - _MOST_TAG)) if strict else -1
        end = tag if tag >= 0 else len(held)
        yield _CUT_SHORT.sub(r"<\1\2></\1>", held[:end]) if strict else held[:end]
        held = held[end:]
    yield _CUT_SHORT.sub(r"<\1\2></\1>", held) if strict else held
