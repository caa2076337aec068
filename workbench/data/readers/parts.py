"""The files that a source is made of: one file, those below a folder, those in an archive."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from workbench.data.encodings import binary_kind, find_mark, find_wide
from workbench.data.readers.patterns import matches
from workbench.data.readers.records import BrokenFileError, Fault, fault
from workbench.data.readers.unpacking import MOST_GROWTH, SMALL, bomb, damaged, gunzipped, refusal, unpacked
from workbench.errors import DataError
from workbench.messages import say

GZIP = ".gz"
ARCHIVE = ".zip"
_HEAD = 4_096
_HELD = 1 << 24  # bytes of an unpacked file that are held in memory where a format needs to go back and forth
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """A file to read: the name to show, the suffix that tells its format, and its size in bytes as stored."""

    name: str
    suffix: str
    size: int
    _open: Callable[[], BinaryIO]
    _packed: bool = False

    def open(self) -> BinaryIO:
        """The file's bytes from first to last, unpacked. Raises OSError; reading raises BrokenFileError."""
        return self._open()

    def open_seekable(self) -> BinaryIO:
        """The same for formats that go back and forth in the file."""
        if not self._packed:
            return self._open()
        spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_HELD))  # noqa: SIM115  (the caller's to close)
        with self._open() as stream:
            while block := stream.read(_BLOCK):
                spool.write(block)
        spool.seek(0)
        return spool


def find_parts(path: Path, pattern: str, is_known: Callable[[str], bool]) -> Iterator[Part | Fault]:
    """Every file that a path means, always in the same order, and what cannot be opened.

    In a folder or an archive the pattern chooses; without one, files of known suffixes and those that
    look like text are taken. Hidden files are passed over. Raises DataError when the path
    itself is no file or folder, OSError when it cannot be read.
    """
    try:
        status = path.stat()
    except ValueError as error:  # a name with a zero byte
        raise OSError(str(error)) from error
    if stat.S_ISDIR(status.st_mode):
        yield from _in_folder(path, pattern, is_known)
    elif not stat.S_ISREG(status.st_mode):
        raise DataError(say("{path} is not an ordinary file.", path=path), say("Choose a text file."))
    elif path.suffix.lower() == ARCHIVE:
        yield from _in_archive(path, path.name, pattern, is_known)
    else:
        yield _file(path, path.name, status.st_size)


def _in_folder(folder: Path, pattern: str, is_known: Callable[[str], bool]) -> Iterator[Part | Fault]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(names):
            path = Path(root, name)
            shown = path.relative_to(folder).as_posix()
            archive = path.suffix.lower() == ARCHIVE
            if _hidden(name) or not path.is_file() or not (archive or matches(shown, pattern)):
                continue
            if archive:
                # A pattern that names archives opens them; it chooses in them only if it names files.
                yield from _in_archive(path, shown, "" if matches(shown, pattern) else pattern, is_known)
                continue
            part = _file(path, shown, path.stat().st_size)
            yield part if pattern.strip() or is_known(part.suffix) or _looks_like_text(part) else _foreign(shown)


def _in_archive(path: Path, shown: str, pattern: str, is_known: Callable[[str], bool]) -> Iterator[Part | Fault]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted((item for item in archive.infolist() if not item.is_dir()), key=lambda item: item.filename)
            size = sum(item.file_size for item in members)
            if size > max(SMALL, MOST_GROWTH * path.stat().st_size):
                yield bomb(shown)
                return
            for member in members:
                if not any(map(_hidden, member.filename.split("/"))) and matches(member.filename, pattern):
                    yield _member(archive, shown, member, bool(pattern.strip()), is_known)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        yield damaged(shown, error)


def _member(
    archive: zipfile.ZipFile, shown: str, member: zipfile.ZipInfo, chosen: bool, is_known: Callable[[str], bool]
) -> Part | Fault:
    found = refusal(shown, member)
    if found:
        return found
    name = f"{shown}/{member.filename}"
    suffix, packed = _suffix(member.filename)
    if suffix == ARCHIVE:
        what = say("it is an archive in an archive")
        return fault("refused", name, 0, 0, what, say("Unpack the outer archive first."))

    def opened() -> BinaryIO:
        try:
            inner = unpacked(name, archive.open(member), member.compress_size)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
            raise BrokenFileError(damaged(name, error)) from error
        return gunzipped(name, inner, member.file_size) if packed else inner

    part = Part(name, suffix, member.compress_size, opened, True)
    return part if chosen or is_known(suffix) or _looks_like_text(part) else _foreign(name)


def _file(path: Path, shown: str, size: int) -> Part:
    suffix, packed = _suffix(path.name)

    def opened() -> BinaryIO:
        inner: IO[bytes] = path.open("rb")
        return gunzipped(shown, inner, size) if packed else cast(BinaryIO, inner)

    return Part(shown, suffix, size, opened, packed)


def suffix_of(name: str) -> str:
    """The suffix that tells a file's format: ".csv" for "table.csv.gz"."""
    return _suffix(name)[0]


def _suffix(name: str) -> tuple[str, bool]:
    """(the suffix in lower case without ``.gz``, whether there was a ``.gz``)."""
    plain = name.lower()
    packed = plain.endswith(GZIP)
    plain = plain.removesuffix(GZIP)
    return Path(plain).suffix, packed


def _looks_like_text(part: Part) -> bool:
    try:
        with part.open() as stream:
            head = stream.read(_HEAD)
    except (BrokenFileError, OSError):
        return True  # reading it will say what is wrong
    if binary_kind(head):
        return False
    return b"\0" not in head or bool(find_mark(head) or find_wide(head))


def _foreign(name: str) -> Fault:
    what = say("it is not of a kind that can be learned from, so it is passed over")
    return fault("foreign", name, 0, 0, what, say("Name the files that you mean with data.pattern."), harmless=True)


def _hidden(name: str) -> bool:
    return (name.startswith(".") and name.strip(".") != "") or name == "__MACOSX"
