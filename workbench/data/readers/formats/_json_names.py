"""JSON in which one object names a member twice: Python's parser would silently take the last one."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.data.readers.records import Fault, fault
from workbench.messages import say

_MARKS = re.compile(r'[{}\[\]"]')
_STRINGS = json.JSONDecoder()
_COLON = re.compile(r"[ \t\n\r]*:")


class NameWatch:
    """A parser of JSON that notices a name that stands twice in one object."""

    def __init__(self) -> None:
        self.doubled = False
        """Whether that was so since it was last set to False."""
        self.decoder = json.JSONDecoder(object_pairs_hook=self._made)

    def _made(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        self.doubled = self.doubled or len(made) < len(pairs)
        return made


def find_doubled(text: str, start: int = 0) -> tuple[str, int]:
    """(the first name that its object has already, where it stands) in well-formed JSON that has one from there on."""
    objects: list[set[str] | None] = []  # None for an array
    place = start
    while (mark := _MARKS.search(text, place)) is not None:
        place = mark.end()
        if mark[0] in "{[":
            objects.append(set() if mark[0] == "{" else None)
        elif mark[0] in "}]":
            objects.pop()
        else:
            name, place = _STRINGS.raw_decode(text, mark.start())
            names = objects[-1] if objects else None
            if names is not None and _COLON.match(text, place):
                if name in names:
                    return name, mark.start()
                names.add(name)
    raise ValueError("no name stands twice")


def doubled_name(file: str, line: int, column: int, name: str) -> Fault:
    """The fault of an object that names a member twice."""
    what = say("the name “{name}” stands twice in one object", name=name)
    advice = say("Rename or remove one of them, or set data.on_fault to skip to leave such objects out.")
    return fault("doubled", file, line, column, what, advice)
