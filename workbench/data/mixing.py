"""Several sources in one text, each with a weight: how often its documents are taken.

A source is read once for every whole of its weight, and once more for the rest, in which each document is taken with
that probability, by a keyed hash of what it says: 2.5 takes every document twice, and a random half of
them a third time. So its share of the characters is its weight times its size over the sum of these products, and
with a weight of 1 for all the sources follow one another as they are. Documents are drawn alike on every machine.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from workbench.config.sections import Data
from workbench.data.readers.records import Document, Remark
from workbench.messages import say

_HEAD = 1 << 16  # characters that a document is drawn by: it may come in pieces
_PERSON = b"mixture"
_FEW = 20  # documents of which a share is a matter of luck

P = TypeVar("P")


def mixed(data: Data) -> list[tuple[Data, float]]:
    """Each source of the text, as if it were alone, with its weight."""
    alone = {"more_sources": (), "weight": 1.0}
    found = [(data.model_copy(update=alone), data.weight)]
    for entry in data.more_sources:
        own = {"source": entry.source, "text_columns": entry.text_columns, "template": entry.template}
        found.append((data.model_copy(update={**alone, **own}), entry.weight))
    return found


def mix(data: Data, read: Callable[[Data], Iterable[P]], name: Callable[[Data], str]) -> Iterator[P | Remark]:
    """What ``read`` gives for every source, with its documents as often as the weight says; the shares come last.

    What is to be said of a source is said once.
    """
    sizes: list[tuple[str, int]] = []
    for source, weight in mixed(data):
        size = documents = 0
        for turn in range(math.ceil(weight)):
            taken = True
            for piece in read(source):
                if isinstance(piece, Document):
                    if not piece.continues:
                        taken = _drawn(piece.text, weight - turn, data.mixture_seed)
                        documents += turn == 0
                    size += len(piece.text) if taken else 0
                if taken if isinstance(piece, Document) else turn == 0:
                    yield piece
        sizes.append((name(source), size))
        if weight % 1 and documents < _FEW:
            yield Remark(
                say(
                    "{name} has only {count} documents, so that a weight of {weight:g} is met roughly; "
                    "data.documents divides a plain text into more.",
                    name=name(source),
                    count=documents,
                    weight=weight,
                )
            )
    whole = sum(size for _, size in sizes) or 1
    shares = ", ".join(f"{shown} {100 * size / whole:.1f} %" for shown, size in sizes)
    yield Remark(say("The mixture, in characters: {shares}.", shares=shares))


def _drawn(text: str, share: float, seed: int) -> bool:
    """Whether a document is among a random ``share`` of all."""
    if share >= 1:
        return True
    key = text[:_HEAD].encode("utf-8", "surrogatepass")
    number = hashlib.blake2b(key, digest_size=8, salt=seed.to_bytes(8, "little"), person=_PERSON).digest()
    return (int.from_bytes(number, "little") >> 11) / (1 << 53) < share
