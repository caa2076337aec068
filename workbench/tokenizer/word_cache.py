"""Encodes each word of a text once: most of a text is words that came before.

A word here is what lies between two borders that the tokenizer never joins across, so the ids of a text are those of
its words in a row. They are found by a hash of their characters, all words of a piece at once, in arrays: nothing is
done word by word but what is new. Each word found is compared with the text, so two with one hash are never confused.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.tokenizer.inner_borders import InnerBorders
from workbench.tokenizer.word_borders import WordBorders
from workbench.tokenizer.word_table import WordTable, stretches

MOST = 1 << 17
"""Words remembered; with one more all are forgotten, since what is read may have become another text."""
_MOST_CHARACTERS = 1 << 21
"""Characters of all of them."""
_BITS = 19
"""The table has room for four times as many, so for those that the last piece adds, too."""
_LONG = 64
"""Characters of a word that hardly comes again."""
_WIDEST = 1 << 18
"""Characters of a piece at most."""
_NEW = 0.55
"""Of a piece's characters at most are those of new words."""
_RESTS = 8
"""Pieces that are not tried after one whose words hardly repeat, since those after it are like it."""
_BASE, _ODD = 0xD1342543DE82EF95, 0x9E3779B97F4A7C15

EncodeEach = Callable[[list[str]], tuple[NDArray[Any], NDArray[np.int64]]]
"""The ids of each text by itself, one behind the other, and how many each has."""


class WordCache:
    """The words of a text with their ids, as they come; several threads may ask at once."""

    def __init__(
        self,
        borders: WordBorders,
        special: Sequence[str],
        encode: EncodeEach,
        dtype: np.dtype[Any],
        inner: InnerBorders | None = None,
    ) -> None:
        """``special``: texts that must stay whole together with what stands beside them; ``dtype``: that of ids."""
        self._borders = borders
        self._inner = inner
        self._special = special
        self._encode = encode
        self._dtype = dtype
        self._table: WordTable | None = None
        self._using = threading.Lock()
        self._resting = 0

    def encode(self, text: str) -> NDArray[Any] | None:
        """The ids of a text without lone surrogates; None where its words hardly repeat, so that nothing is gained."""
        if len(text) > _WIDEST:
            return None
        if self._resting > 0:
            self._resting -= 1
            return None
        ids = self._encoded(text)
        if ids is None:
            self._resting = _RESTS
        return ids

    def _encoded(self, text: str) -> NDArray[Any] | None:
        codes = _codes(text)
        words = self._words(text, codes)
        table = self._usable_table()
        starts = words if self._inner is None else self._parts(self._inner, text, codes, words)
        rows = self._rows(table, text, codes, starts)
        if rows is not None and self._inner is not None and len(starts) > len(words):
            whole = _with_whole_words(self._inner, words, starts, table.alike.of(rows), len(text))
            if len(whole) < len(starts):
                rows = self._rows(table, text, codes, whole)
        if rows is None or not np.array_equal(table.characters.of(rows), codes):
            return None
        return table.ids.of(rows)

    def _rows(
        self, table: WordTable, text: str, codes: NDArray[Any], starts: NDArray[np.int64]
    ) -> NDArray[np.int64] | None:
        """The row of each word, that of new ones too; None where too much of the text is long or new."""
        lengths = np.diff(starts, append=len(text))
        if int(lengths[lengths > _LONG].sum()) > len(text) // 4:
            return None
        hashes = _hashes(codes, starts, lengths)
        with self._using:
            rows = table.find(hashes)
        if len(missing := np.flatnonzero(rows < 0)):
            different, first, which = np.unique(hashes[missing], return_index=True, return_inverse=True)
            new = missing[first]
            if int(lengths[new].sum()) > _NEW * len(text):
                return None
            rows[missing] = self._learned(table, text, codes, different, starts[new], lengths[new])[which]
        return rows

    def _usable_table(self) -> WordTable:
        """The one with the words so far, unless they are too many."""
        with self._using:
            table = self._table
            if table is None or len(table.ids) >= MOST or table.characters.used >= _MOST_CHARACTERS:
                table = self._table = WordTable(_BITS, self._dtype)
            return table

    def _words(self, text: str, codes: NDArray[Any]) -> NDArray[np.int64]:
        """The characters that words begin with."""
        places = self._borders.places(codes)
        for item in self._special:
            at = text.find(item)
            while at >= 0:
                places = places[(places < at) | (places > at + len(item))]
                at = text.find(item, at + 1)
        return np.concatenate([np.zeros(1, np.int64), places])

    def _parts(
        self, inner: InnerBorders, text: str, codes: NDArray[Any], words: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """The characters that parts of words begin with."""
        cuts = inner.cuts(codes)
        for item in self._special:
            at = text.find(item)
            while at >= 0:
                cuts[at : at + len(item) + 1] = False
                at = text.find(item, at + 1)
        cuts[words] = True
        return np.flatnonzero(cuts)

    def _learned(
        self,
        table: WordTable,
        text: str,
        codes: NDArray[Any],
        hashes: NDArray[np.uint64],
        starts: NDArray[np.int64],
        lengths: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """The rows of words that were not in the table just now."""
        ends = starts + lengths
        ids, counts = self._encode([text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)])
        alike = np.zeros(len(starts), np.bool_)
        if self._inner is not None:
            alike = self._inner.cut_alike(codes, starts, lengths)
        with self._using:
            rows = table.find(hashes)  # by now another thread may have added some
            new = rows < 0
            characters = codes[stretches(starts[new], lengths[new])], lengths[new]
            if not new.all():
                ids, counts = ids[np.repeat(new, counts)], counts[new]
            rows[new] = table.add(hashes[new], characters, (ids, counts), alike[new])
        return rows


def _with_whole_words(
    inner: InnerBorders, words: NDArray[np.int64], parts: NDArray[np.int64], alike: NDArray[np.bool_], end: int
) -> NDArray[np.int64]:
    """What parts begin with, and of words with a part that is not encoded ``alike`` by itself, the words alone."""
    word = np.searchsorted(words, parts, side="right") - 1
    whole = inner.too_long(np.diff(words, append=end))
    whole[word[~alike]] = True
    return parts[~whole[word] | (parts == words[word])]


def _codes(text: str) -> NDArray[Any]:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le"), np.dtype("<u4"))


@functools.cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Those of the base and of its inverse, modulo 2^64."""
    up, down = np.ones((2, _WIDEST), np.uint64)
    for powers, base in ((up, _BASE), (down, pow(_BASE, -1, 1 << 64))):
        powers[1:] = np.multiply.accumulate(np.full(_WIDEST - 1, base, np.uint64))
    return up, down


def _hashes(codes: NDArray[Any], starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Of each word a polynomial in its characters modulo 2^64, from running sums over the text; never 0."""
    up, down = _powers()
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint64(1)) * up[: len(codes)], out=sums[1:])
    polynomials = (sums[starts + lengths] - sums[starts]) * down[starts]
    return np.maximum(polynomials * np.uint64(_ODD), np.uint64(1))
