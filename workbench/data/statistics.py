"""What was counted while a text was prepared, in the one pass that turned it into tokens.

`Statistics` is what plots are drawn from. It is kept beside the tokens, and with the run as data/statistics.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.characters import CharacterClass
from workbench.data.splitting import PartName
from workbench.errors import DataError
from workbench.messages import say
from workbench.storage import atomic_file

FORMAT = 2
EXACT_LENGTHS = 2_048
"""Documents shorter than this are counted by their exact length; from here on in `PER_DOUBLING` steps to the double."""
PER_DOUBLING = 32
FEW_DOCUMENTS = 10
"""Fewer say nothing by their lengths: then it is the lines that are looked at."""


def length_bins(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The bin of each length in tokens."""
    longer = np.maximum(lengths, EXACT_LENGTHS) / EXACT_LENGTHS
    bins = EXACT_LENGTHS + np.floor(np.log2(longer) * PER_DOUBLING).astype(np.int64)
    return np.where(lengths < EXACT_LENGTHS, lengths, bins)


def first_length(place: int) -> int:
    """The shortest length that belongs to a bin."""
    if place < EXACT_LENGTHS:
        return place
    return math.ceil(EXACT_LENGTHS * 2 ** ((place - EXACT_LENGTHS) / PER_DOUBLING) - 1e-6)


@dataclass(frozen=True)
class Lengths:
    """How long documents or lines are in tokens (the separator behind one is counted with it).

    Bin i holds lengths from ``first_length(i)`` to ``first_length(i + 1) - 1``: up to 2,047 tokens each
    length has its own, above that they grow by 2.2 % each, and powers of two are always the first of a bin.
    """

    counts: NDArray[np.int64]
    """How many fall into each bin; bins behind the last are empty."""
    tokens: NDArray[np.int64]
    """How many tokens they have together."""

    def longer_than(self, length: int) -> tuple[int, int]:
        """(How many, their tokens) of more than ``length`` tokens.

        Exact below 2,048 and for powers of two; else a bin in which ``length`` lies counts as longer.
        """
        place = int(length_bins(np.array([length + 1]))[0])
        return int(self.counts[place:].sum()), int(self.tokens[place:].sum())


@dataclass(frozen=True)
class Growth:
    """Vocabulary growth (Heaps): among the first ``positions[i]`` tokens there are ``distinct[i]`` different ones.

    Positions are 1, then about 8 to each doubling; the last is the length of the part.
    """

    positions: NDArray[np.int64]
    distinct: NDArray[np.int64]


@dataclass(frozen=True)
class PartStatistics:
    """The counts of one part of the text."""

    documents: int
    """That begin in this part."""
    characters: int
    bytes: int
    """In UTF-8, after cleaning: what is learned from, not what the files take."""
    tokens: int
    unknown: int
    """Tokens that stand for something that the tokenizer does not know; 0 where it knows everything."""
    character_classes: Mapping[CharacterClass, int]
    """Characters of each of `workbench.data.characters.CLASSES`."""
    token_counts: NDArray[np.int64]
    """(vocabulary size,) how often each id occurs."""
    lengths: Lengths
    """Of the documents."""
    line_lengths: Lengths
    """Of the lines; a line break is counted with the line that it ends, and may share a token with the next."""
    growth: Growth

    @property
    def by_lines(self) -> bool:
        """Whether lengths worth looking at are those of lines, since there are few documents."""
        return self.documents < FEW_DOCUMENTS

    @property
    def unit_lengths(self) -> Lengths:
        """Of the lines or the documents, whichever is worth looking at."""
        return self.line_lengths if self.by_lines else self.lengths

    @property
    def bytes_per_token(self) -> float:
        """0 for an empty part."""
        return self.bytes / self.tokens if self.tokens else 0.0

    @property
    def unknown_share(self) -> float:
        """0..1."""
        return self.unknown / self.tokens if self.tokens else 0.0

    @property
    def distinct_tokens(self) -> int:
        """How many ids of the vocabulary occur at all."""
        return int(np.count_nonzero(self.token_counts))


@dataclass(frozen=True)
class Statistics:
    """The counts of all parts; a part without text is left out."""

    vocab_size: int
    exact_lengths: bool
    """Whether lengths in tokens are exact. Where a tokenizer loses or changes characters, a document's border
    lies somewhere within a few tokens, and is taken to be where it is in characters."""
    parts: Mapping[PartName, PartStatistics]

    def save(self, path: Path) -> None:
        """Write it as JSON, whole or not at all. Raises StorageError."""
        content = {
            "format": FORMAT,
            "vocab_size": self.vocab_size,
            "exact_lengths": self.exact_lengths,
            "parts": {name: _to_dict(part) for name, part in self.parts.items()},
        }
        with atomic_file(path) as file:
            file.write(json.dumps(content).encode("ascii"))


def read_statistics(path: Path) -> Statistics:
    """What `Statistics.save` wrote. Raises DataError when it is missing, damaged, or of a newer release."""
    try:
        content = json.loads(path.read_bytes())
        if content["format"] > FORMAT:
            raise DataError(say("{file} was written by a newer release.", file=path.name), say("Update LM Workbench."))
        parts = {name: _from_dict(part) for name, part in content["parts"].items()}
        return Statistics(content["vocab_size"], content["exact_lengths"], parts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = say("The statistics in {file} cannot be read: {reason}.", file=path, reason=error)
        raise DataError(message, say("They are made again when the text is prepared.")) from error


def _to_dict(part: PartStatistics) -> dict[str, Any]:
    return {
        "documents": part.documents,
        "characters": part.characters,
        "bytes": part.bytes,
        "tokens": part.tokens,
        "unknown": part.unknown,
        "character_classes": dict(part.character_classes),
        "token_counts": part.token_counts.tolist(),
        "lengths": _lengths_to_dict(part.lengths),
        "line_lengths": _lengths_to_dict(part.line_lengths),
        "growth": {"positions": part.growth.positions.tolist(), "distinct": part.growth.distinct.tolist()},
    }


def _from_dict(content: dict[str, Any]) -> PartStatistics:
    growth = content["growth"]
    return PartStatistics(
        documents=content["documents"],
        characters=content["characters"],
        bytes=content["bytes"],
        tokens=content["tokens"],
        unknown=content["unknown"],
        character_classes=content["character_classes"],
        token_counts=np.array(content["token_counts"], np.int64),
        lengths=_lengths_from_dict(content["lengths"]),
        line_lengths=_lengths_from_dict(content["line_lengths"]),
        growth=Growth(np.array(growth["positions"], np.int64), np.array(growth["distinct"], np.int64)),
    )


def _lengths_to_dict(lengths: Lengths) -> dict[str, list[int]]:
    return {"counts": lengths.counts.tolist(), "tokens": lengths.tokens.tolist()}


def _lengths_from_dict(content: dict[str, list[int]]) -> Lengths:
    return Lengths(np.array(content["counts"], np.int64), np.array(content["tokens"], np.int64))
