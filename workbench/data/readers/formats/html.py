"""HTML: the text that a reader of the page would see, after its title."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from workbench.config.sections import Data
from workbench.data.encodings import Finding
from workbench.data.readers.decoding import Decoding
from workbench.data.readers.formats._cutting import Cutter
from workbench.data.readers.formats._markup import VisibleText, visible_text
from workbench.data.readers.formats.base import Format
from workbench.data.readers.parts import Part
from workbench.data.readers.records import Fault, Item
from workbench.messages import say

_HEAD = 1 << 13  # bytes in which a page says its encoding; the standard asks for the first 1,024
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# What browsers read under names of encodings that these extend (WHATWG, Encoding).
_EXTENDED = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}


class Html(Format):
    """One document a page, without scripts, styles and what is hidden."""

    suffixes = (".html", ".htm", ".xhtml")

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        with part.open() as stream:
            head = cast(io.BufferedReader, stream).peek(_HEAD)[:_HEAD]
            decoding = Decoding(part.name, data.encoding, declared_encoding(head))
            faults: list[Fault] = []
            text, cutter = VisibleText(), Cutter(data)
            headed = False
            for piece in visible_text(_texts(decoding, stream, faults), text):
                yield from faults
                faults.clear()
                if piece and not headed:
                    headed = True
                    yield from cutter.feed(_heading(text.title.strip(), piece))
                yield from cutter.feed(piece)
            yield from faults
        yield from cutter.finish()
        yield decoding.finding


def declared_encoding(head: bytes) -> Finding | None:
    """The encoding that a page names in its first bytes, if Python knows it."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii")
    try:
        codec = codecs.lookup(name).name
        "".encode(codec)
    except (LookupError, UnicodeError):
        return None
    if codec.startswith(("utf", "idna", "punycode")):  # found by their marks, or no encodings of files
        return None
    codec = _EXTENDED.get(codec, codec)
    return Finding(codec, say("The page says so (charset={name}).", name=name))


def _texts(decoding: Decoding, stream: BinaryIO, faults: list[Fault]) -> Iterator[str]:
    for piece in decoding.slices(stream):
        if isinstance(piece, Fault):
            faults.append(piece)
        else:
            yield piece


def _heading(name: str, text: str) -> str:
    """The title as the first line, unless the page begins with it."""
    return f"{name}\n\n" if name and not text.startswith(name) else ""
