"""What kind of table this is, by its head: the delimiter, the quotes, and whether the first row names the columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

_DELIMITERS = (",", "\t", ";", "|")
_NAME = re.compile(r"[^\W\d][\w .\-/()#\[\]:]{0,39}")
_CUT_OFF = "unexpected end of data"  # what csv says of a quote still open at the end, which may close below
_SENTENCE_ENDS = (".", "!", "?", ":")


def guess_delimiter(lines: Sequence[str], preferred: str) -> str:
    """The character that divides these lines most evenly into more than one cell."""
    return max(_DELIMITERS, key=lambda delimiter: (_evenness(lines, delimiter), delimiter == preferred))


def has_quotes(lines: Sequence[str], delimiter: str) -> bool:
    """Whether quotes hold cells together, or are a part of the text.

    The reading with fewer odd rows is taken. Where both do, text between tabs is taken as it is, unless a
    cell makes no sense without its quotes.
    """
    quoted, _ = _odd_rows(lines, delimiter, quoted=True)
    plain, rows = _odd_rows(lines, delimiter, quoted=False)
    if delimiter != "\t" or quoted != plain:
        return quoted <= plain
    return any(cell[:1] == cell[-1:] == '"' and '""' in cell[1:-1] for row in rows for cell in row)


def first_row_names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row looks like names: short, not numbers, not said again below."""
    if not rows:
        return False
    names, below = [cell.strip() for cell in rows[0]], rows[1:]
    if not all(_NAME.fullmatch(name) and not name.endswith(_SENTENCE_ENDS) for name in names):
        return False
    return not any(index < len(row) and row[index].strip() == name for index, name in enumerate(names) for row in below)


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    """The share of rows that have the commonest number of cells, if that is more than one."""
    try:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return 0.0
    if not counts:
        return 0.0
    cells, rows = counts.most_common(1)[0]
    return rows / counts.total() if cells > 1 else 0.0


def _odd_rows(lines: Sequence[str], delimiter: str, *, quoted: bool) -> tuple[int, list[list[str]]]:
    """(how many rows are unlike most or cannot be read, all that can)."""
    rows: list[list[str]] = []
    feed = iter(lines)
    style: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    errors, last = 0, -1
    while len(rows) + errors > last:  # ends with a round that found nothing
        last = len(rows) + errors
        try:
            rows += (row for row in csv.reader(feed, delimiter=delimiter, quoting=style, strict=quoted) if row)
        except csv.Error as error:
            errors += str(error) != _CUT_OFF
    commonest = Counter(map(len, rows)).most_common(1)
    return errors + len(rows) - (commonest[0][1] if commonest else 0), rows
