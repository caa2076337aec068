"""The text that a tokenizer learns from, in blocks that can be gone through again, and what is said meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from workbench.messages import Message, say
from workbench.tokenizer.slices import pieces

_WINDOW = 1 << 16
"""Characters that an excerpt takes at a time."""
_EVERY = 0.1  # seconds between two reports

Tell = Callable[[Message, float | None], None]


class Corpus(Protocol):
    """A text of any length. What is to be learned from in a process of its own must be picklable."""

    @property
    def characters(self) -> int:
        """Its length."""

    def blocks(self) -> Iterator[str]:
        """All of it, from the beginning each time."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A text in memory."""

    text: str

    @property
    def characters(self) -> int:
        return len(self.text)

    def blocks(self) -> Iterator[str]:
        yield self.text


@dataclass(frozen=True, slots=True)
class Excerpt:
    """About ``most`` characters of a longer text, evenly spread over it."""

    whole: Corpus
    most: int

    @property
    def characters(self) -> int:
        return min(self.most, self.whole.characters)

    def blocks(self) -> Iterator[str]:
        share = self.characters / max(1, self.whole.characters)
        place = 0.0
        for window in pieces(self.whole.blocks(), _WINDOW):
            before, place = int(place), place + share
            if int(place) > before or share >= 1.0:
                yield window


class Watch:
    """Asks whether to stop, and tells a few times a second how far things are."""

    def __init__(self, stopped: Callable[[], bool], tell: Tell) -> None:
        self.stopped = stopped
        self.loud = False
        """Whether the library may say on the standard error how far it is, since somebody reads it."""
        self._tell = tell
        self._next = 0.0
        self._last = ""

    def tell(self, message: Message, fraction: float | None = None) -> None:
        """Say what is being done, and which part of it is done, 0..1."""
        now = time.monotonic()
        if now >= self._next or message.template != self._last:
            self._next, self._last = now + _EVERY, message.template
            self._tell(message, fraction)


def unwatched() -> Watch:
    """The Watch of somebody who waits in silence."""
    return Watch(lambda: False, lambda message, fraction: None)


def watched(corpus: Corpus, watch: Watch, slices: Iterator[str]) -> Iterator[str]:
    """The slices of a corpus; says how far it is, and ends early after a stop."""
    done = 0
    for piece in slices:
        if watch.stopped():
            return
        yield piece
        done += len(piece)
        watch.tell(say("Making the tokenizer: reading the text"), min(1.0, done / max(1, corpus.characters)))
