"""Text on disk, by parts, as it flows in and out: what lies between the readers and the tokenizer.

A folder holds for each part ``train.txt`` (UTF-8, the documents with the separator between them) and
``train.documents`` (where each document begins, in characters: int64, little-endian). Neither is ever whole in
memory. A part may also be a stretch of another part's files, which is how the last tenth of a text becomes its
validation text without being written again.
"""

from __future__ import annotations

import bisect
import codecs
import math
import sys
from array import array
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.characters import CharacterCounts
from workbench.data.flow import Placed
from workbench.data.splitting import PARTS, PartName, borders
from workbench.data.written_behind import WrittenBehind
from workbench.messages import say
from workbench.storage import storage_errors

BLOCK = 1 << 22
"""Bytes of text that are read at once, where nothing else is said."""
_HELD = 1 << 20  # characters that are gathered before they are written, and written at once
_LONGEST_CHARACTER = 4  # bytes in UTF-8
_INNER = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that no character begins with."""
_STARTS = np.dtype("<i8")
_SOME_STARTS = 1 << 16  # of them are read at once


@dataclass(frozen=True, slots=True)
class TextPart:
    """One part of a text: a stretch of a text file and of the list of its documents.

    ``documents`` counts those that begin in it: where a text is cut, the rest of the one before comes first.
    """

    name: PartName
    folder: Path
    file: str
    begin: int = 0
    """The first byte in the file."""
    bytes: int = 0
    characters: int = 0
    first_document: int = 0
    """The place of the first document in the list."""
    documents: int = 0
    first_character: int = 0
    """How many characters of the file come before this part."""

    def blocks(self, skip: int = 0, every: int = 1, size: int = BLOCK) -> Iterator[str]:
        """The text in pieces of ``size`` bytes, without the first ``skip`` bytes. Raises StorageError.

        With ``every`` only each so-many-th is read; in place of the others comes an empty one.
        """
        if self.bytes <= skip:
            return
        decoder = codecs.getincrementaldecoder("utf-8")()
        path = self.folder / f"{self.file}.txt"
        with storage_errors(self.folder, say("reading {file}", file=path.name)), path.open("rb", buffering=0) as file:
            for number, place in enumerate(range(skip, self.bytes, size)):
                if number % every:
                    yield ""
                    continue
                file.seek(self.begin + place)
                if every > 1 and number:
                    decoder.reset()
                    file.seek(self.begin + place - _LONGEST_CHARACTER)
                    decoder.decode(file.read(_LONGEST_CHARACTER).lstrip(_INNER))
                yield decoder.decode(_read(file, min(size, self.bytes - place)), final=place + size >= self.bytes)

    def passage(self, place: int, characters: int) -> str:
        """So many characters from about byte ``place`` on, or the last ones. Raises StorageError."""
        length = math.ceil(characters * self.bytes / max(1, self.characters))
        begin = max(0, min(place, self.bytes - length))
        path = self.folder / f"{self.file}.txt"
        with storage_errors(self.folder, say("reading {file}", file=path.name)), path.open("rb") as file:
            file.seek(self.begin + begin)
            found = file.read(min(_LONGEST_CHARACTER * characters, self.bytes - begin))
        return found.decode("utf-8", "ignore")[:characters]  # a character is cut in two at either end

    def text(self) -> str:
        """All of it in memory."""
        return "".join(self.blocks())

    def document_starts(self, skip: int = 0) -> Iterator[NDArray[np.int64]]:
        """Where documents begin, in characters from the start of this part, some at a time; from the ``skip``-th."""
        place, left = self.first_document + skip, self.documents - skip
        if left <= 0:
            return
        path = self.folder / f"{self.file}.documents"
        with storage_errors(self.folder, say("reading {file}", file=path.name)), path.open("rb") as file:
            file.seek(place * _STARTS.itemsize)
            while left > 0:
                found = np.fromfile(file, _STARTS, min(_SOME_STARTS, left))
                if not len(found):
                    raise OSError("the file is shorter than it was")
                left -= len(found)
                yield found - self.first_character


@dataclass(frozen=True, slots=True)
class StoredText:
    """All parts of a text, and the characters of all of them together."""

    parts: dict[PartName, TextPart]
    counts: CharacterCounts

    def to_dict(self) -> dict[str, Any]:
        """All but the text itself, ready for JSON."""
        parts = {name: asdict(part) | {"folder": ""} for name, part in self.parts.items()}
        return {"parts": parts, "counts": self.counts.to_dict()}

    @classmethod
    def from_dict(cls, content: dict[str, Any], folder: Path) -> StoredText:
        """From what `to_dict` gave, and where the text is. Raises KeyError, TypeError or ValueError."""
        parts = {name: TextPart(**(content["parts"][name] | {"folder": folder})) for name in PARTS}
        return cls(parts, CharacterCounts.from_dict(content["counts"]))

    def part(self, name: PartName) -> TextPart:
        """A part, which may be empty."""
        return self.parts[name]

    def passage(self, share: float, characters: int) -> str:
        """So many characters from one part, from this share of the whole text on (0..1). Raises StorageError."""
        place = int(share * sum(part.bytes for part in self.parts.values()))
        for part in self.parts.values():
            if place < part.bytes:
                return part.passage(place, characters)
            place -= part.bytes
        return ""

    def uncut(self) -> list[TextPart]:
        """The parts, those joined again that were cut from one file."""
        joined: dict[str, TextPart] = {}
        for part in self.parts.values():  # as they follow each other in it
            before = joined.get(part.file)
            joined[part.file] = part if before is None else _joined(before, part)
        return list(joined.values())

    @property
    def characters(self) -> int:
        """Of all parts."""
        return sum(part.characters for part in self.parts.values())


class TextWriter:
    """Takes documents one after the other; use it with ``with``. Raises StorageError."""

    def __init__(self, folder: Path, separator: str) -> None:
        self._folder = folder
        self._separator = separator
        self._files: dict[PartName, _PartWriter] = {}
        self._counts = CharacterCounts()

    def __enter__(self) -> TextWriter:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def take(self, placed: Placed) -> None:
        """Add a document, or the next piece of it."""
        if placed.part not in self._files:
            self._files[placed.part] = _PartWriter(self._folder, placed.part, self._separator, self._counts)
        self._files[placed.part].add(placed.document.text, placed.document.continues)

    def finish(self, cuts: tuple[float, float] = (0.0, 0.0)) -> StoredText:
        """Bring everything to the disk; with ``cuts`` so much of the end of "train" becomes "val" and "test"."""
        parts = {name: TextPart(name, self._folder, name) for name in PARTS}
        for name, file in self._files.items():
            parts[name] = file.finish()
        if any(cuts) and "train" in self._files:
            parts |= self._files["train"].cut(parts["train"], *cuts)
        return StoredText(parts, self._counts)


class _PartWriter:
    """One part's two files."""

    def __init__(self, folder: Path, name: PartName, separator: str, counts: CharacterCounts) -> None:
        self._part = TextPart(name, folder, name)
        self._separator = separator
        self._counts = counts
        self._held: list[str] = []
        self._held_characters = 0
        self._characters = self._bytes = self._documents = 0
        self._starts = array("q")
        self._marks: list[tuple[int, int]] = [(0, 0)]
        """(characters, bytes) where each written block begins."""
        self._text = WrittenBehind(folder / f"{name}.txt")
        self._list = WrittenBehind(folder / f"{name}.documents")

    def add(self, text: str, continues: bool) -> None:
        if not continues:
            if self._documents and self._separator:
                self._hold(self._separator)
            self._starts.append(self._characters)
            self._documents += 1
        self._hold(text)
        if self._held_characters >= _HELD:
            self._write()

    def finish(self) -> TextPart:
        self._write()
        self._text.finish()
        self._list.finish()
        self.close()
        return replace(self._part, bytes=self._bytes, characters=self._characters, documents=self._documents)

    def close(self) -> None:
        self._text.close()
        self._list.close()

    def cut(self, part: TextPart, validation: float, test: float) -> dict[PartName, TextPart]:
        """The part without its end, and of its end these shares: see `borders`."""
        first, second = borders(part.characters, validation, test)
        return {
            "train": self._stretch(part, "train", 0, first),
            "val": self._stretch(part, "val", first, second),
            "test": self._stretch(part, "test", second, part.characters),
        }

    def _stretch(self, part: TextPart, name: PartName, first: int, last: int) -> TextPart:
        """The characters from ``first`` on, before ``last``."""
        begin, end = self._bytes_before(part, first), self._bytes_before(part, last)
        before, within = (
            sum(int(np.count_nonzero(some < border)) for some in part.document_starts()) for border in (first, last)
        )
        return replace(
            part,
            name=name,
            begin=begin,
            bytes=end - begin,
            characters=last - first,
            first_document=before,
            documents=within - before,
            first_character=first,
        )

    def _bytes_before(self, part: TextPart, border: int) -> int:
        """How many bytes come before that character."""
        next_mark = bisect.bisect_right(self._marks, (border, part.bytes))
        characters, at = self._marks[next_mark - 1]
        if next_mark < len(self._marks):
            more_characters, more_bytes = self._marks[next_mark]
            if more_characters - characters == more_bytes - at:  # each of these is a byte
                return at + border - characters
        for block in part.blocks(at):
            taken = block[: border - characters]
            characters, at = characters + len(taken), at + len(taken.encode("utf-8"))
            if characters >= border:
                break
        return at

    def _hold(self, text: str) -> None:
        self._held.append(text)
        self._held_characters += len(text)
        self._characters += len(text)

    def _write(self) -> None:
        held = "".join(self._held)
        self._held, self._held_characters = [], 0
        characters = self._characters - len(held)
        if sys.byteorder == "big":
            self._starts.byteswap()
        for begin in range(0, len(held), _HELD):
            text, content = _encoded(held[begin : begin + _HELD])
            self._counts.add(text)
            self._text.write(content)
            self._bytes += len(content)
            self._marks.append((characters + begin + len(text), self._bytes))
        self._list.write(self._starts.tobytes())
        self._starts = array("q")


def _joined(first: TextPart, second: TextPart) -> TextPart:
    """Two stretches of a file, one behind the other."""
    return replace(
        first,
        bytes=first.bytes + second.bytes,
        characters=first.characters + second.characters,
        documents=first.documents + second.documents,
    )


def _read(file: FileIO, size: int) -> bytes:
    """So many bytes. Raises OSError where there are fewer."""
    found = file.read(size)
    while len(found) < size:  # a system may give less than it was asked for
        more = file.read(size - len(found))
        if not more:
            raise OSError("the file is shorter than it was")
        found += more
    return found


def _encoded(text: str) -> tuple[str, bytes]:
    """The text and its bytes; half of a pair of UTF-16, which is no character, becomes a question mark."""
    try:
        return text, text.encode("utf-8")
    except UnicodeEncodeError:
        content = text.encode("utf-8", "replace")
        return content.decode("utf-8"), content
