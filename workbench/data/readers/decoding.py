"""From a stream of bytes to text, slice by slice: encodings, byte-order marks, line ends, zero bytes.

A slice is decoded at once, so that a thread that reads a large file never holds the interpreter for long,
and nothing is read twice. UTF-8 is taken until a byte disagrees; if what came before was plain ASCII, the
older encoding that the bytes look like goes on from there.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from workbench.data.encodings import Finding, binary_kind, find_legacy, find_mark, find_wide, title
from workbench.data.readers.records import Fault, fault
from workbench.data.text import line_breaks
from workbench.errors import DataError
from workbench.messages import Message, say

_SLICE = 1 << 20  # bytes read and decoded at once
_SAMPLE = 1 << 16  # bytes looked at to recognise an encoding
_MOST_FAULTS = 1_000  # undecodable places in one file after which the rest of it is given up
_MOST_ZEROS = 0.01  # share of zero bytes above which a file is no text
_STRAY = 4  # characters of an older encoding that may look like UTF-8 by chance
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


def check_encoding(encoding: str) -> None:
    """Raise DataError unless ``encoding`` is "auto" or names a text encoding."""
    if encoding == "auto":
        return
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError) as error:
        message = say("data.encoding: there is no text encoding named “{encoding}”.", encoding=encoding)
        raise DataError(message, say("Choose auto.")) from error


class Decoding:
    """The text of one stream. Iterate `slices` once; then ``finding`` says which encoding it was and why."""

    def __init__(self, name: str, encoding: str = "auto", declared: Finding | None = None) -> None:
        """``declared``: what the file says of itself, believed where its bytes do not agree with UTF-8."""
        self.finding = Finding("utf-8", say("Every byte agrees with UTF-8."))
        self._name = name
        self._encoding = encoding
        self._declared = declared
        self._decoder: codecs.IncrementalDecoder
        self._newlines = io.IncrementalNewlineDecoder(None, translate=True)
        self._offset = 0  # of the next byte to decode
        self._line, self._column = 1, 1  # where the next slice of text begins
        self._ascii = True
        self._mixed = self._marked = False
        self._faults = 0
        self._ended = False

    def slices(self, stream: BinaryIO) -> Iterator[str | Fault]:
        """Pieces of the text with ``\\n`` as line ends, and faults; what is at fault is left out.

        A file that is no text at all yields one fault and ends.
        """
        block = stream.read(_SLICE)
        refused = self._begin(block[:_SAMPLE])
        if refused:
            yield refused
            return
        self._decoder = codecs.getincrementaldecoder(self.finding.codec)("strict")
        self._offset = self.finding.mark
        block = block[self.finding.mark :]
        more = True
        while more and not self._ended:
            following = stream.read(_SLICE)
            more = bool(following)
            yield from self._decode(block, following[:_SAMPLE], final=not more)
            block = following
        if self.finding.codec == "utf-8" and not self.finding.mark and self._ascii and self._encoding == "auto":
            self.finding = replace(self.finding, reason=say("Every character is ASCII, which UTF-8 contains."))

    # Recognising

    def _begin(self, head: bytes) -> Fault | None:
        kind = binary_kind(head)
        if kind:
            message = say("{name} is not a text file: it is {kind}.", name=self._name, kind=kind)
            return Fault("foreign", self._name, message, say("Save its text as a plain text file first."))
        if self._encoding != "auto":
            return self._obey(head)
        self.finding = find_mark(head) or find_wide(head) or self.finding
        return None

    def _obey(self, head: bytes) -> Fault | None:
        """Take the encoding that was chosen, unless a mark says otherwise."""
        chosen = say("Chosen in the settings.")
        codec = codecs.lookup(self._encoding).name
        marked = find_mark(head)
        if marked and not marked.codec.startswith(codec):
            encoding, reason = title(self._encoding), marked.reason
            message = say("{name} is not {encoding}. {reason}", name=self._name, encoding=encoding, reason=reason)
            return Fault("encoding", self._name, message, say("Set data.encoding to auto, which reads the mark."))
        if marked:
            self.finding = marked
        elif codec in ("utf-16", "utf-32"):
            guess = find_wide(head)
            self.finding = Finding(guess.codec if guess and codec == "utf-16" else f"{codec}-le", chosen)
        else:
            self.finding = Finding(self._encoding, chosen)
        return None

    def _take_older(self, error: UnicodeDecodeError, following: bytes) -> bool:
        """Go on in the older encoding that the bytes look like, if this is no UTF-8 and nothing was lost yet."""
        if self.finding.codec != "utf-8" or self.finding.mark or self._encoding != "auto" or not self._ascii:
            return False
        before = error.object[: error.start]
        if len(before.decode("utf-8", "ignore").encode("ascii", "ignore")) < len(before) - 4 * _STRAY:
            return False
        older = self._declared or find_legacy(_around(error, following), self._place(error))
        if older is None or older.codec.startswith(("utf_16", "utf_32", "utf_7")):
            return False  # none of these begins in the middle of a file
        self.finding = older
        self._decoder = codecs.getincrementaldecoder(older.codec)("strict")
        return True

    # Decoding

    def _decode(self, block: bytes, following: bytes, *, final: bool) -> Iterator[str | Fault]:
        while not self._ended:
            begins = self._offset - len(self._decoder.getstate()[0])
            try:
                text = self._decoder.decode(block, final)
            except UnicodeDecodeError as error:
                self._offset, block = begins, error.object
                if self._take_older(error, following):
                    continue
                good = block[: error.start].decode(self.finding.codec)
                yield from self._clean(good, final=False)
                self._offset += error.start
                yield self._undecodable(error)
                skipped = max(1, error.end - error.start)
                self._offset += skipped
                block = block[error.start + skipped :]
                self._decoder.reset()
            else:
                self._offset += len(block)
                yield from self._clean(text, final=final)
                return

    def _clean(self, text: str, *, final: bool) -> Iterator[str | Fault]:
        """The text with plain line ends and without zeros."""
        if "\0" in text:
            zeros = text.count("\0")
            yield self._zeros(text, many=zeros > _MOST_ZEROS * len(text))
            text = "" if self._ended else text.replace("\0", "")
        before = self._newlines.newlines
        piece = self._newlines.decode(text, final)
        if isinstance(self._newlines.newlines, tuple) and not self._mixed:
            self._mixed = True
            yield self._several_line_ends(text, before)
        self._ascii = self._ascii and piece.isascii()
        if not self._marked and not piece.isascii() and _MARK in piece:
            self._marked = True
            yield self._mark_inside(piece)
        self._line, self._column = self._after(piece)
        if piece:
            yield piece

    # Faults

    def _place(self, error: UnicodeDecodeError) -> str:
        good = error.object[: error.start].decode(self.finding.codec, "replace")
        line, column = self._after(_LINE_END.sub("\n", good))
        offset = self._offset + error.start
        return _place_of_byte(error.object[error.start], offset, line, column)

    def _undecodable(self, error: UnicodeDecodeError) -> Fault:
        """Called once the text before the byte was counted."""
        place = _place_of_byte(error.object[error.start], self._offset, self._line, self._column)
        self._faults += 1
        name, encoding, reason = self._name, title(self.finding.codec), self.finding.reason
        advice = say(
            "Choose another encoding in the Data panel (data.encoding), repair that line, "
            "or set data.on_fault to skip to leave such bytes out."
        )
        unknown = self.finding.codec == "utf-8" and not self.finding.mark and self._encoding == "auto" and self._ascii
        if unknown:
            self._ended = True
            message = say(
                "{name} is not UTF-8 ({place}), and its encoding was not recognised. It may be no text at all.",
                name=name,
                place=place,
            )
            advice = say("If it is text, choose its encoding in the Data panel (data.encoding).")
        elif self._faults > _MOST_FAULTS:
            self._ended = True
            message = say(
                "{name} is not {encoding}: at {place}, the rest of the file is given up, after {count:,} other places.",
                name=name,
                encoding=encoding,
                place=place,
                count=_MOST_FAULTS,
            )
        else:
            message = say(
                "{name} is not valid {encoding}: {place} does not belong to it. {reason}",
                name=name,
                encoding=encoding,
                place=place,
                reason=reason
                if self._encoding != "auto" or self.finding.codec != "utf-8"
                else say("The rest is UTF-8."),
            )
        return Fault("encoding", name, message, advice, self._line, self._column)

    def _zeros(self, text: str, *, many: bool) -> Fault:
        self._ended = many
        line, column = self._after(_LINE_END.sub("\n", text[: text.index("\0")]))
        message = say(
            "{name} is not a text file: it holds zero bytes (the first on line {line:,}, column {column:,}).",
            name=self._name,
            line=line,
            column=column,
        )
        advice = say("Choose a text file, or set data.on_fault to skip to leave the zero bytes out.")
        return Fault("zeros", self._name, message, say("Choose a text file.") if many else advice, line, column)

    def _mark_inside(self, piece: str) -> Fault:
        line, column = self._after(piece[: piece.index(_MARK)])
        what = say("here stands a byte-order mark, as where files were put together; it stays in the text")
        advice = say("The step of cleaning “Control characters” takes it out.")
        return fault("marks", self._name, line, column, what, advice, harmless=True)

    def _after(self, text: str) -> tuple[int, int]:
        """(line, column) behind a text that begins where the next slice does."""
        lines = line_breaks(text)
        return self._line + lines, len(text) - text.rfind("\n") if lines else self._column + len(text)

    def _several_line_ends(self, text: str, before: object) -> Fault:
        """Called with the slice in which a second kind of line end occurs; ``before`` are the kinds known."""
        ends = list(_LINE_END.finditer(text))
        known = before if isinstance(before, str) else ends[0].group() if ends else ""
        after = next((place for place, end in enumerate(ends) if end.group() != known), 0)
        what = say("from here on, lines end in another way than before")
        advice = say("Nothing is lost: every line end becomes one and the same.")
        return fault("newlines", self._name, self._line + after, 0, what, advice, harmless=True)


def _place_of_byte(byte: int, offset: int, line: int, column: int) -> Message:
    return say(
        "byte {byte} at offset {offset:,}, line {line:,}, column {column:,}",
        byte=f"{byte:02X}",
        offset=offset,
        line=line,
        column=column,
    )


def _around(error: UnicodeDecodeError, following: bytes) -> bytes:
    """Some bytes from the line in which UTF-8 failed onwards, cut where no character can be split."""
    data = error.object
    start = max(0, error.start - _SAMPLE // 16)
    begin = data.rfind(b"\n", start, error.start) + 1 or start
    sample = data[begin : error.start + _SAMPLE]
    if len(sample) < error.start - begin + _SAMPLE:
        sample += following
    end = sample.rfind(b"\n", error.start - begin)  # never part of a longer character in these encodings
    return sample if end < 0 else sample[: end + 1]
