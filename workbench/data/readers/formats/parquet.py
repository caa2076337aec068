"""Parquet: rows of typed columns, read row group by row group; a column is decoded only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from workbench.config.sections import Data
from workbench.data.encodings import Finding
from workbench.data.readers.formats.base import Format
from workbench.data.readers.parts import Part
from workbench.data.readers.records import BrokenFileError, Columns, Item, Record, fault
from workbench.messages import Message, say

_BATCH = 1 << 22  # bytes of rows, about, that are decoded at once
_MOST_ROWS = 4_096  # of them
_BUFFER = 1 << 20  # bytes read at once
_AGAIN = say("Fetch or make the file again, or set data.on_fault to skip to leave out what cannot be read.")


class Parquet(Format):
    """One record a row. Texts that were stored as bytes are taken for UTF-8."""

    suffixes = (".parquet",)
    columns: ClassVar[bool] = True
    encoded: ClassVar[bool] = False

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not part.size:
            return
        with part.open_seekable() as stream:
            try:
                # Without pre_buffer a row group is not held whole: its pages come as they are needed.
                file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)
                groups = [file.metadata.row_group(index) for index in range(file.metadata.num_row_groups)]
            except (pa.ArrowException, OSError, OverflowError, UnicodeDecodeError) as error:
                raise BrokenFileError(fault("damaged", part.name, 0, 0, _unreadable(error), _AGAIN)) from error
            yield from _columns(part.name, file.schema_arrow.names)
            row = 1
            for index, group in enumerate(groups):
                yield from _group(part.name, file, index, row, _rows_at_once(group.total_byte_size, group.num_rows))
                row += max(group.num_rows, 0)
        yield Finding("utf-8", say("Parquet keeps texts in UTF-8."))


def _columns(name: str, found: list[str]) -> Iterator[Item]:
    """The names of the columns, and a word on those that are there twice."""
    made = _distinct(found)
    for index, (plain, distinct) in enumerate(zip(found, made, strict=True)):
        if plain != distinct:
            first = found.index(plain) + 1
            what = say("two columns are called “{name}”: the other one is column {first:,}", name=plain, first=first)
            advice = say("It is called “{name}” here.", name=distinct)
            yield fault("header", name, 0, index + 1, what, advice, harmless=True)
    yield Columns(tuple(made), rows=True)


def _group(name: str, file: Any, index: int, first: int, rows: int) -> Iterator[Item]:
    """The rows of a row group, or the fault that ends it."""
    import pyarrow as pa

    row = first
    try:
        for batch in file.iter_batches(rows, row_groups=[index], use_threads=False):
            columns = _Columns(batch)
            for place in range(batch.num_rows):
                yield Record(_Row(columns, place), row)
                row += 1
    except (pa.ArrowException, OSError, OverflowError, UnicodeDecodeError) as error:
        yield fault("damaged", name, row, 0, _unreadable(error), _AGAIN, rows=True)


def _rows_at_once(size: int, rows: int) -> int:
    if rows <= 0 or size <= 0:
        return 1
    return max(1, min(_MOST_ROWS, _BATCH * rows // size))


def _unreadable(error: Exception) -> Message:
    reason = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
    if "encrypted" in reason.lower():
        return say("its columns are encrypted ({reason})", reason=reason)
    return say("it cannot be read as Parquet ({reason})", reason=reason)


class _Columns:
    """The columns of a batch, each turned into Python's values when it is asked for."""

    def __init__(self, batch: Any) -> None:
        self._batch = batch
        self._names: list[str] = _distinct(batch.schema.names)
        self._places = {name: place for place, name in enumerate(self._names)}
        self._values: dict[str, list[object]] = {}

    @property
    def names(self) -> list[str]:
        return self._names

    def value(self, name: str, row: int) -> object:
        """Raises KeyError."""
        if name not in self._values:
            self._values[name] = _python_values(self._batch.column(self._places[name]))
        return self._values[name][row]


def _distinct(names: list[str]) -> list[str]:
    """Names of which each is there once: the second “a” is called “a_2”."""
    found: dict[str, None] = {}
    for name in names:
        number, made = 1, name
        while made in found:
            number += 1
            made = f"{name}_{number}"
        found[made] = None
    return list(found)


def _python_values(column: Any) -> list[object]:
    import pyarrow as pa

    try:
        values: list[object] = column.to_pylist(maps_as_pydicts="lossy")
    except (pa.ArrowException, ValueError, OverflowError):  # one that Python cannot hold: only that one is lost
        values = [_python_value(item) for item in column]
    return [_text(value) if isinstance(value, bytes) else value for value in values]


def _python_value(item: Any) -> object:
    import pyarrow as pa

    try:
        return item.as_py(maps_as_pydicts="lossy")
    except (pa.ArrowException, ValueError, OverflowError):
        return b""


def _text(value: bytes) -> object:
    """Bytes as the text that they are in UTF-8, else as they were."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value


class _Row(Mapping[str, object]):
    """A row of a batch, as a mapping from its columns."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: _Columns, row: int) -> None:
        self._columns = columns
        self._row = row

    def __getitem__(self, name: str) -> object:
        return self._columns.value(name, self._row)

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.names)

    def __len__(self) -> int:
        return len(self._columns.names)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)
