"""Documents that occur twice, exactly or nearly, found in constant memory for each document.

`fingerprint` and `ExactIndex` know exact copies by a 128-bit hash. `Sketch` and `NearIndex` know near copies: the
resemblance of two documents (`workbench.data.resemblance`) is estimated by MinHash (Broder 1997, "On the resemblance
and containment of documents") with locality-sensitive hashing (Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", section 3.4). The hashes are made by the package ``rensa``. The standard error of an estimate of J is
sqrt(J (1 - J) / permutations).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.config.resemblance import SHINGLE, SIMILAR
from workbench.data.resemblance import Canonical, Hashes, Shingles, hashed

PERMUTATIONS = 128
_SEED = 1
_RECALL = 0.99  # with which a pair at the threshold shares a band of the index
_DIGEST = 16
_AT_ONCE = 1 << 16  # characters
_MIX = np.uint64(0x9E3779B97F4A7C15)

Signature = NDArray[np.uint32]
"""For each permutation, the smallest hash of a shingle."""


class Fingerprint:
    """The hash of a document that comes in one piece or several."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=_DIGEST)

    def update(self, text: str) -> None:
        """Add the next piece."""
        self._hash.update(text.encode("utf-8", "surrogatepass"))

    def digest(self) -> bytes:
        """16 bytes: equal for equal documents, however they were cut."""
        return self._hash.digest()


def fingerprint(text: str) -> bytes:
    """The hash of a whole document."""
    made = Fingerprint()
    made.update(text)
    return made.digest()


class ExactIndex:
    """The documents seen so far, about 100 bytes for each."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def add(self, digest: bytes) -> bool:
        """Whether the document was not seen before; it is now."""
        before = len(self._seen)
        self._seen.add(digest)
        return len(self._seen) > before

    def __contains__(self, digest: bytes) -> bool:
        return digest in self._seen


class Sketch:
    """The MinHash of a document that comes in one piece or several; the same however it was cut."""

    def __init__(self, shingle: int = SHINGLE) -> None:
        self._shingle = shingle
        self._canonical = Canonical()
        self._last = np.empty(0, dtype=np.uint32)  # characters that begin the next shingles
        self._signature: Signature | None = None

    def update(self, text: str) -> None:
        """Add the next piece."""
        for start in range(0, len(text), _AT_ONCE):
            codes = np.concatenate([self._last, self._canonical.add(text[start : start + _AT_ONCE])])
            self._last = codes[max(0, len(codes) - self._shingle + 1) :]
            found = hashed(codes, self._shingle)
            if len(found):
                [made] = _signatures(found, [0, len(found)])
                self._signature = made if self._signature is None else np.minimum(self._signature, made)

    def finish(self) -> Signature | None:
        """The signature of the whole, for `NearIndex`; None for a document without a shingle."""
        return self._signature


def sketch(text: str, shingle: int = SHINGLE) -> Signature | None:
    """The signature of a whole document, or None if it has no shingle."""
    made = Sketch(shingle)
    made.update(text)
    return made.finish()


def sketches(texts: Sequence[str]) -> list[Signature | None]:
    """The signatures of many short texts, many times as fast as one by one."""
    found = Shingles(texts)
    own = [found[number] for number in range(len(texts))]
    having = [hashes for hashes in own if len(hashes)]
    if not having:
        return [None] * len(texts)
    made = iter(_signatures(np.concatenate(having), np.cumsum([0, *map(len, having)]).tolist()))
    return [next(made) if len(hashes) else None for hashes in own]


def estimate(first: Signature, second: Signature) -> float:
    """The resemblance of two documents, by their signatures."""
    return float(np.count_nonzero(first == second)) / len(first)


def _signatures(hashes: Hashes, borders: list[int]) -> NDArray[np.uint32]:
    from rensa import RMinHash

    rows = RMinHash.digest_matrix_from_flat_token_hashes(hashes, borders, PERMUTATIONS, _SEED).to_rows()
    return np.array(rows, dtype=np.uint32)


class NearIndex:
    """The signatures added so far, a few kilobytes for each whatever the document's length."""

    def __init__(self, threshold: float = SIMILAR) -> None:
        """``threshold``: the resemblance from which two documents count as near copies, 0..1."""
        self._threshold = threshold
        self._bands = bands(threshold)
        # By the hash of a band, the documents that have it: one number, or several.
        self._having: dict[int, int | list[int]] = {}
        self._signatures = np.empty((0, PERMUTATIONS), dtype=np.uint32)
        self._count = 0

    def find(self, made: Signature) -> int | None:
        """The number (from 0, as they were added) of the first near copy of a document, or None."""
        return self._find(made, self._keys(made))

    def add(self, made: Signature) -> int:
        """Add a document; returns its number."""
        return self._add(made, self._keys(made))

    def add_new(self, made: Signature) -> bool:
        """Add a document if it is no near copy of another; returns whether it was added."""
        keys = self._keys(made)
        new = self._find(made, keys) is None
        if new:
            self._add(made, keys)
        return new

    def _find(self, made: Signature, keys: list[int]) -> int | None:
        sharing: set[int] = set()
        for key in keys:
            having = self._having.get(key)
            if isinstance(having, list):
                sharing.update(having)
            elif having is not None:
                sharing.add(having)
        if not sharing:
            return None
        candidates = np.array(sorted(sharing))
        equal = np.count_nonzero(self._signatures[candidates] == made, axis=1)
        near = candidates[equal / PERMUTATIONS >= self._threshold]
        return int(near[0]) if len(near) else None

    def _add(self, made: Signature, keys: list[int]) -> int:
        number = self._count
        if number == len(self._signatures):
            more = np.empty((max(1_024, number), PERMUTATIONS), dtype=np.uint32)
            self._signatures = np.concatenate([self._signatures, more])
        self._signatures[number] = made
        self._count += 1
        for key in keys:
            having = self._having.setdefault(key, number)
            if isinstance(having, list):
                having.append(number)
            elif having != number:
                self._having[key] = [having, number]
        return number

    def _keys(self, made: Signature) -> list[int]:
        """The hash of each band, different for equal bands at different places."""
        keys = np.arange(self._bands, dtype=np.uint64)
        for row in made.reshape(self._bands, -1).T:
            keys = (keys + row) * _MIX
            keys ^= keys >> np.uint64(29)
        return keys.tolist()


def bands(threshold: float, permutations: int = PERMUTATIONS) -> int:
    """Into how many bands a sketch is cut: the fewest that find a pair at the threshold nearly always.

    A pair of similarity J shares one of b bands of r rows with probability 1 - (1 - J^r)^b.
    """
    divisors = [count for count in range(1, permutations + 1) if permutations % count == 0]
    for count in divisors:
        rows = permutations // count
        if 1 - math.pow(1 - math.pow(threshold, rows), count) >= _RECALL:
            return count
    return permutations
