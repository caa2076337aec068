"""Where within a word no token can reach from one Chinese character to the next, so that its two parts are apart.

Chinese puts no spaces between words: what the usual patterns call a word is a clause, which hardly ever comes again.
But most pairs of neighbours stand in no token of the vocabulary, and there a clause may be cut as well. Merges (BPE)
never cross such a place. The best pieces of a clause (Unigram) are those of its parts, unless two ways to cut a part
are equally probable: then which one wins hangs on what stands before it, by rounding, and the clause stays whole.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.tokenizer.borders import words_bare
from workbench.tokenizer.patterns import is_han
from workbench.tokenizer.piece_trie import PieceTrie
from workbench.tokenizer.word_table import stretches

_FIRST, _COUNT = 0x3400, 0x6C00
"""The code points among which Chinese characters are looked for."""
_BITS = 20
_LEFT, _RIGHT = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_LONGEST_PART = 12
_LONGEST_WORD = 512
"""Characters over which probabilities are added up, beyond which their rounding might tell."""


class InnerBorders:
    """The places within words where a tokenizer's vocabulary has no piece with both neighbours."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float] | None = None) -> None:
        """``pieces``: the vocabulary; ``scores``: of a Unigram, their log-probabilities."""
        self._pieces = pieces
        self._scores = scores

    def cuts(self, codes: NDArray[Any]) -> NDArray[np.bool_]:
        """Before which of the characters, given as code points, a word may be cut."""
        cuts = np.zeros(len(codes), np.bool_)
        if codes.itemsize == 1:
            return cuts  # ASCII
        places = np.minimum(codes - np.uint32(_FIRST), np.uint32(_COUNT))
        if (places < _COUNT).any():
            known, joined = self._tables
            here = known[places]
            cuts[1:] = here[:-1] & here[1:] & ~joined[_places(codes[:-1], codes[1:])]
        return cuts

    def cut_alike(
        self, codes: NDArray[Any], starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Of each part of a word, whether its tokens are known to be the same by itself as within any word."""
        if self._scores is None:
            return np.ones(len(starts), np.bool_)
        alike = np.zeros(len(starts), np.bool_)
        chinese = codes[starts] - np.uint32(_FIRST) < _COUNT
        for length in range(1, _LONGEST_PART + 1):
            if len(some := np.flatnonzero(chinese & (lengths == length))):
                parts = codes[stretches(starts[some], lengths[some])].reshape(-1, length)
                alike[some] = self._trie.cut_in_one_way(parts)
        return alike

    def too_long(self, lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which words of these lengths have to stay whole."""
        return np.full(len(lengths), False) if self._scores is None else lengths > _LONGEST_WORD

    @functools.cached_property
    def _tables(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which Chinese characters are pieces, and which pairs of them stand in one, by their places."""
        known = np.zeros(_COUNT + 1, np.bool_)  # the last one stands for all other characters
        joined = np.zeros(1 << _BITS, np.bool_)  # two pairs with one place are both held to be joined
        pairs: set[tuple[str, str]] = set()
        for piece in self._pieces:
            if len(piece) == 1 and is_han(piece):
                known[ord(piece) - _FIRST] = True
            elif not piece.isascii():
                pairs.update(pair for pair in itertools.pairwise(piece) if is_han(pair[0]) and is_han(pair[1]))
        if pairs:
            left, right = np.array([[ord(char) for char in pair] for pair in pairs], np.uint32).T
            joined[_places(left, right)] = True
        return known, joined

    @functools.cached_property
    def _trie(self) -> PieceTrie:
        assert self._scores is not None
        return PieceTrie(zip(self._pieces, self._scores, strict=True))


def inner_borders(description: dict[str, Any]) -> InnerBorders | None:
    """Those of a tokenizer given as its JSON; None where a part of a word may be encoded otherwise than within it."""
    model = description["model"]
    if not words_bare(description):
        return None
    if model["type"] == "BPE":
        odd = ("dropout", "continuing_subword_prefix", "end_of_word_suffix", "ignore_merges")
        return None if any(model.get(key) for key in odd) else InnerBorders(list(model["vocab"]))
    if model["type"] == "Unigram":
        return _of_unigram(model["vocab"], model.get("unk_id"))
    return None


def _of_unigram(vocabulary: list[tuple[str, float]], unknown: int | None) -> InnerBorders | None:
    """None where unknown characters on both sides of a border might be one token."""
    if not vocabulary or (unknown is not None and any(map(is_han, vocabulary[unknown][0]))):
        return None
    return InnerBorders(*zip(*vocabulary, strict=True))


def _places(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return np.right_shift(left * _LEFT + right * _RIGHT, np.uint32(32 - _BITS))
