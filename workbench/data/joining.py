"""Takes what flows from the readers: hands on the documents, and keeps an account of what was left out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from workbench.config.experiment import Experiment
from workbench.config.sections import Data
from workbench.data.cleaning.account import Cleaned, LeftOut
from workbench.data.encodings import Finding, title
from workbench.data.flow import FlowPiece, Placed, flow
from workbench.data.pieces import Sample, name_of
from workbench.data.readers.reading import Opened
from workbench.data.readers.records import KINDS, Fault, Kind, Remark
from workbench.data.splitting import Splitter, splitter
from workbench.data.text import Origin, Text
from workbench.errors import DataError
from workbench.events import Notice
from workbench.machine import memory_bytes
from workbench.messages import Message, say

Progress = Callable[[int], bool]
_EVERY = 0.2  # seconds between two reports of progress
_MEMORY_PER_CHARACTER = 4  # text, token ids and the work on them need about 4 bytes for each
_MOST_REMARKS = 10


def go_on(documents: int) -> bool:
    """The Progress of somebody who does not care."""
    return True


def gather(
    experiment: Experiment, splitting: Splitter, take: Callable[[Placed], None], progress: Progress
) -> Origin | None:
    """Hand every document of the experiment's text to ``take``, and say where it all came from.

    ``progress`` is told the number of documents from time to time, and answers False to stop: then None comes
    back. Raises DataError in words: what cannot be read; what is at fault, unless ``data.on_fault`` leaves that
    out; nothing to learn from, or nothing in a part that was asked for.
    """
    account = Account(experiment.data)
    told = time.monotonic()
    for piece in flow(experiment, splitting):
        account.add(piece)
        if isinstance(piece, Placed):
            take(piece)
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            if not progress(account.documents):
                return None
    account.check()
    splitting.check(account.name)
    return account.origin(splitting.notices())


def join_documents(experiment: Experiment, progress: Progress = go_on) -> Text:
    """The documents of all parts as one text in memory, with ``data.separator`` between them.

    After a stop by ``progress`` it is what was read so far. Raises DataError as `gather` does, and for more
    than this computer's memory holds.
    """
    joining = _Joining(experiment.data)
    try:
        origin = gather(experiment, splitter(experiment.data), joining.take, progress)
        text = "".join(joining.texts)
    except MemoryError as error:
        raise too_large(joining.name) from error
    return Text.of(origin or Origin(joining.name, documents=joining.documents), text)


class Faults:
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
                yield Notice(say("{what}. {advice}", what=first.message, advice=first.advice))
            elif first.harmless:
                yield Notice(say("{kind}: {count:,}. The first: {first}", kind=kind, count=count, first=first.message))
            else:
                message = say(
                    "Left out: {kind} ({count:,}). The first: {first}", kind=kind, count=count, first=first.message
                )
                yield Notice(message, "warning")


class Account:
    """What was taken, and what is to be said of it."""

    def __init__(self, data: Data) -> None:
        self.name = name_of(data)
        self.documents = 0
        self._skips = data.on_fault == "skip"
        self._sample: Sample | None = None
        self._bytes = self._files = 0
        self._some_text = self._some_words = False
        self._findings: list[Finding] = []
        self._remarks: list[Message] = []
        self._faults = Faults()
        self._left_out = 0
        self._cleaned: Cleaned | None = None

    def add(self, piece: FlowPiece) -> None:
        """Take note of a piece. Raises DataError for a fault, unless faults are to be left out."""
        match piece:
            case Placed():
                text = piece.document.text
                self.documents += not piece.document.continues
                self._some_text = self._some_text or bool(text)
                self._some_words = self._some_words or bool(text and not text.isspace())
            case Fault():
                if not self._skips and not piece.harmless:
                    raise DataError(piece.message, piece.advice)
                self._faults.add(piece)
            case Opened():
                self._files += 1
                self._bytes += piece.size
            case Finding():
                self._findings.append(piece)
            case LeftOut():
                self._left_out += 1
            case Cleaned():
                self._cleaned = piece
            case Sample():
                self._sample, self.name = piece, piece.name
            case Remark() if len(self._remarks) < _MOST_REMARKS:
                self._remarks.append(piece.message)

    def check(self) -> None:
        """Raise DataError where there is nothing to learn from."""
        if self._some_words:
            return
        advice = say("Choose a file with some text in it.")
        first = self._faults.first
        if first is not None:
            raise DataError(
                say("Nothing is left of {name}. {first}", name=self.name, first=first.message), first.advice
            )
        if self._left_out:
            message = say("Cleaning left nothing of {name}.", name=self.name)
            raise DataError(message, say("Switch a step of cleaning off, or let it remove less."))
        if not self._files:
            message = say("{name} holds no file to learn from.", name=self.name)
            raise DataError(message, say("Choose another folder, or other files in it (data.pattern)."))
        if self._some_text:
            raise DataError(say("{name} holds nothing but white space.", name=self.name), advice)
        raise DataError(say("{name} is empty.", name=self.name), advice)

    def origin(self, more: Sequence[Notice] = ()) -> Origin:
        """All that is known of where the text came from, and ``more`` to tell."""
        encoding, reason = self._encoding()
        return Origin(
            name=self.name,
            encoding=encoding,
            encoding_reason=reason,
            bytes=self._bytes,
            entropy_rate=self._sample.entropy_rate if self._sample else None,
            documents=self.documents,
            notices=(
                *(Notice(message) for message in self._remarks),
                *self._faults.notices(),
                *(self._cleaned.notices() if self._cleaned else ()),
                *more,
            ),
        )

    def _encoding(self) -> tuple[str, str]:
        names = list(dict.fromkeys(title(finding.codec) for finding in self._findings))
        if len(self._findings) == 1:
            return names[0], self._findings[0].reason
        reason = say("{files:,} files with {documents:,} documents.", files=self._files, documents=self.documents)
        return ", ".join(names), reason


class _Joining:
    """Keeps the texts of all documents in memory."""

    def __init__(self, data: Data) -> None:
        self.name = name_of(data)
        self.documents = 0
        self.texts: list[str] = []
        self._separator = data.separator
        self._memory = memory_bytes()
        self._characters = 0

    def take(self, placed: Placed) -> None:
        document = placed.document
        if not document.continues:
            if self.documents and self._separator:
                self.texts.append(self._separator)
            self.documents += 1
        self.texts.append(document.text)
        self._characters += len(document.text) + len(self._separator)
        if self._memory is not None and self._characters * _MEMORY_PER_CHARACTER > self._memory:
            raise too_large(self.name)


def too_large(name: str) -> DataError:
    """The error of a text that does not fit."""
    return DataError(say("{name} is too large for this computer's memory.", name=name), say("Use a part of it."))
