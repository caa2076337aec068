"""CSV and TSV: rows of cells (RFC 4180), with the delimiter and the header recognised by their looks."""

from __future__ import annotations

import csv
import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Literal

from workbench.config.sections import Data
from workbench.data.readers.decoding import Decoding
from workbench.data.readers.formats._header import first_row_names_columns, guess_delimiter, has_quotes
from workbench.data.readers.formats._reasons import csv_reason
from workbench.data.readers.formats.base import Format
from workbench.data.readers.lines import LONGEST, Line, numbered_lines
from workbench.data.readers.parts import Part
from workbench.data.readers.records import Columns, Fault, Item, Record, Remark, fault
from workbench.messages import Message, say

_HEAD = 200  # lines looked at
_MOST_LINES = 10_000  # lines of one row: more means that a quote was never closed
_MOST_RETRIES = 20  # rows with an open quote after which lines are not read a second time
_TITLES: dict[str, Message] = {",": say("comma"), "\t": say("tab"), ";": say("semicolon"), "|": say("vertical bar")}
_OPEN = "unexpected end of data"  # what csv says of a quote that is not closed
_QUOTES = say(
    "Close the quote, or double each quote that belongs to the text. "
    "Or set data.on_fault to skip to leave such rows out."
)


class Delimited(Format):
    """One record a row. A row may go over several lines where a cell is quoted."""

    suffixes = (".csv", ".tsv")
    columns: ClassVar[bool] = True

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        decoding = Decoding(part.name, data.encoding)
        csv.field_size_limit(LONGEST)
        with part.open() as stream:
            lines = numbered_lines(part.name, decoding.slices(stream))
            head = list(itertools.islice(lines, _HEAD))
            texts = [item[1] for item in head if not isinstance(item, Fault)]
            preferred = "\t" if part.suffix == ".tsv" else ","
            delimiter = guess_delimiter(texts, preferred)
            if delimiter != preferred:
                yield Remark(say("{file}: the cells are divided by a {what}.", file=part.name, what=_TITLES[delimiter]))
            quoted = has_quotes(texts, delimiter)
            rows = _rows(part.name, itertools.chain(head, lines), delimiter, quoted=quoted)
            yield from _Table(part.name, data.header).records(rows)
        yield decoding.finding


class _Table:
    """Turns rows of cells into records with named columns."""

    def __init__(self, name: str, header: str) -> None:
        self._name = name
        self._header = header
        self._columns: list[str] = []

    def records(self, rows: Iterable[tuple[int, list[str]] | Fault]) -> Iterator[Item]:
        rows = iter(rows)
        head = list(itertools.islice(rows, _HEAD // 2))
        cells = [item[1] for item in head if not isinstance(item, Fault)]
        named = self._header == "yes" or (self._header == "auto" and first_row_names_columns(cells))
        if cells and not named:
            width = max(map(len, cells)) if self._header == "no" else len(cells[0])
            self._columns = [str(number) for number in range(1, width + 1)]
            yield Columns(tuple(self._columns))
            if self._header == "auto":
                yield Remark(say("{file}: the first row is taken as text, not as names of columns.", file=self._name))
        for item in itertools.chain(head, rows):
            if isinstance(item, Fault):
                yield item
            elif not self._columns:
                yield from self._name_columns(*item)
            else:
                yield self._record(*item)

    def _name_columns(self, line: int, cells: Sequence[str]) -> Iterator[Fault | Columns]:
        for index, cell in enumerate(cells):
            name = plain = cell.strip() or str(index + 1)
            number = 1
            while name in self._columns:
                number += 1
                name = f"{plain}_{number}"
            if number > 1:
                first = self._columns.index(plain) + 1
                what = say(
                    "two columns are called “{name}”: the other one is column {first:,}", name=plain, first=first
                )
                advice = say("Rename one of them, or set data.on_fault to skip: it is then called “{name}”.", name=name)
                yield fault("header", self._name, line, index + 1, what, advice)
            self._columns.append(name)
        yield Columns(tuple(self._columns), line)

    def _record(self, line: int, cells: list[str]) -> Record | Fault:
        if len(cells) == len(self._columns):
            return Record(dict(zip(self._columns, cells, strict=True)), line)
        what = say(
            "this row has {count} cells, and there are {columns} columns", count=len(cells), columns=len(self._columns)
        )
        advice = say("Repair the row (is a quote missing?), or set data.on_fault to skip to leave such rows out.")
        first = min(len(cells), len(self._columns)) + 1  # that is missing, or too many
        return fault("cells", self._name, line, first, what, advice)


def _rows(
    name: str, lines: Iterable[Line | Fault], delimiter: str, *, quoted: bool
) -> Iterator[tuple[int, list[str]] | Fault]:
    """(line number, cells) of each row that is not blank, and faults."""
    feed = _Feed(lines)
    style: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    while not feed.ended:
        reader = csv.reader(feed, delimiter=delimiter, quoting=style, strict=quoted)
        try:
            for cells in reader:
                yield from feed.take_faults()
                if cells:
                    yield feed.first, cells
                feed.begin_row()
        except csv.Error as error:
            yield from feed.take_faults()
            what = say("this row cannot be divided into cells: {reason}", reason=csv_reason(str(error)))
            column = feed.last_cell(delimiter) if str(error) == _OPEN else 0
            yield fault("cells", name, feed.first, column, what, _QUOTES)
            feed.give_back()
        yield from feed.take_faults()


class _Feed:
    """The lines for `csv.reader`, which knows neither faults nor where a row begins."""

    def __init__(self, lines: Iterable[Line | Fault]) -> None:
        self._lines = iter(lines)
        self._row: list[Line] = []  # the lines of the present row
        self._size = 0
        self._again: deque[Line] = deque()  # lines to be read once more
        self._retries = 0
        self._faults: list[Fault] = []
        self.first = 1
        self.ended = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        number, text = self._next_line()
        if not self._row:
            self.first = number
        self._row.append((number, text))
        self._size += len(text)
        if len(self._row) > _MOST_LINES or self._size > LONGEST:
            raise csv.Error(_OPEN)
        return text

    def last_cell(self, delimiter: str) -> int:
        """The number of the present row's last cell, which an open quote begins; 0 where that cannot be told."""
        try:
            return len(next(csv.reader((text for _, text in self._row), delimiter=delimiter), []))
        except csv.Error:
            return 0

    def begin_row(self) -> None:
        """The lines read so far are done with."""
        self._row, self._size = [], 0

    def give_back(self) -> None:
        """A row came to nothing: begin again behind its first line, unless that happened too often."""
        if len(self._row) > 1 and self._retries < _MOST_RETRIES:
            self._retries += 1
            self._again.extendleft(reversed(self._row[1:]))
            self.ended = False
        self.begin_row()

    def take_faults(self) -> Iterator[Fault]:
        """What was wrong with the lines since the last call."""
        while self._faults:
            yield self._faults.pop(0)

    def _next_line(self) -> Line:
        if self._again:
            return self._again.popleft()
        for item in self._lines:
            if not isinstance(item, Fault):
                return item
            self._faults.append(item)
        self.ended = True
        raise StopIteration
