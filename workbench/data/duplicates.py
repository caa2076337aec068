"""Documents that occur twice, exactly or nearly, found in constant memory for each document.

`fingerprint` and `ExactIndex` know exact copies by a 128-bit hash. `Sketch` and `NearIndex` know near copies:
a document is the set of its shingles (k tokens in a row), two documents are as similar as their Jaccard index
|A ∩ B| / |A ∪ B|, and that is estimated by MinHash (Broder 1997, "On the resemblance and containment of
documents") with locality-sensitive hashing (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets",
section 3.4), by the package ``rensa``. The standard error of an estimate is sqrt(J (1 - J) / permutations).
"""

from __future__ import annotations

import hashlib
import math
import re
from itertools import islice
from typing import Any

PERMUTATIONS = 128
_SEED = 1
_RECALL = 0.99  # with which a pair at the threshold shares a band of the index
_DIGEST = 16
_LONGEST_WORD = 1 << 16  # characters; a longer one is cut where its piece ends, so that memory stays bounded

# A token is a word, or one character of a script that writes without spaces (Chinese, Japanese, Thai, Lao, Khmer).
_UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_OPEN_WORD = re.compile(rf"[^\W{_UNSPACED}]+\Z")


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
    """The MinHash of a document that comes in one piece or several; the same however it was cut.

    Upper and lower case, punctuation and white space make no difference. A document shorter than ``shingle``
    tokens is one shingle.
    """

    def __init__(self, shingle: int = 5, permutations: int = PERMUTATIONS) -> None:
        from rensa import RMinHash

        self._hash: Any = RMinHash(permutations, _SEED)
        self._shingle = shingle
        self._tokens: list[str] = []  # the last of them, which begin the next shingles
        self._word = ""  # the last word, which the next piece may go on
        self._hashed = False

    def update(self, text: str) -> None:
        """Add the next piece."""
        text = self._word + text
        open_word = _OPEN_WORD.search(text)
        self._word = open_word[0] if open_word and len(open_word[0]) < _LONGEST_WORD else ""
        self._add(_TOKEN.findall(text[: len(text) - len(self._word)].casefold()))

    def finish(self) -> Any:
        """The MinHash of the whole, for `NearIndex`; None for a document without a token."""
        self._add(_TOKEN.findall(self._word.casefold()))
        self._word = ""
        if not self._hashed and self._tokens:
            self._hash.update([" ".join(self._tokens)])
            self._hashed = True
        return self._hash if self._hashed else None

    def _add(self, tokens: list[str]) -> None:
        tokens = self._tokens + tokens
        shingles = [
            " ".join(row) for row in zip(*(islice(tokens, i, None) for i in range(self._shingle)), strict=False)
        ]
        if shingles:
            self._hash.update(shingles)
            self._hashed = True
        # Not tokens[-0:], which is all of them.
        self._tokens = tokens[len(tokens) - self._shingle + 1 :] if len(tokens) >= self._shingle else tokens


def sketch(text: str, shingle: int = 5, permutations: int = PERMUTATIONS) -> Any:
    """The MinHash of a whole document, or None if it has no token."""
    made = Sketch(shingle, permutations)
    made.update(text)
    return made.finish()


class NearIndex:
    """The sketches added so far, a few kilobytes for each whatever the document's length."""

    def __init__(self, threshold: float, permutations: int = PERMUTATIONS) -> None:
        """``threshold``: the Jaccard index from which two documents count as near copies, 0..1."""
        from rensa import RMinHashLSH

        self._threshold = threshold
        self._index: Any = RMinHashLSH(threshold, permutations, bands(threshold, permutations))
        self._sketches: list[Any] = []

    def find(self, made: Any) -> int | None:
        """The number (from 0, as they were added) of the first near copy of a document, or None."""
        for number in sorted(self._index.query(made)):
            if self._sketches[number].jaccard(made) >= self._threshold:
                return int(number)
        return None

    def add(self, made: Any) -> int:
        """Add a document; returns its number."""
        number = len(self._sketches)
        self._index.insert(number, made)
        self._sketches.append(made)
        return number


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
