"""The lines of a decoded file, each with its number; a line too long to be held is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.data.readers.records import Fault, fault
from workbench.messages import say

LONGEST = 1 << 26
"""Characters of a line, a row or a value that are held in memory at once."""

Line = tuple[int, str]
_WHOLE = say(
    "Check that the file is whole and of the kind that its name says, or set data.on_fault to skip to leave it out."
)


def numbered_lines(name: str, slices: Iterable[str | Fault]) -> Iterator[Line | Fault]:
    """(line number from 1, line with its ``\\n`` if it has one), and the faults in between."""
    number, held, size, dropping = 1, [""], 0, False
    for piece in slices:
        if isinstance(piece, Fault):
            yield piece
            continue
        first, *rest = piece.split("\n")
        if not dropping:
            held.append(first)
            size += len(first)
            if size > LONGEST:
                yield too_long(name, number)
                held, dropping = [], True
        for following in rest:
            if not dropping:
                yield number, "".join(held) + "\n"
            number, held, size, dropping = number + 1, [following], len(following), False
    if not dropping and size:
        yield number, "".join(held)


def too_long(name: str, line: int) -> Fault:
    """The fault of a line or row that would not fit into memory."""
    what = say("this line has more than {most:,} characters, too many to be one row", most=LONGEST)
    return fault("long", name, line, 0, what, _WHOLE)
