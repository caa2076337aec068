"""From documents to one text: joined, counted, and with an account of what was left out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from workbench import paths
from workbench.config.sections import Data
from workbench.data.encodings import Finding, title
from workbench.data.readers.reading import Opened, Piece, read_documents
from workbench.data.readers.records import KINDS, Document, Fault, Kind, Remark
from workbench.data.text import Text
from workbench.errors import DataError
from workbench.events import Notice
from workbench.machine import memory_bytes
from workbench.messages import say

Progress = Callable[[int], bool]
_EVERY = 0.2  # seconds between two reports of progress
_MEMORY_PER_CHARACTER = 4  # text, token ids and the work on them need about 4 bytes for each
_MOST_REMARKS = 10


def go_on(documents: int) -> bool:
    """The Progress of somebody who does not care."""
    return True


def join_documents(data: Data, progress: Progress) -> Text:
    """The documents of the files that ``data.source`` names, as one text.

    Raises DataError in words: what cannot be read; what is at fault, unless ``data.on_fault`` leaves that out;
    nothing to learn from; more than this computer's memory holds.
    """
    joining = _Joining(data)
    try:
        told = time.monotonic()
        for piece in read_documents(data):
            joining.take(piece)
            if time.monotonic() - told > _EVERY:
                told = time.monotonic()
                if not progress(joining.documents):
                    break
        else:
            joining.check()
        return joining.text()
    except MemoryError as error:
        raise _too_large(joining.name) from error


class Account:
    """What was at fault, by kind, with the first of each."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Kind, bool], int] = {}
        self._first: dict[tuple[Kind, bool], Fault] = {}

    def add(self, fault: Fault) -> None:
        """Count a fault."""
        key = fault.kind, fault.harmless
        self._counts[key] = self._counts.get(key, 0) + 1
        self._first.setdefault(key, fault)

    @property
    def first(self) -> Fault | None:
        """The first fault that cost something."""
        return next((fault for fault in self._first.values() if not fault.harmless), None)

    def notices(self) -> Iterator[Notice]:
        """A sentence for each kind."""
        for key, count in self._counts.items():
            kind, first = KINDS[key[0]], self._first[key]
            if first.harmless and count == 1:
                yield Notice(say("{what} {advice}", what=first.message, advice=first.advice))
            elif first.harmless:
                yield Notice(say("{kind}: {count:,}. The first: {first}", kind=kind, count=count, first=first.message))
            else:
                message = say(
                    "Left out: {kind} ({count:,}). The first: {first}", kind=kind, count=count, first=first.message
                )
                yield Notice(message, "warning")


class _Joining:
    """Takes the pieces one after the other."""

    def __init__(self, data: Data) -> None:
        path = paths.expanded(data.source)
        self.name = path.name or str(path)
        self.documents = 0
        self._data = data
        self._memory = memory_bytes()
        self._texts: list[str] = []
        self._characters = self._bytes = self._files = 0
        self._findings: list[Finding] = []
        self._remarks: list[str] = []
        self._account = Account()

    def take(self, piece: Piece) -> None:
        match piece:
            case Document():
                self._add(piece)
            case Fault():
                if self._data.on_fault == "stop" and not piece.harmless:
                    raise DataError(piece.message, piece.advice)
                self._account.add(piece)
            case Opened():
                self._files += 1
                self._bytes += piece.size
            case Finding():
                self._findings.append(piece)
            case Remark() if len(self._remarks) < _MOST_REMARKS:
                self._remarks.append(piece.message)

    def check(self) -> None:
        """Raise DataError where there is nothing to learn from."""
        if any(text and not text.isspace() for text in self._texts):
            return
        advice = say("Choose a file with some text in it.")
        first = self._account.first
        if first is not None:
            raise DataError(
                say("Nothing is left of {name}. {first}", name=self.name, first=first.message), first.advice
            )
        if not self._files:
            message = say("{name} holds no file to learn from.", name=self.name)
            raise DataError(message, say("Choose another folder, or other files in it (data.pattern)."))
        if any(self._texts):
            raise DataError(say("{name} holds nothing but white space.", name=self.name), advice)
        raise DataError(say("{name} is empty.", name=self.name), advice)

    def text(self) -> Text:
        """All that was taken."""
        encoding, reason = self._encoding()
        notices = (*(Notice(message) for message in self._remarks), *self._account.notices())
        joined = "".join(self._texts)
        return Text(self.name, joined, encoding, reason, self._bytes, documents=self.documents, notices=notices)

    def _add(self, document: Document) -> None:
        if not document.continues:
            if self._texts and self._data.separator:
                self._texts.append(self._data.separator)
            self.documents += 1
        self._texts.append(document.text)
        self._characters += len(document.text) + len(self._data.separator)
        if self._memory is not None and self._characters * _MEMORY_PER_CHARACTER > self._memory:
            raise _too_large(self.name)

    def _encoding(self) -> tuple[str, str]:
        names = list(dict.fromkeys(title(finding.codec) for finding in self._findings))
        if len(self._findings) == 1:
            return names[0], self._findings[0].reason
        reason = say("{files:,} files with {documents:,} documents.", files=self._files, documents=self.documents)
        return ", ".join(names), reason


def _too_large(name: str) -> DataError:
    return DataError(say("{name} is too large for this computer's memory.", name=name), say("Use a part of it."))
