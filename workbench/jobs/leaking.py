"""Look for leakage between the parts of a text, and tell it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Literal

from workbench.config.sections import Data
from workbench.data.leakage import Found, find_leakage
from workbench.data.splitting import PartName
from workbench.data.store import StoredText, TextPart
from workbench.data.units import UnitKind, choose_units, units_of
from workbench.events import Leakage
from workbench.messages import Message, say

MOST_CHARACTERS = 1 << 22
"""Of a longer part of the text only a sample is looked at, evenly spread: that takes a second or two."""
MOST_DOCUMENTS = 200_000
_PAIRS: tuple[tuple[Literal["val", "test"], Literal["train", "val"]], ...] = (
    ("val", "train"),
    ("test", "train"),
    ("test", "val"),
)
_KINDS: dict[UnitKind, Message] = {
    "documents": say("documents"),
    "paragraphs": say("paragraphs"),
    "lines": say("lines"),
}
_PARTS: dict[PartName, Message] = {"train": say("training"), "val": say("validation"), "test": say("test")}


class LeakageSearch:
    """Looks for leakage in a thread of its own, beside other work; use it with ``with``, whose end ends it, too."""

    def __init__(
        self, stored: StoredText, data: Data, stopped: Callable[[], bool], known: tuple[Leakage, ...] | None = None
    ) -> None:
        """``known``: what was found before, which is not looked for again."""
        self._given_up = threading.Event()
        self._thread = ThreadPoolExecutor(1, "leakage")
        self._found = self._thread.submit(self._look, stored, data, stopped) if known is None else _done(known)

    def __enter__(self) -> LeakageSearch:
        return self

    def __exit__(self, *_: object) -> None:
        self.give_up()
        self._thread.shutdown()

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        self._given_up.set()

    @property
    def ended(self) -> bool:
        """Whether `found` need not wait."""
        return self._found.done()

    def found(self) -> tuple[Leakage, ...]:
        """What was found; not all of it after a stop. Raises StorageError."""
        return self._found.result()

    def _look(self, stored: StoredText, data: Data, stopped: Callable[[], bool]) -> tuple[Leakage, ...]:
        return tuple(look_for_leakage(stored, data, lambda: stopped() or self._given_up.is_set()))


def _done(known: tuple[Leakage, ...]) -> Future[tuple[Leakage, ...]]:
    found: Future[tuple[Leakage, ...]] = Future()
    found.set_result(known)
    return found


def look_for_leakage(stored: StoredText, data: Data, should_stop: Callable[[], bool]) -> Iterator[Leakage]:
    """What is found between each two parts that there are; nothing more when stopped."""
    for part, within in _PAIRS:
        held, other = stored.part(part), stored.part(within)
        if not held.characters or not other.characters:
            continue
        kind = choose_units(other, held)
        every = _sparseness(other, kind)
        others = units_of(other, kind, data.separator, every)
        # Of a long text what is looked for is a sample, too; documents are looked for by their beginnings.
        spread = 1 if kind == "documents" else _sparseness(held, kind)
        found = find_leakage(units_of(held, kind, data.separator, spread), others, should_stop)
        if found is None:
            return
        if found.looked_at:
            if spread > 1:
                found = replace(found, units=int(float(f"{found.units * spread:.2g}")))
            yield Leakage(
                part=part,
                within=within,
                kind=kind,
                units=found.units,
                looked_at=found.looked_at,
                every=every,
                exact=found.exact,
                near=found.near,
                message=_sentence(found, kind, part, within, every, spread > 1),
                advice=_advice(data) if found.exact or found.near else "",
            )


def _sparseness(part: TextPart, kind: UnitKind) -> int:
    """So many documents (or blocks) of a part stand for one that is looked at."""
    documents = part.documents if kind == "documents" else 0
    return max(1, -(-part.characters // MOST_CHARACTERS), -(-documents // MOST_DOCUMENTS))


def _sentence(found: Found, kind: UnitKind, part: PartName, within: PartName, every: int, estimated: bool) -> Message:
    words = {"looked": found.looked_at, "kind": _KINDS[kind], "part": _PARTS[part], "within": _PARTS[within]}
    if found.near:
        told = say(
            "{found:,} of {looked:,} {kind} of the {part} text are also in the {within} text ({near:,} nearly).",
            found=found.exact + found.near,
            near=found.near,
            **words,
        )
    elif found.exact:
        told = say(
            "{found:,} of {looked:,} {kind} of the {part} text are also in the {within} text.",
            found=found.exact,
            **words,
        )
    else:
        told = say(
            "None of {looked:,} {kind} of the {part} text is also in the {within} text, not even nearly.", **words
        )
    if every == 1 and found.looked_at == found.units:
        return told
    return say(
        "{told} That is a sample: {looked:,} of {units} {kind}, searched for in one part in {every:,} of the text.",
        told=told,
        units=say("about {units:,}", units=found.units) if estimated else f"{found.units:,}",
        every=every,
        **words,
    )


def _advice(data: Data) -> Message:
    if data.split == "ratio":
        return say(
            "They flatter what is measured. Remove copies while cleaning, or set data.split to document: "
            "copies then stay in one part."
        )
    return say("They flatter what is measured. Remove copies while cleaning.")
