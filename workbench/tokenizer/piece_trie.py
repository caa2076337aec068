"""The pieces of a Unigram in a tree, walked for many short texts at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.tokenizer.patterns import is_han, is_han_code

_PENALTY = 10.0
"""By so much the library holds a character that is no piece to be less probable than the least probable piece."""
_ROUNDING = 1e-9
"""Of the largest score: two sums of scores that are nearer to each other may change places by rounding."""


class PieceTrie:
    """The pieces that are made of Chinese characters alone, with their scores (log-probabilities)."""

    def __init__(self, vocabulary: Iterable[tuple[str, float]]) -> None:
        children: dict[tuple[int, str], int] = {}
        scores = [-np.inf]
        least, largest = np.inf, 1.0
        for piece, score in vocabulary:
            least, largest = min(least, score), max(largest, abs(score))
            if not piece or not all(map(is_han, piece)):
                continue
            node = 0
            for char in piece:
                child = children.setdefault((node, char), len(scores))
                if child == len(scores):
                    scores.append(-np.inf)
                node = child
            scores[node] = score
        scores.append(-np.inf)  # where there is no piece
        self._scores = np.array(scores)
        self._nowhere = len(scores) - 1
        self._unknown = least - _PENALTY
        self._tolerance = _ROUNDING * (largest + _PENALTY)
        keys = np.array([_key(node, ord(char)) for node, char in children], np.int64)
        order = np.argsort(keys)
        self._keys = np.append(keys[order], np.iinfo(np.int64).max)
        self._children = np.append(np.fromiter(children.values(), np.int64, len(children))[order], self._nowhere)

    def cut_in_one_way(self, codes: NDArray[Any]) -> NDArray[np.bool_]:
        """Of each text, whether one way to cut it into pieces is clearly the most probable.

        ``codes``: the code points of N texts with L characters each, of shape (N, L). The two best sums up to each
        character, by Viterbi's algorithm (Kudo 2018, section 3.3). A Chinese character that is no piece stands for
        itself, as one that is unknown; a text with other characters is cut in no clear way.
        """
        count, length = codes.shape
        best, second = np.full((2, length + 1, count), -np.inf)
        best[0] = 0.0
        for start in range(length):
            node = np.zeros(count, np.int64)
            for end in range(start + 1, length + 1):
                node = self._step(node, codes[:, end - 1])
                score = self._scores[node]
                if end == start + 1:
                    score = np.where(np.isfinite(score) | ~is_han_code(codes[:, start]), score, self._unknown)
                new, next_best = best[start] + score, second[start] + score
                second[end] = np.maximum(np.maximum(second[end], next_best), np.minimum(best[end], new))
                best[end] = np.maximum(best[end], new)
        clear: NDArray[np.bool_] = np.isfinite(best[-1]) & ~(second[-1] >= best[-1] - self._tolerance)
        return clear

    def _step(self, node: NDArray[np.int64], codes: NDArray[Any]) -> NDArray[np.int64]:
        wanted = _key(node, codes.astype(np.int64))
        places = np.searchsorted(self._keys, wanted)
        found: NDArray[np.int64] = np.where(self._keys[places] == wanted, self._children[places], self._nowhere)
        return found


def _key(node: Any, code: Any) -> Any:
    return node * 0x110000 + code
