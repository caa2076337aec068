"""What a reader says: a record, or what is wrong and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from workbench.data.encodings import Finding
from workbench.messages import Message, say

TEXT = "text"
"""The one column of formats that have no columns of their own."""

Kind = Literal[
    "encoding",
    "zeros",
    "newlines",
    "marks",
    "long",
    "json",
    "doubled",
    "cells",
    "missing",
    "types",
    "header",
    "damaged",
    "slow",
    "refused",
    "locked",
    "empty",
    "foreign",
]

KINDS: dict[Kind, Message] = {
    "encoding": say("bytes that do not belong to the encoding"),
    "zeros": say("zero bytes"),
    "newlines": say("line ends of several kinds"),
    "marks": say("byte-order marks inside of the text"),
    "long": say("lines or rows that are too long"),
    "json": say("broken JSON"),
    "doubled": say("objects that name a member twice"),
    "cells": say("rows with too few or too many cells"),
    "missing": say("rows without the text"),
    "types": say("values of another type"),
    "header": say("columns with the same name"),
    "damaged": say("damaged files"),
    "slow": say("pages that take too long"),
    "refused": say("files that are not safe to open"),
    "locked": say("files that are encrypted"),
    "empty": say("documents without text"),
    "foreign": say("files of other kinds"),
}
"""What each kind of fault is called where they are counted."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row, or the whole of a plain text: its columns by name, and the line or row it begins in (from 1).

    ``continues``: this is the next piece of the record before it, which was too long to hand over at once.
    """

    fields: Mapping[str, object]
    line: int
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text to learn from, the file and the line or row where it begins, and the row that it was made of.

    ``continues``: the next piece of the document before it.
    """

    text: str
    file: str
    line: int
    fields: Mapping[str, object] = field(default_factory=dict)
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: a sentence that names the place, and what to do.

    Line and column count from 1; 0 where there is none. After a fault the reader goes on behind it, as far as
    the file allows. A ``harmless`` fault costs nothing of the text: it is told, and stops nobody.
    """

    kind: Kind
    file: str
    message: str
    advice: str
    line: int = 0
    column: int = 0
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A choice that a reader made, worth knowing: a delimiter, a column."""

    message: Message


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the table that follows, in their order in the file.

    ``line`` is the one that names them, 0 where none does. ``rows``: its records are counted by rows, not by lines.
    """

    names: tuple[str, ...]
    line: int = 0
    rows: bool = False

    def number(self, column: str) -> int:
        """Which column of the file holds this one, from 1; 0 for none of them."""
        while column not in self.names and "." in column:  # a member of an object
            column = column.rpartition(".")[0]
        return self.names.index(column) + 1 if column in self.names else 0


Item = Record | Fault | Finding | Remark | Columns
"""What a format yields for one file: Columns before the records, where they have numbers; last, the Finding."""


def fault(
    kind: Kind,
    file: str,
    line: int,
    column: int,
    what: Message,
    advice: Message,
    *,
    harmless: bool = False,
    rows: bool = False,
) -> Fault:
    """A Fault whose sentence begins with the place; with ``rows`` the line is a row of a table."""
    if rows and line and column:
        message = say("{file}, row {row:,}, column {column:,}: {what}", file=file, row=line, column=column, what=what)
    elif rows and line:
        message = say("{file}, row {row:,}: {what}", file=file, row=line, what=what)
    elif line and column:
        message = say(
            "{file}, line {line:,}, column {column:,}: {what}", file=file, line=line, column=column, what=what
        )
    elif line:
        message = say("{file}, line {line:,}: {what}", file=file, line=line, what=what)
    elif column:
        message = say("{file}, column {column:,}: {what}", file=file, column=column, what=what)
    else:
        message = say("{file}: {what}", file=file, what=what)
    return Fault(kind, file, message, advice, line, column, harmless)


class BrokenFileError(Exception):
    """Nothing more can be had of this file; the fault says why."""

    def __init__(self, found: Fault) -> None:
        super().__init__(found.message)
        self.fault = found
