"""The front of all readers: from a path to documents, one after the other, and what is wrong in between."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench import paths
from workbench.config.sections import Data
from workbench.data.encodings import Finding
from workbench.data.readers.columns import LOOKED_AT, Composer, chosen_columns, columns_of, listed, value_of
from workbench.data.readers.decoding import check_encoding
from workbench.data.readers.formats import format_of, formats
from workbench.data.readers.parts import Part, find_parts
from workbench.data.readers.records import BrokenFileError, Columns, Document, Fault, Item, Record, Remark
from workbench.errors import DataError
from workbench.messages import say

_HEAD_ROWS = 20
_MOST_PARTS = 200  # files of a folder among which one with columns is looked for
_MOST_SHOWN = 200  # characters of a cell that are shown


@dataclass(frozen=True, slots=True)
class Opened:
    """The next file is being read; ``size`` is in bytes, as stored."""

    name: str
    size: int


Piece = Document | Fault | Finding | Remark | Opened


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows of a table: its columns, the columns that the text comes from, and the cells as texts."""

    file: str
    columns: tuple[str, ...]
    chosen: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_documents(data: Data) -> Iterator[Piece]:
    """The documents of ``data.source`` (a path) in a fixed order, in constant memory.

    Each file begins with Opened and ends with the Finding of its encoding. Raises DataError when the path
    cannot be opened at all, or a setting names what does not exist.
    """
    check_encoding(data.encoding)
    path = paths.expanded(data.source)
    composing = _Composing(data)
    try:
        for part in find_parts(path, data.pattern, lambda suffix: suffix in formats()):
            if isinstance(part, Fault):
                yield part
                continue
            yield Opened(part.name, part.size)
            yield from _read_part(part, data, composing)
    except OSError as error:
        raise _cannot_read(path, error) from error


def read_head(data: Data) -> Head | None:
    """The first rows of the source's first table, read from its head only; None when it has no columns.

    Raises DataError like `read_documents`.
    """
    check_encoding(data.encoding)
    path = paths.expanded(data.source)
    try:
        parts = find_parts(path, data.pattern, lambda suffix: suffix in formats())
        for part in itertools.islice(parts, _MOST_PARTS):
            if isinstance(part, Part) and format_of(part.suffix).columns:
                return _head_of(part, data)
    except OSError as error:
        raise _cannot_read(path, error) from error
    return None


def _head_of(part: Part, data: Data) -> Head | None:
    items = _until_broken(part, format_of(part.suffix).read(part, data))
    records = list(itertools.islice((item for item in items if isinstance(item, Record)), LOOKED_AT))
    columns = columns_of(record.fields for record in records)
    if not columns:
        return None
    try:
        chosen = Composer.for_rows(data, [record.fields for record in records], part.name).columns
    except DataError:
        chosen = []
    rows = (tuple(_shown(value_of(record.fields, name)) for name in columns) for record in records[:_HEAD_ROWS])
    return Head(part.name, tuple(columns), tuple(chosen), tuple(rows))


def _shown(value: object) -> str:
    text = "" if value is None else value if isinstance(value, str) else str(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _read_part(part: Part, data: Data, composing: _Composing) -> Iterator[Piece]:
    chosen = format_of(part.suffix)
    items = _until_broken(part, chosen.read(part, data))
    try:
        yield from composing.documents(part.name, items) if chosen.columns else _whole(part.name, items)
    except DataError as error:
        yield Fault("missing", part.name, error.message, error.advice)


def _until_broken(part: Part, items: Iterator[Item]) -> Iterator[Item]:
    """The items of a file, and the fault that ends it, if any."""
    try:
        yield from items
    except BrokenFileError as error:
        yield error.fault
    except OSError as error:
        found = _cannot_read(Path(part.name), error)
        yield Fault("damaged", part.name, found.message, found.advice)


def _whole(name: str, items: Iterator[Item]) -> Iterator[Piece]:
    """The documents of a format without columns."""
    for item in items:
        if isinstance(item, Record):
            (text,) = item.fields.values()
            yield Document(str(text), name, item.line, item.fields, item.continues)
        elif not isinstance(item, Columns):
            yield item


class _Composing:
    """Makes documents of rows; files with the same columns are treated the same."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._composer: Composer | None = None
        self._table: Columns | None = None

    def documents(self, name: str, items: Iterator[Item]) -> Iterator[Piece]:
        self._table = None
        head: list[Record | Fault | Finding | Remark] = []
        records: list[Record] = []
        pieces = self._without_columns(items)
        for item in pieces:
            head.append(item)
            if isinstance(item, Record):
                records.append(item)
                if len(records) == LOOKED_AT:
                    break
        if not records:
            yield from (item for item in head if not isinstance(item, Record))
            return
        composer, remark = self._for_rows(name, records)
        if remark:
            yield remark
        for piece in itertools.chain(head, pieces):
            yield composer.compose(piece, name, self._table) if isinstance(piece, Record) else piece

    def _without_columns(self, items: Iterator[Item]) -> Iterator[Record | Fault | Finding | Remark]:
        """The same, with the table's columns kept here."""
        for item in items:
            if isinstance(item, Columns):
                self._table = item
            else:
                yield item

    def _for_rows(self, name: str, records: list[Record]) -> tuple[Composer, Remark | None]:
        rows = [record.fields for record in records]
        known = columns_of(rows)
        if self._composer is not None and set(self._composer.columns) <= set(known):
            return self._composer, None
        self._composer = Composer.for_rows(self._data, rows, name, self._table.line if self._table else 0)
        guessed = not self._data.template.strip() and not chosen_columns(self._data)
        if not guessed or len(known) < 2:
            return self._composer, None
        (column,) = self._composer.columns
        return self._composer, Remark(
            say(
                "{file}: the text is taken from the column “{column}” of {known}; data.text_columns chooses another.",
                file=name,
                column=column,
                known=listed(known),
            )
        )


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
