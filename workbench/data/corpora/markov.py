"""A Markov source whose entropy rate is known exactly.

The text is a Markov chain over nine letters (space among them): the next letter depends on the last
``order`` letters. After every context exactly three letters can follow, each with probability 1/3.

Entropy rate. For a stationary chain the rate is sum over contexts c of pi(c) * H(row c)
(Cover and Thomas, Elements of Information Theory, theorem 4.2.4). Here every row has the same entropy,
H(1/3, 1/3, 1/3) = ln 3, so the sum is ln 3 = 1.0986 nats per letter, whatever pi is: no stationary
distribution has to be solved for, and no ergodicity has to be shown. More than that: each letter
costs a model that knows the source exactly -ln(1/3) = ln 3, so the floor holds on every finite
piece of the text too, without the scatter that sampling would add to unequal probabilities. A loss
below it on text that was not trained on is a bug, not luck.

Learnability. Which letters may follow is narrowed down step by step: the last letter leaves m1 of the
other eight, the one before it leaves m2 of those, and so on down to three (8 -> 5 -> 3 for order 2). Each
further letter that a model learns to look at lowers its loss, and the contexts that really occur stay few:
9 for order 1, 45 for order 2, at most 5,040 for order 5. A letter never follows itself.

The choices are made by sorting random words that depend on the seed and the context alone.
"""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from workbench.data.corpora.base import Corpus, CorpusGenerator
from workbench.data.hashing import mix, random_words

ALPHABET = "aeinorst "
BRANCHES = 3
_TABLE, _PATH = 1, 2  # what a seed is derived for
_SLICE = 1 << 16  # letters drawn at once


class Markov(CorpusGenerator):
    """Three equally likely letters after every context of ``order`` letters."""

    name: ClassVar[str] = "markov"
    label: ClassVar[str] = "Markov source"
    summary: ClassVar[str] = "Letters drawn by a rule whose lowest possible loss is known exactly: ln 3 = 1.0986."
    rank: ClassVar[int] = 20

    def generate(self, characters: int, seed: int, order: int) -> Corpus:
        following = successors(order, seed).ravel().tolist()
        contexts = len(ALPHABET) ** order
        letters = len(ALPHABET)
        state = mix(seed, order, _PATH) % contexts
        pieces: list[str] = []
        for start in range(0, characters, _SLICE):
            draws = random_words(mix(seed, order, _PATH), start, min(_SLICE, characters - start)) % np.uint64(BRANCHES)
            path = bytearray()
            for draw in draws.tolist():
                letter = following[state * BRANCHES + draw]
                state = (state * letters + letter) % contexts
                path.append(letter)
            pieces.append(path.translate(_LETTERS).decode("ascii"))
        return Corpus("".join(pieces), math.log(BRANCHES))


def successors(order: int, seed: int) -> NDArray[np.int64]:
    """The letters that may follow each context, as indices into ALPHABET: shape (9 ** order, 3).

    A context is a number in base 9, its last letter the lowest digit.
    """
    letters = len(ALPHABET)
    last = np.arange(letters)[:, None]
    everything = np.arange(letters)[None, :]
    # Before any rule: every letter but the last one itself.
    allowed = np.broadcast_to(everything, (letters, letters))[everything != last].reshape(letters, letters - 1)
    for level in range(1, order + 1):
        if level > 1:
            # One letter more to look back at, as the new highest digit: the rules so far repeat.
            allowed = np.tile(allowed, (letters, 1))
        keep = _kept(level, order)
        words = random_words(mix(seed, order, level, _TABLE), 0, allowed.size).reshape(allowed.shape)
        allowed = np.take_along_axis(allowed, np.argsort(words, axis=1, kind="stable")[:, :keep], axis=1)
    return np.sort(allowed, axis=1)


def _kept(level: int, order: int) -> int:
    """How many letters the ``level``-th letter back leaves: from 8 to 3 in equal ratios."""
    first = len(ALPHABET) - 1
    return round(first * (BRANCHES / first) ** (level / order))


_LETTERS = bytes(ord(ALPHABET[index]) if index < len(ALPHABET) else 0 for index in range(256))
