"""What documents of office programs and books share: XML in a ZIP container, read without trust."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from workbench.data.readers.parts import Part
from workbench.data.readers.records import BrokenFileError, Fault, fault
from workbench.data.readers.unpacking import refusal, unpacked
from workbench.messages import Message, say

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound files: Word documents before 2007, and newer ones with a password."""
LONGEST_PART = 1 << 26
"""Bytes of one part that is held in memory as a whole."""
_AGAIN = say("Fetch or make the file again.")


class Container:
    """The members of a ZIP container. What goes wrong is a BrokenFileError."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._members = {member.filename: member for member in archive.infolist()}

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def open(self, member: str) -> BinaryIO:
        """A stream of a member that is there."""
        info = self._members[member]
        found = refusal(self._name, info)
        if found:
            raise BrokenFileError(found)
        try:
            return unpacked(self._name, self._archive.open(info), info.compress_size)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
            raise broken(self._name, error) from error

    def read(self, member: str) -> bytes:
        """The bytes of a member that is there, unless they are beyond all measure."""
        with self.open(member) as stream:
            content = stream.read(LONGEST_PART)
            if stream.read(1):
                what = say("its part “{member}” is too large", member=member)
                raise BrokenFileError(fault("long", self._name, 0, 0, what, say("Save it as several files.")))
        return content


@contextmanager
def container(part: Part, encrypted: Fault) -> Iterator[Container]:
    """The container that a file is; ``encrypted`` is what to say of a compound file."""
    with part.open_seekable() as stream:
        head = stream.read(len(OLD_OFFICE))
        if head == OLD_OFFICE:
            raise BrokenFileError(encrypted)
        stream.seek(0)
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise broken(part.name, error) from error
        with archive:
            yield Container(part.name, archive)


def broken(name: str, error: Exception) -> BrokenFileError:
    """The error of a document that cannot be read."""
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return broken_as(name, say("it is damaged ({reason})", reason=reason))


def broken_as(name: str, what: Message) -> BrokenFileError:
    """The same with words of its own."""
    return BrokenFileError(fault("damaged", name, 0, 0, what, _AGAIN))
