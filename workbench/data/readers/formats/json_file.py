"""JSON: an array of objects or texts, an object that holds such an array, or columns; read value by value.

The parser is Python's own. Memory holds one value at a time, and the place of an error is known
exactly, which faster stream parsers do not tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from workbench.config.sections import Data
from workbench.data.readers.decoding import Decoding
from workbench.data.readers.formats._json_names import doubled_name
from workbench.data.readers.formats._json_window import JsonWindow
from workbench.data.readers.formats.base import Format
from workbench.data.readers.formats.json_lines import as_record
from workbench.data.readers.parts import Part
from workbench.data.readers.records import Columns, Fault, Item, Record, fault
from workbench.messages import say


class JsonFile(Format):
    """One record an element of the array; an object without arrays is one record itself."""

    suffixes = (".json",)
    columns: ClassVar[bool] = True

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        decoding = Decoding(part.name, data.encoding)
        with part.open() as stream:
            window = JsonWindow(part.name, decoding.slices(stream))
            yield from _Reading(part.name, window).items()
        yield decoding.finding


class _Reading:
    """One pass over the values of a file."""

    def __init__(self, name: str, window: JsonWindow) -> None:
        self._name = name
        self._window = window

    def items(self) -> Iterator[Item]:
        first = self._window.peek()
        yield from self._window.take_faults()
        if first == "[":
            yield from self._elements()
        elif first == "{":
            yield from self._object()
        while self._window.peek():  # one value after the other, as in JSON lines
            yield from self._one()
        yield from self._window.take_faults()

    def _one(self) -> Iterator[Item]:
        self._window.peek()
        line, _ = self._window.place
        value = self._window.value()
        yield from self._window.take_faults()
        yield as_record(self._name, line, value)

    def _elements(self) -> Iterator[Item]:
        """The elements of an array, from its “[” on."""
        self._window.take("[")
        if self._window.peek() == "]":
            self._window.take("]")
            return
        while True:
            yield from self._one()
            if self._window.take(",]") == "]":
                return

    def _object(self) -> Iterator[Item]:
        line, _ = self._window.place
        try:
            value = self._window.value(within=True)
        except ValueError:  # larger than the window, or at fault: then the place will be found
            yield from self._members(line)
            return
        if self._window.peek():  # more values follow: each is a record
            yield Record(value, line)
            return
        arrays = [item for item in value.values() if _holds_objects(item)]
        for array in arrays:
            for element in array:
                yield as_record(self._name, line, element)
        if not arrays:
            yield from self._columns(value, line)

    def _members(self, line: int) -> Iterator[Item]:
        """The members of a large object: an array of objects is handed over element by element."""
        self._window.take("{")
        held: dict[str, Any] = {}
        streamed: set[str] = set()
        sound = True
        while True:
            if self._window.peek() != '"':
                self._window.take('"')
            place = self._window.place
            key = self._window.value()
            new = key not in held and key not in streamed
            if not new:
                yield doubled_name(self._name, *place, key)
            self._window.take(":")
            if self._window.peek() == "[" and self._window.second() == "{":
                streamed.add(key)
                yield from (item for item in self._elements() if new)
            else:
                value = self._window.value()
                if isinstance(value, Fault):
                    yield value
                    new = False
                held.setdefault(key, value)
            sound = sound and new
            if self._window.take(",}") == "}":
                break
        yield from self._window.take_faults()
        if sound and not streamed:
            yield from self._columns(held, line)

    def _columns(self, value: Mapping[str, Any], line: int) -> Iterator[Item]:
        """An object whose arrays are columns, or that is one record itself."""
        columns = {name: item for name, item in value.items() if isinstance(item, list)}
        lengths = {len(item) for item in columns.values()}
        if not columns:
            yield Record(value, line)
        elif len(lengths) == 1:
            yield Columns(tuple(columns), rows=True)
            for number, row in enumerate(zip(*columns.values(), strict=True), start=1):
                yield Record(dict(zip(columns, row, strict=True)), number)
        else:
            what = say(
                "its columns have different lengths, from {least:,} to {most:,}", least=min(lengths), most=max(lengths)
            )
            yield fault("cells", self._name, line, 0, what, say("Repair the file, or save it as JSON lines (.jsonl)."))


def _holds_objects(item: object) -> bool:
    return isinstance(item, list) and bool(item) and isinstance(item[0], dict)
