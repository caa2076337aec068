"""Which language a text is in: the model of py3langid, with its walk over the bytes done for many places at once.

The model (Lui and Baldwin 2012, "langid.py: an off-the-shelf language identification tool") counts byte sequences by
an automaton and weighs them by naive Bayes. The automaton's state depends on the last `_MEMORY` bytes only, so that a
text is cut into lanes, each begun so many bytes early, and all lanes walk together: about four times as fast as the
package's own loop, with the same counts.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

LOOKED_AT = 1_000
"""Characters of a document, from its beginning, that its language is judged by."""
_MEMORY = 6
"""Bytes of the longest sequence in the model of py3langid 0.4."""
_LANE = 8  # bytes; shorter lanes walk in fewer steps, and waste more on the bytes before them
_SHORT = 192  # bytes; a shorter text is walked through in Python, before the calls for the lanes would even begin
_NEVER = 0xFF  # in no UTF-8 text: leads to the beginning from everywhere

Shares = NDArray[np.float64]


class LanguageModel:
    """Judges texts; made once, since it takes about 150 MB and half a second."""

    def __init__(self) -> None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        model = LanguageIdentifier.from_model_file(MODEL_FILE)
        self.codes: tuple[str, ...] = tuple(dict.fromkeys(model.nb_classes))
        self._label = np.array([self.codes.index(code) for code in model.nb_classes])
        following = np.asarray(model.tk_nextmove)
        row = np.asarray(model.tk_row).astype(np.int32) << 8
        self._start = row[0]
        self._following_row = row[following]  # states share rows of the table of what follows
        self._following = following
        self._feature = np.asarray(model.tk_output, dtype=np.int32)
        self._weights = model.nb_ptc.astype(np.float32)
        self._prior = model.nb_pc
        # The same as what is quick to look at one by one.
        self._tables = self._following_row.data, self._following.data, self._feature.data

    def shares(self, text: str) -> Shares:
        """The probability of each of `codes`, by the beginning of a text; they sum to 1."""
        text = text[:LOOKED_AT]
        content = unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode("utf-8", "replace")
        features, counts = self._count(content)
        if len(features):
            scores = np.log1p(counts.astype(np.float32)) @ self._weights.take(features, axis=0) + self._prior
        else:
            scores = np.zeros(len(self._label), dtype=np.float32)
        # As the package does it: divided by the root of the length, so that long texts do not make it too sure.
        likely = np.exp((scores - scores.max()).astype(np.float64) / math.sqrt(len(content) or 1))
        return np.asarray(np.bincount(self._label, likely / likely.sum()), dtype=np.float64)

    def _count(self, content: bytes) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """(features, how often each occurs): what the automaton puts out behind each byte."""
        if len(content) < _SHORT:
            return self._count_singly(content)
        lanes = max(1, math.ceil(len(content) / _LANE))
        padded = np.full(lanes * _LANE + _MEMORY, _NEVER, dtype=np.int32)
        padded[_MEMORY : _MEMORY + len(content)] = np.frombuffer(content, np.uint8)
        step = padded.itemsize
        begun = np.lib.stride_tricks.as_strided(padded, (_LANE + _MEMORY, lanes), (step, _LANE * step), writeable=False)
        walked = begun.copy()
        row = np.full(lanes, self._start, dtype=np.int32)
        for place in walked:
            place += row  # from here on the place in the table
            self._following_row.take(place, out=row, mode="wrap")
        found = self._feature[self._following[walked[_MEMORY:]]]
        features, counts = np.unique(found[found >= 0], return_counts=True)
        return features, counts

    def _count_singly(self, content: bytes) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The same, one byte after the other."""
        rows, following, feature = self._tables
        found: dict[int, int] = {}
        row = int(self._start)
        for byte in content:
            place = row + byte
            row = rows[place]
            made = feature[following[place]]
            if made >= 0:
                found[made] = found.get(made, 0) + 1
        features = sorted(found)
        return np.array(features, dtype=np.int32), np.array([found[made] for made in features], dtype=np.int64)


@cache
def language_model() -> LanguageModel:
    """The one model."""
    return LanguageModel()


def languages_of(text: str) -> dict[str, float]:
    """The probability of each language by its code (ISO 639), the likeliest first; they sum to 1."""
    model = language_model()
    found = dict(zip(model.codes, model.shares(text).tolist(), strict=True))
    return dict(sorted(found.items(), key=lambda each: -each[1]))
