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

from workbench.data.corpora.base import Corpus, CorpusGenerator


class Markov(CorpusGenerator):
    """Three equally likely letters after every context of ``order`` letters."""

    name: ClassVar[str] = "markov"
    label: ClassVar[str] = "Markov source"
    summary: ClassVar[str] = "Letters drawn by a rule whose lowest possible loss is known exactly: ln 3 = 1.0986."
    rank: ClassVar[int] = 20

    def generate(self, characters: int, seed: int, order: int) -> Corpus:
        from workbench.data.corpora._markov_chain import BRANCHES, walk

        return Corpus(walk(characters, seed, order), math.log(BRANCHES))
