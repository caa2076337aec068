"""From bytes to text without surprises.

A byte-order mark is recognised and is no part of the text; the encoding is checked strictly and named
with its evidence; line ends become ``\\n``; what is no text is refused in words. Bytes are decoded in
slices, so that a thread that reads a large file never holds the interpreter for long.
"""

from __future__ import annotations

import codecs
import io
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from workbench import paths
from workbench.data.encodings import Finding, binary_kind, find_legacy, find_mark, find_wide, title
from workbench.errors import DataError
from workbench.machine import memory_bytes
from workbench.messages import say

_SLICE = 1 << 20  # bytes read and decoded at once
_SAMPLE = 1 << 16  # bytes looked at to recognise an encoding
_MEMORY_PER_BYTE = 4  # text, token ids and the work on them need about 4 bytes for each byte of a file


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it comes from.

    ``encoding`` is the name to show, ``encoding_reason`` a sentence with the evidence, ``bytes`` the size
    of the file (of a sample corpus: in UTF-8). ``entropy_rate`` is in nats per character where it is
    known exactly, else None.
    """

    name: str
    text: str
    encoding: str
    encoding_reason: str
    bytes: int
    entropy_rate: float | None = None


def read_text(path: Path | str, encoding: str = "auto") -> Text:
    """The text of a file; ``encoding`` is a Python codec name, or "auto" to recognise it.

    Raises DataError in words: missing, a folder, no permission, empty, white space only, too large
    for this computer's memory, no text (with what it is), or bytes that do not belong to the encoding
    (with offset and line).
    """
    path = paths.expanded(path)
    try:
        size = _checked_size(path)
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
        kind = binary_kind(head)
        if kind:
            raise DataError(
                say("{name} is not a text file: it is {kind}.", name=path.name, kind=kind),
                say("Save its text as a plain text file first."),
            )
        finding, text = _recognise(path, head) if encoding == "auto" else _as_chosen(path, head, encoding)
    except OSError as error:
        raise _cannot_read(path, error) from error
    except MemoryError as error:
        raise _too_large(path) from error
    if not text or text.isspace():
        raise _empty(path) if not text else _blank(path)
    return Text(path.name, text, title(finding.codec), finding.reason, size)


def utf8_length(text: str) -> int:
    """Bytes of the text in UTF-8, counted slice by slice."""
    if text.isascii():
        return len(text)
    return sum(len(text[i : i + _SLICE].encode("utf-8", "replace")) for i in range(0, len(text), _SLICE))


class _UndecodableError(Exception):
    """A byte that does not belong to the encoding: where it stands in the file, and on which line."""

    def __init__(self, byte: int, offset: int, line: int) -> None:
        self.offset = offset
        self.place = say(
            "byte {byte} at offset {offset:,}, line {line:,}", byte=f"{byte:02X}", offset=offset, line=line
        )
        super().__init__(self.place)


def _recognise(path: Path, head: bytes) -> tuple[Finding, str]:
    """By its mark; else UTF-8 if every byte agrees; else by what the bytes look like."""
    finding = find_mark(head) or find_wide(head) or Finding("utf-8", say("Every byte agrees with UTF-8."))
    try:
        text = _decode(path, finding)
    except _UndecodableError as error:
        if finding.mark or finding.codec != "utf-8":
            raise _not_of_encoding(path, finding, error) from error
        return _recognise_legacy(path, error)
    if finding.codec == "utf-8" and not finding.mark and text.isascii():
        finding = replace(finding, reason=say("Every character is ASCII, which UTF-8 contains."))
    return finding, text


def _recognise_legacy(path: Path, not_utf8: _UndecodableError) -> tuple[Finding, str]:
    finding = find_legacy(_sample_around(path, not_utf8.offset), not_utf8.place)
    if finding is None:
        raise DataError(
            say(
                "{name} is not UTF-8 ({place}), and its encoding was not recognised. It may be no text at all.",
                name=path.name,
                place=not_utf8.place,
            ),
            say("If it is text, choose its encoding in the Data panel (data.encoding)."),
        ) from not_utf8
    try:
        return finding, _decode(path, finding)
    except _UndecodableError as error:
        raise _not_of_encoding(path, finding, error) from error


def _as_chosen(path: Path, head: bytes, encoding: str) -> tuple[Finding, str]:
    try:
        "".encode(encoding)
        codec = codecs.lookup(encoding).name
    except (LookupError, UnicodeError) as error:
        message = say("data.encoding: there is no text encoding named “{encoding}”.", encoding=encoding)
        raise DataError(message, say("Choose auto.")) from error
    marked = find_mark(head)
    if marked and marked.codec.startswith(codec):
        finding = marked
    elif marked:
        raise DataError(
            say("{name} is not {encoding}. {reason}", name=path.name, encoding=title(encoding), reason=marked.reason),
            say("Set data.encoding to auto, which reads the mark."),
        )
    elif codec in ("utf-16", "utf-32"):
        guess = find_wide(head)
        finding = Finding(guess.codec if guess and codec == "utf-16" else f"{codec}-le", say("Chosen in the settings."))
    else:
        finding = Finding(encoding, say("Chosen in the settings."))
    try:
        return finding, _decode(path, finding)
    except _UndecodableError as error:
        raise _not_of_encoding(path, finding, error) from error


def _decode(path: Path, finding: Finding) -> str:
    """The whole file, strictly, with line ends as ``\\n``. Raises _UndecodableError, DataError for NULs."""
    decoder = codecs.getincrementaldecoder(finding.codec)("strict")
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    pieces: list[str] = []
    lines, offset = 1, finding.mark
    with path.open("rb") as file:
        file.seek(finding.mark)
        while True:
            block = file.read(_SLICE)
            begins = offset - len(decoder.getstate()[0])
            try:
                piece = newlines.decode(decoder.decode(block, final=not block), final=not block)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(finding.codec, "replace")
                lines += before.replace("\r\n", "\n").replace("\r", "\n").count("\n")
                raise _UndecodableError(error.object[error.start], begins + error.start, lines) from error
            if "\0" in piece:
                raise _has_nul(path, lines + piece.count("\n", 0, piece.index("\0")))
            lines += piece.count("\n")
            offset += len(block)
            pieces.append(piece)
            if not block:
                return "".join(pieces)


def _sample_around(path: Path, offset: int) -> bytes:
    """Some bytes from the line in which UTF-8 failed onwards, cut where no character can be split."""
    start = max(0, offset - _SAMPLE // 16)
    with path.open("rb") as file:
        file.seek(start)
        sample = file.read(_SAMPLE)
    begin = sample.rfind(b"\n", 0, offset - start) + 1
    end = sample.rfind(b"\n", offset - start)  # never part of a longer character in these encodings
    return sample[begin:] if end < 0 else sample[begin : end + 1]


def _checked_size(path: Path) -> int:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise DataError(say("{path} is a folder, not a text file.", path=path), say("Choose a file in it."))
    if not stat.S_ISREG(status.st_mode):
        raise DataError(say("{path} is not an ordinary file.", path=path), say("Choose a text file."))
    if status.st_size == 0:
        raise _empty(path)
    memory = memory_bytes()
    if memory is not None and status.st_size * _MEMORY_PER_BYTE > memory:
        raise _too_large(path)
    return status.st_size


def _cannot_read(path: Path, error: OSError) -> DataError:
    if isinstance(error, FileNotFoundError):
        return DataError(
            say("{path} is not there.", path=path), say("It may have been moved or deleted; choose the file again.")
        )
    if isinstance(error, PermissionError):
        return DataError(
            say("{path} may not be read: there is no permission.", path=path),
            say("Change its permissions, or choose another file."),
        )
    reason = error.strerror or str(error)
    return DataError(
        say("{path} cannot be read: {reason}.", path=path, reason=reason),
        say("Check the disk or the network drive, and try again."),
    )


def _too_large(path: Path) -> DataError:
    return DataError(say("{name} is too large for this computer's memory.", name=path.name), say("Use a part of it."))


def _has_nul(path: Path, line: int) -> DataError:
    message = say(
        "{name} is not a text file: it holds zero bytes (the first on line {line:,}).", name=path.name, line=line
    )
    return DataError(message, say("Choose a text file."))


def _not_of_encoding(path: Path, finding: Finding, error: _UndecodableError) -> DataError:
    return DataError(
        say(
            "{name} is not valid {encoding}: {place} does not belong to it. {reason}",
            name=path.name,
            encoding=title(finding.codec),
            place=error.place,
            reason=finding.reason,
        ),
        say("Choose another encoding in the Data panel (data.encoding), or repair that line."),
    )


def _empty(path: Path) -> DataError:
    return DataError(say("{name} is empty.", name=path.name), say("Choose a file with some text in it."))


def _blank(path: Path) -> DataError:
    message = say("{name} holds nothing but white space.", name=path.name)
    return DataError(message, say("Choose a file with some text in it."))
