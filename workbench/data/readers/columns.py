"""From rows to texts: which column holds the text, and how a text is composed from several."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.config.sections import Data
from workbench.data.readers.formats.json_lines import kind_of
from workbench.data.readers.records import Columns, Document, Fault, Kind, Record, fault
from workbench.errors import DataError
from workbench.messages import Message, say

LOOKED_AT = 100
"""Rows looked at before the text column is guessed."""
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]+)\}")
_DEEPEST = 5  # levels of objects in objects whose members are columns
_ADVICE = say("Choose the columns in the Data panel (data.text_columns, data.template).")


@dataclass(frozen=True, slots=True)
class Guess:
    """The column that looks most like text, and the mean length of its texts in characters."""

    column: str
    length: float


def guess_column(rows: Iterable[Mapping[str, object]]) -> Guess | None:
    """The column with the most letters a row, by mean length times share of letters; None without any text."""
    letters: dict[str, int] = {}
    lengths: dict[str, int] = {}
    count = 0
    for row in rows:
        count += 1
        for name, value in flattened(row).items():
            text = _joined(value) if isinstance(value, list) else value
            if isinstance(text, str):
                head = text[:10_000]
                letters[name] = letters.get(name, 0) + sum(map(str.isalpha, head))
                lengths[name] = lengths.get(name, 0) + len(text)
    if not letters:
        return None
    best = max(letters, key=lambda name: letters[name])
    return Guess(best, lengths[best] / count)


def columns_of(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """Every column of some rows, in the order of appearance."""
    return list(dict.fromkeys(name for row in rows for name in flattened(row)))


def flattened(row: Mapping[str, object], depth: int = _DEEPEST) -> dict[str, object]:
    """A row in which the members of an object have columns of their own: ``translation.en``.

    So have those of the objects in a list, each column being a list: ``messages.content``.
    """
    found: dict[str, object] = {}
    for name, value in row.items():
        inner: Mapping[str, object] = {}
        if depth and isinstance(value, dict):
            inner = value
        elif depth and isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            inner = {key: _member(value, key) for key in dict.fromkeys(key for item in value for key in item)}
        below = flattened({str(key): item for key, item in inner.items()}, depth - 1)
        found |= {f"{name}.{key}": item for key, item in below.items()} if below else {name: value}
    return found


def value_of(row: Mapping[str, object], column: str) -> object:
    """What stands in a column, which may be a member of an object; None where there is nothing."""
    if column in row:
        return row[column]
    dot = column.find(".")
    while dot >= 0:
        head, rest = column[:dot], column[dot + 1 :]
        if head in row:
            return _member(row[head], rest)
        dot = column.find(".", dot + 1)
    return None


def _member(value: object, name: str) -> object:
    if isinstance(value, dict):
        return value_of(value, name)
    if isinstance(value, list):
        found = (_member(item, name) for item in value)
        return [item for item in found if item is not None] or None
    return None


def chosen_columns(data: Data) -> list[str]:
    """The names in ``data.text_columns``; one with a comma stands in double quotes."""
    row = next(csv.reader([data.text_columns], skipinitialspace=True), [])
    return [name.strip() for name in row if name.strip()]


def written_columns(names: Sequence[str]) -> str:
    """The value of ``data.text_columns`` that names these columns."""
    return ", ".join(f'"{name}"' if "," in name else name for name in names)


def fields_of(template: str) -> list[str]:
    """The columns that a template names. Raises DataError for a lone brace."""
    rest = _FIELD.sub("", template)
    if "{" in rest or "}" in rest:
        raise DataError(
            say("data.template: “{template}” has a brace that is not closed or not opened.", template=template),
            say("Put the name of a column in braces, and write a brace that belongs to the text twice."),
        )
    return list(dict.fromkeys(name for name in _FIELD.findall(template) if name))


class Composer:
    """Makes the text of each row, and says what is wrong with rows that have none."""

    def __init__(self, template: str, columns: Sequence[str]) -> None:
        self._template = template
        self.columns = list(columns)
        self._kinds: dict[str, Message] = {}

    @classmethod
    def for_rows(cls, data: Data, rows: Sequence[Mapping[str, object]], name: str, header: int = 0) -> Composer:
        """As the settings say, else with the column that looks most like text. ``header``: the line with their names.

        Raises DataError for a column that none of the rows has, or where nothing looks like text.
        """
        template = data.template if data.template.strip() else ""
        columns = fields_of(template) if template else chosen_columns(data)
        known = columns_of(rows)
        missing = [column for column in columns if column not in known]
        if missing and known:
            raise DataError(_unknown(name, header, missing[0], known), _ADVICE)
        if not columns and known:
            guess = guess_column(rows)
            if guess is None:
                raise DataError(
                    say("{file} has no column with text; its columns are {known}.", file=name, known=listed(known)),
                    _ADVICE,
                )
            columns = [guess.column]
        return cls(template, columns)

    def compose(self, record: Record, file: str, table: Columns | None = None) -> Document | Fault:
        """The document of a row of a table. No value, or one of another type than before, is a fault."""
        values: dict[str, str] = {}
        for column in self.columns:
            value = value_of(record.fields, column)
            found = self._problem(record, column, value)
            if found:
                kind, what = found
                number, rows = (table.number(column), table.rows) if table else (0, False)
                return fault(kind, file, record.line, number, what, _LEAVE_OUT, rows=rows)
            values[column] = _joined(value)
        if self._template:
            text = _FIELD.sub(lambda match: match[0][0] if match[1] is None else values[match[1]], self._template)
        else:
            text = "\n".join(values.values())
        return Document(text, file, record.line, record.fields, record.continues)

    def _problem(self, record: Record, column: str, value: object) -> tuple[Kind, Message] | None:
        if value is None and not _has(record.fields, column):
            return "missing", say("the column “{column}” is missing", column=column)
        if value is None or (isinstance(value, str) and not value.strip() and not record.continues):
            return "missing", say("there is nothing in the column “{column}”", column=column)
        kind = kind_of(value)
        first = self._kinds.setdefault(column, kind)
        if _holds_objects(value):
            return "types", say("in the column “{column}” stands {kind}, which is no text", column=column, kind=kind)
        if first == kind:
            return None
        return "types", say(
            "in the column “{column}” stands {kind}, and {first} before", column=column, kind=kind, first=first
        )


_LEAVE_OUT = say("Repair the row, or set data.on_fault to skip to leave such rows out.")


def _has(row: Mapping[str, object], column: str) -> bool:
    """Whether a row has a column, or the object that it is a member of."""
    return column in row or any(column.startswith(f"{name}.") for name in row)


def _unknown(file: str, line: int, column: str, known: Sequence[str]) -> Message:
    if not line:
        return say(
            "{file} has no column “{column}”; its columns are {known}.", file=file, column=column, known=listed(known)
        )
    return say(
        "{file}, line {line:,}: there is no column “{column}”; the columns are {known}.",
        file=file,
        line=line,
        column=column,
        known=listed(known),
    )


def _holds_objects(value: object) -> bool:
    return isinstance(value, dict | bytes) or (isinstance(value, list) and any(map(_holds_objects, value)))


def _joined(value: object) -> str:
    """A text as it is, other plain values as JSON writes them, a list line by line."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(map(_joined, value))
    return json.dumps(value, ensure_ascii=False, default=str)


def listed(names: Sequence[str]) -> str:
    """The names of columns for a sentence."""
    return ", ".join(f"“{name}”" for name in names[:20]) + (", …" if len(names) > 20 else "")
