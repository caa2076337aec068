"""The difference between a text before and after cleaning, line by line and within lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)
_WINDOW = 40
"""Lines that are compared with each other; a longer text is compared window by window."""
_TOGETHER = 8
_MOST_WORDS = 160
"""Words of a line that are compared; what is further on is compared as one."""
_CONTEXT = 40
"""Characters that stay, shown before and after a change; more are left out of the picture."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line: it stays, is removed, or is added."""

    kind: Kind
    text: str


Line = tuple[Part, ...]


def changed_lines(before: str, after: str) -> Iterator[tuple[int, Line]]:
    """(number of the line before, from 0; its parts) for every line that changes, found as they are asked for."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    i = j = 0
    while i < len(old) or j < len(new):
        a, b = old[i : i + _WINDOW], new[j : j + _WINDOW]
        # Lines are found again by their letters, whatever became of case, marks and spaces.
        blocks = SequenceMatcher(None, list(map(_key, a)), list(map(_key, b)), autojunk=False).get_matching_blocks()
        whole = i + len(a) == len(old) and j + len(b) == len(new)
        if not whole and len(blocks) > 1:  # what comes behind the last line found again belongs to the next window
            a, b, blocks = a[: sum(blocks[-2][::2])], b[: sum(blocks[-2][1:])], blocks[:-1]
        at_a = at_b = 0
        for c, d, size in blocks:
            yield from _between(a[at_a:c], b[at_b:d], i + at_a)
            for k in range(size):
                if a[c + k] != b[d + k]:
                    yield i + c + k, _parts(a[c + k], b[d + k])
            at_a, at_b = c + size, d + size
        yield from _between(a[at_a:], b[at_b:], i + at_a)
        i, j = i + len(a), j + len(b)


def _between(old: Sequence[str], new: Sequence[str], number: int) -> Iterator[tuple[int, Line]]:
    """Lines of which none was found again: each beside that at its place, or all as one where there are few."""
    if len(old) == len(new):
        for k, (one, other) in enumerate(zip(old, new, strict=True)):
            yield number + k, _parts(one, other)
    elif len(old) + len(new) <= _TOGETHER:
        yield number, _parts("".join(old), "".join(new))
    else:
        for k, line in enumerate(old):
            yield number + k, tuple(_shortened([Part("removed", line)]))
        for line in new:
            yield number + len(old), tuple(_shortened([Part("added", line)]))


def _key(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold())) or line


def _parts(before: str, after: str) -> Line:
    one, other = _words(before), _words(after)
    found: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Part("same", "".join(one[a:b])))
            continue
        found += [Part("removed", "".join(one[a:b]))] * (b > a) + [Part("added", "".join(other[c:d]))] * (d > c)
    return tuple(_shortened(found))


def _words(text: str) -> list[str]:
    words = _WORD.findall(text)
    return [*words[:_MOST_WORDS], "".join(words[_MOST_WORDS:])] if len(words) > _MOST_WORDS else words


def _shortened(parts: Sequence[Part]) -> Iterator[Part]:
    last = len(parts) - 1
    for place, part in enumerate(parts):
        text = part.text
        if part.kind != "same":
            long = len(text) > 4 * _CONTEXT
            yield Part(part.kind, f"{text[: 2 * _CONTEXT]}{ELLIPSIS}{text[-2 * _CONTEXT :]}") if long else part
            continue
        head = "" if place == 0 else text[:_CONTEXT]
        tail = "" if place == last else text[-_CONTEXT:]
        yield Part("same", text if len(text) <= len(head) + len(tail) + 1 else f"{head}{ELLIPSIS}{tail}")
