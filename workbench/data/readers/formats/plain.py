"""Plain text: one document a file, or cut at blank lines, form feeds, lines or a mark."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.config.sections import Data
from workbench.data.readers.decoding import Decoding
from workbench.data.readers.formats._cutting import Cutter
from workbench.data.readers.formats.base import Format
from workbench.data.readers.parts import Part
from workbench.data.readers.records import Fault, Item


class Plain(Format):
    """Text files, source code and whatever has no format of its own."""

    suffixes = (".txt", ".md")

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        decoding = Decoding(part.name, data.encoding)
        cutter = Cutter(data)
        with part.open() as stream:
            for piece in decoding.slices(stream):
                if isinstance(piece, Fault):
                    yield piece
                else:
                    yield from cutter.feed(piece)
        yield from cutter.finish()
        yield decoding.finding
