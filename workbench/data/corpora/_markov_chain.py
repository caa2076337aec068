"""The chain of the Markov corpus: which letters may follow a context, and a walk along them.

Apart from the corpus's description, so that a list of samples can be shown without numpy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.data.hashing import mix, random_words

ALPHABET = "aeinorst "
BRANCHES = 3
_TABLE, _PATH = 1, 2  # what a seed is derived for
_SLICE = 1 << 16  # letters drawn at once


def walk(characters: int, seed: int, order: int) -> str:
    """A text of that many letters, each one of the three that may follow the last ``order``."""
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
    return "".join(pieces)


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
