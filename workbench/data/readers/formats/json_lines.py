"""JSON lines: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import ClassVar

from workbench.config.sections import Data
from workbench.data.readers.decoding import Decoding
from workbench.data.readers.formats._json_names import NameWatch, doubled_name, find_doubled
from workbench.data.readers.formats._reasons import json_reason
from workbench.data.readers.formats.base import Format
from workbench.data.readers.lines import numbered_lines
from workbench.data.readers.parts import Part
from workbench.data.readers.records import TEXT, Fault, Item, Record, fault
from workbench.messages import Message, say

_REPAIR = say("Repair the line, or set data.on_fault to skip to leave such lines out.")


class JsonLines(Format):
    """One record a line; a line that holds a text alone is a record of the column “text”."""

    suffixes = (".jsonl", ".ndjson")
    columns: ClassVar[bool] = True

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        decoding, watch = Decoding(part.name, data.encoding), NameWatch()
        with part.open() as stream:
            for item in numbered_lines(part.name, decoding.slices(stream)):
                if isinstance(item, Fault):
                    yield item
                elif not item[1].isspace():
                    yield parse_line(part.name, *item, watch)
        yield decoding.finding


def parse_line(name: str, line: int, text: str, watch: NameWatch) -> Record | Fault:
    """The record in a line of JSON, parsed by the decoder of ``watch``, or what is wrong with it."""
    watch.doubled = False
    try:
        value = watch.decoder.decode(text.rstrip("\n"))
        if watch.doubled:
            doubled, place = find_doubled(text)
            return doubled_name(name, line, place + 1, doubled)
        return as_record(name, line, value)
    except json.JSONDecodeError as error:
        return broken_json(name, line, error.colno, error.msg)
    except (RecursionError, ValueError) as error:
        return too_deep(name, line, error)


def as_record(name: str, line: int, value: object) -> Record | Fault:
    """The record that a JSON value is; a fault that came in its place stays one."""
    if isinstance(value, Fault):
        return value
    if isinstance(value, dict):
        return Record(value, line)
    if isinstance(value, str):
        return Record({TEXT: value}, line)
    what = say("here stands {kind}, where an object with columns or a text belongs", kind=kind_of(value))
    return fault("types", name, line, 0, what, _REPAIR)


def broken_json(name: str, line: int, column: int, reason: str) -> Fault:
    """The fault of JSON that cannot be parsed."""
    what = say("this is not valid JSON: {reason}", reason=json_reason(reason))
    return fault("json", name, line, column, what, _REPAIR)


def too_deep(name: str, line: int, error: Exception) -> Fault:
    """The fault of JSON that is nested too deeply, or holds a number too long to be one."""
    if isinstance(error, RecursionError):
        return fault("json", name, line, 0, say("it is nested too deeply"), _REPAIR)
    return broken_json(name, line, 0, str(error))


_NAMES: dict[type, Message] = {
    str: say("a text"),
    bool: say("true or false"),
    int: say("a number"),
    float: say("a number"),
    list: say("a list"),
    dict: say("an object"),
    bytes: say("bytes that are no text"),
    type(None): say("nothing (null)"),
}


def kind_of(value: object) -> Message:
    """What a value from JSON is called in a sentence."""
    return _NAMES.get(type(value)) or say("a value of another kind")
