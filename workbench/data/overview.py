"""A look at a text: copies in a part of it that is spread over all of it, and the languages of passages likewise."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.config.experiment import Experiment
from workbench.data.duplicates import ExactIndex, NearIndex, fingerprint, sketches
from workbench.data.flow import Placed
from workbench.data.joining import gather
from workbench.data.languages import LOOKED_AT, languages_of
from workbench.data.leakage import Key, Units
from workbench.data.splitting import splitter
from workbench.data.store import StoredText, TextPart
from workbench.data.text import utf8_length
from workbench.data.units import parted, units_of

MOST_CHARACTERS = 8_000_000
"""Of the text that is looked at."""
_NEAR_CHARACTERS = 2_000_000
"""Of the text that is searched for near copies, which takes longer."""
_TOGETHER = 100_000
"""Characters of units of which the signatures are made together."""
_STRETCH = 1 << 18
"""Bytes of lines that are taken from one place of a long text."""
_PASSAGES = 300
"""Of which the language is told."""

Stopped = Callable[[], bool]
_Passage = tuple[str, float]
"""A passage, and how much it counts."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What was found in ``characters`` of a text: its first, or where it is kept prepared, some from all over it.

    One in ``every`` of its documents (or stretches of lines) was looked at; ``whole``: all of it. ``copies`` are those
    of ``units`` units (documents; or lines, where there is one document) that occurred before. ``near_copies`` of
    ``near_units`` resemble an earlier one, and are no exact copies. ``languages``: by ISO 639 code, the share of the
    characters sampled, the largest first.
    """

    characters: int
    whole: bool
    every: int
    lines: bool
    units: int
    copies: int
    near_units: int
    near_copies: int
    languages: Mapping[str, float]


def look_over(experiment: Experiment, stopped: Stopped, kept: StoredText | None = None) -> Overview | None:
    """Read the beginning of the experiment's text, as it flows to the tokenizer; None once ``stopped()``.

    ``kept`` is all of it, prepared, in which passages are found without reading the rest. Raises DataError in words.
    """
    if kept is not None:
        return _look_over_kept(kept, experiment.data.separator, stopped)
    documents, whole = first_documents(experiment, stopped)
    lines = len(documents) < 2
    units = [line for line in documents[0].splitlines() if line.strip()] if lines and documents else documents
    looking = _Looking(sum(map(len, units)), stopped)
    looking.take(Units.of(units))
    languages = _languages(_first_passages(documents), stopped)
    if stopped():
        return None
    return looking.overview(sum(map(len, documents)), whole, 1, lines, languages)


def _look_over_kept(text: StoredText, separator: str, stopped: Stopped) -> Overview | None:
    """The same for a text on disk, from all over it."""
    every = max(1, math.ceil(text.characters / MOST_CHARACTERS))
    lines = sum(part.documents for part in text.parts.values()) < 2
    looking = _Looking(text.characters / every, stopped)
    for part in text.uncut():
        for units in _lines(part, every) if lines else units_of(part, "documents", separator, every):
            looking.take(units)
            if stopped():
                return None
    languages = _languages(_passages(text), stopped)
    return None if stopped() else looking.overview(looking.characters, every == 1, every, lines, languages)


def _lines(part: TextPart, every: int) -> Iterator[Units]:
    for lines in parted(part, "\n", every, _STRETCH):
        yield Units.of([line for line in lines if line.strip()])


def first_documents(experiment: Experiment, stopped: Stopped) -> tuple[list[str], bool]:
    """The first documents of an experiment's text, the last perhaps cut, and whether they are all of it.

    Raises DataError in words.
    """
    found: list[list[str]] = []
    room = MOST_CHARACTERS

    def take(placed: Placed) -> None:
        nonlocal room
        text = placed.document.text
        if room > 0:
            if not placed.document.continues or not found:
                found.append([])
            found[-1].append(text[:room])
        room -= len(text)
        if room < 0:
            raise _EnoughError

    try:
        gather(experiment, splitter(experiment.data), take, lambda documents: not stopped())
    except _EnoughError:
        return ["".join(pieces) for pieces in found], False
    return ["".join(pieces) for pieces in found], True


class _EnoughError(Exception):
    """More of the text is not looked at."""


class _Looking:
    """Counts copies among the units that it takes; the near ones, which takes longer, in a part of them."""

    def __init__(self, characters: float, stopped: Stopped) -> None:
        """``characters``: about how many will come."""
        self.characters = 0
        self._stopped = stopped
        self._share = min(1.0, _NEAR_CHARACTERS / max(1.0, characters))
        self._compared = 0
        self._exact: set[Key] = set()
        self._near, self._near_index = ExactIndex(), NearIndex()
        self._units = self._copies = self._near_units = self._near_copies = 0

    def take(self, units: Units) -> None:
        """The next units."""
        before = len(self._exact)
        self._exact.update(units.keys)
        self._units += len(units.keys)
        self._copies += len(units.keys) - (len(self._exact) - before)
        chosen = []
        for head in units.heads:
            self.characters += len(head)
            if self._compared <= self._share * self.characters:
                self._compared += len(head)
                chosen.append(head)
        for together in _batches(chosen):
            if not self._stopped():
                self._compare(together)

    def overview(
        self, characters: int, whole: bool, every: int, lines: bool, languages: Mapping[str, float]
    ) -> Overview:
        """All that was counted, and what else is known."""
        counts = (self._units, self._copies, self._near_units, self._near_copies)
        return Overview(characters, whole, every, lines, *counts, languages)

    def _compare(self, texts: list[str]) -> None:
        self._near_units += len(texts)
        for made in sketches([text for text in texts if self._near.add(fingerprint(text))]):
            self._near_copies += made is not None and not self._near_index.add_new(made)


def _batches(units: Sequence[str]) -> Iterator[list[str]]:
    """The units that are searched for near copies, some at a time."""
    batch: list[str] = []
    held = 0
    for unit in units:
        batch.append(unit)
        held += len(unit)
        if held >= _TOGETHER:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _first_passages(documents: Sequence[str]) -> Iterator[_Passage]:
    """Passages spread over the characters of these documents."""
    whole = "\n".join(documents)
    stride = max(LOOKED_AT, len(whole) // _PASSAGES)
    for start in range(0, len(whole), stride):
        passage = whole[start : start + LOOKED_AT]
        yield passage, len(passage)


def _passages(text: StoredText) -> Iterator[_Passage]:
    """Passages spread over the bytes of a text on disk: one of long characters stands for fewer of them."""
    count = min(_PASSAGES, math.ceil(text.characters / LOOKED_AT))
    for number in range(count):
        passage = text.passage(number / count, LOOKED_AT)
        yield passage, len(passage) / max(1, utf8_length(passage))


def _languages(passages: Iterator[_Passage], stopped: Stopped) -> dict[str, float]:
    """The share of each language in the characters of some passages."""
    found: dict[str, float] = {}
    for passage, weight in passages:
        if stopped():
            break
        if passage.strip():
            code = next(iter(languages_of(passage)))
            found[code] = found.get(code, 0.0) + weight
    total = sum(found.values())
    return {code: found[code] / total for code in sorted(found, key=lambda code: -found[code])}
