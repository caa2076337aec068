"""A look at a text: copies among its first documents, and the languages of passages spread over all of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.config.experiment import Experiment
from workbench.data.duplicates import ExactIndex, NearIndex, fingerprint, sketches
from workbench.data.flow import Placed
from workbench.data.joining import gather
from workbench.data.languages import LOOKED_AT, languages_of
from workbench.data.splitting import splitter
from workbench.data.store import StoredText
from workbench.data.text import utf8_length

MOST_CHARACTERS = 8_000_000
"""Of the text that is looked at."""
_NEAR_CHARACTERS = 2_000_000
"""Of the text that is searched for near copies, which takes longer."""
_TOGETHER = 100_000
"""Characters of units of which the signatures are made together."""
_PASSAGES = 300
"""Of which the language is told."""

Stopped = Callable[[], bool]
_Passage = tuple[str, float]
"""A passage, and how much it counts."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first ``characters`` of a text hold.

    ``copies`` are those of ``units`` units (documents; or lines, where there is one document) that occurred before.
    ``near_copies`` of ``near_units`` resemble an earlier one, and are no exact copies. ``languages``: by ISO 639
    code, the share of the characters sampled, the largest first; they are sampled from all of the text where it is
    kept prepared.
    """

    characters: int
    whole: bool
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
    documents, whole = first_documents(experiment, stopped)
    if stopped():
        return None
    lines = len(documents) < 2
    units = [line for line in documents[0].splitlines() if line.strip()] if lines and documents else documents
    copies = _copies(units)
    near_units, near_copies = _near_copies(units, stopped)
    languages = _languages(_first_passages(documents) if kept is None else _passages(kept), stopped)
    if stopped():
        return None
    characters = sum(map(len, documents))
    return Overview(characters, whole, lines, len(units), copies, near_units, near_copies, languages)


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


def _copies(units: Sequence[str]) -> int:
    index = ExactIndex()
    return sum(not index.add(fingerprint(unit)) for unit in units)


def _near_copies(units: Sequence[str], stopped: Stopped) -> tuple[int, int]:
    """(how many units were compared, how many of them are like an earlier one but not the same)."""
    exact, near = ExactIndex(), NearIndex()
    looked_at = found = 0
    for together in _batches(units):
        if stopped():
            break
        looked_at += len(together)
        for made in sketches([unit for unit in together if exact.add(fingerprint(unit))]):
            found += made is not None and not near.add_new(made)
    return looked_at, found


def _batches(units: Sequence[str]) -> Iterator[list[str]]:
    """The units that are searched for near copies, some at a time."""
    batch: list[str] = []
    held = characters = 0
    for unit in units:
        characters += len(unit)
        if characters > _NEAR_CHARACTERS:
            break
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
