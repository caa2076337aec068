"""Word documents (.docx): their paragraphs and tables, in order and in constant memory.

Only the main text is taken: no headers, footers, notes, comments or deleted text (ECMA-376, part 1, 17).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import ClassVar

from workbench.config.sections import Data
from workbench.data.encodings import Finding
from workbench.data.readers.formats._cutting import Cutter
from workbench.data.readers.formats._packed import Container, broken, broken_as, container
from workbench.data.readers.formats.base import Format
from workbench.data.readers.parts import Part
from workbench.data.readers.records import Item, fault
from workbench.messages import say

_SLICE = 1 << 18
_MAIN = "word/document.xml"
_OFFICE = "/officeDocument"
_LOCKED = say("it is protected by a password, or it is a Word document of before 2007 (.doc)")
_SKIPPED = frozenset(["Fallback", "delText", "instrText", "pPr", "rPr", "sectPr", "tblPr", "del", "moveFrom"])
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class Docx(Format):
    """One document a file, as plain text is; the cells of a table are divided by tabs."""

    suffixes = (".docx",)
    encoded: ClassVar[bool] = False

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        if not part.size:
            return
        cutter = Cutter(data)
        locked = fault("locked", part.name, 0, 0, _LOCKED, say("Save it as .docx without a password."))
        with container(part, locked) as files:
            for text in _body(part.name, files):
                yield from cutter.feed(text)
        yield from cutter.finish()
        yield Finding("Unicode", say("The text of a Word document."))


def _body(name: str, files: Container) -> Iterator[str]:
    from lxml import etree

    main = _main_part(files)
    if main not in files:
        raise broken_as(name, say("it holds no text part, so it is no Word document"))
    words = _Words()
    parser = etree.XMLParser(target=words, resolve_entities=False, no_network=True)
    try:
        with files.open(main) as stream:
            while block := stream.read(_SLICE):
                parser.feed(block)
                yield words.take()
        parser.close()
    except etree.LxmlError as error:
        yield words.take()
        raise broken(name, error) from error
    yield words.take()


def _main_part(files: Container) -> str:
    """The part that holds the text: the package names it, and it is nearly always `_MAIN`."""
    from lxml import etree

    if _MAIN in files or "_rels/.rels" not in files:
        return _MAIN
    try:
        relations = etree.fromstring(files.read("_rels/.rels"), etree.XMLParser(resolve_entities=False))
    except (etree.LxmlError, ValueError):
        return _MAIN
    for relation in relations:
        if str(relation.get("Type", "")).endswith(_OFFICE):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return _MAIN


class _Words:
    """Takes what the parser tells, and holds the text until it is taken."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._skipped = 0  # depth of elements that hold no text to be seen
        self._in_text = False
        self._rows = 0  # depth of rows of tables
        self._line_begun = False
        self._last = ""  # piece that was written

    def take(self) -> str:
        """The text since the last call."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
        elif name == "t":
            self._in_text = True
        elif name in _MARKS:
            self._write(_MARKS[name])
        elif name == "tr":
            self._rows += 1
        elif name == "tc" and self._line_begun:
            self._write("\t")
        elif name == "p" and self._line_begun and self._rows and self._last != "\t":
            self._write(" ")  # the paragraphs of a cell share its line

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition("}")[2]
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._in_text = False
        elif name == "tr":
            self._rows -= 1
        if name in ("p", "tr") and not self._rows and not self._skipped:
            self._pieces.append("\n")
            self._line_begun = False
        elif name == "tc" and not self._line_begun and not self._skipped:
            self._line_begun = True  # an empty cell is a cell

    def data(self, text: str) -> None:
        """Text of the present element."""
        if self._in_text and not self._skipped:
            self._write(text)

    def close(self) -> None:
        """The document ends."""

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._line_begun, self._last = True, text
