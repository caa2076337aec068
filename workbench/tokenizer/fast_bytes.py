"""The quick twin of a byte-level BPE: the same merges in `tiktoken`, with the same ids.

tiktoken joins any two neighbours whose bytes together are a token, the `tokenizers` library only pairs that are
listed as merges. The two agree on every text if each token, encoded by the listed merges alone, is itself: by
induction over the ranks no other pair can then ever stand side by side where it would be joined first. That is
checked for every token here; a tokenizer that fails it has no twin.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import tiktoken
from numpy.typing import NDArray
from tokenizers import models

from workbench.tokenizer.borders import pattern_of
from workbench.tokenizer.spelling import BYTE_OF


class FastBytes:
    """Encodes text to ids with tiktoken."""

    def __init__(self, pattern: str, merged: Sequence[bytes], ids: NDArray[Any], special: dict[str, int]) -> None:
        """``merged`` are the tokens that merges make, in order of priority; ``ids`` those of the 256 bytes and these.

        Raises ValueError for a pattern that tiktoken cannot express.
        """
        ranks = {bytes((value,)): value for value in range(256)}
        ranks |= {token: 256 + place for place, token in enumerate(merged)}
        first = len(ranks)
        # tiktoken knows an id as a rank; special tokens come after the ranks.
        places = {text: first + place for place, text in enumerate(special)}
        self._ids = np.concatenate([ids, np.fromiter(special.values(), ids.dtype, len(special))])
        self._special = set(special)
        self._encoding = tiktoken.Encoding("workbench", pat_str=pattern, mergeable_ranks=ranks, special_tokens=places)

    def encode(self, text: str) -> NDArray[Any]:
        """The ids of a text without lone surrogates; other threads run meanwhile."""
        return self._ids[self._encoding.encode_to_numpy(text, allowed_special=self._special, disallowed_special=())]

    def encode_each(self, texts: list[str]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The ids of each text by itself, one behind the other, and how many each has."""
        encode: Callable[[str], list[int]] = self._encoding.encode_ordinary
        if any(item in text for item in self._special for text in texts):
            encode = functools.partial(self._encoding.encode, allowed_special=self._special, disallowed_special=())
        places = list(map(encode, texts))
        counts = np.fromiter(map(len, places), np.int64, len(places))
        return self._ids[np.fromiter(itertools.chain.from_iterable(places), np.int64, int(counts.sum()))], counts


def fast_twin(description: dict[str, Any], dtype: np.dtype[Any]) -> FastBytes | None:
    """The twin of a tokenizer given as its JSON; None unless it is a byte-level BPE that tiktoken can do exactly."""
    model = description["model"]
    pattern = pattern_of(description.get("pre_tokenizer"))
    if model.get("type") != "BPE" or pattern is None or description.get("normalizer") is not None:
        return None
    if any(model.get(key) for key in ("dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback")):
        return None
    special = _plain_special(description.get("added_tokens") or [])
    vocabulary: dict[str, int] = model["vocab"]
    merges = [_pair(merge) for merge in model["merges"]]
    merged = [left + right for left, right in merges]
    if special is None or len(set(merged)) != len(merged) or not _agrees(vocabulary, merges, merged):
        return None
    spelled = sorted(BYTE_OF, key=BYTE_OF.__getitem__)
    ids = np.array([vocabulary[char] for char in spelled] + [vocabulary[token] for token in merged], dtype)
    try:
        return FastBytes(pattern, [bytes(map(BYTE_OF.__getitem__, token)) for token in merged], ids, special)
    except ValueError:
        return None


def _plain_special(added: list[dict[str, Any]]) -> dict[str, int] | None:
    """Special tokens with their ids; None if one swallows the space beside it, or is found in words only."""
    if any(item.get(key) for item in added for key in ("lstrip", "rstrip", "single_word")):
        return None
    contents = [item["content"] for item in added]
    # Where one begins as another does, the two libraries may choose differently.
    if any(a != b and a in b for a in contents for b in contents):
        return None
    return {item["content"]: item["id"] for item in added}


def _pair(merge: str | list[str]) -> tuple[str, str]:
    left, right = merge.split(" ", 1) if isinstance(merge, str) else merge
    return left, right


def _agrees(vocabulary: dict[str, int], merges: list[tuple[str, str]], merged: list[str]) -> bool:
    """Whether every byte has a token, and every token that a merge makes comes out as itself."""
    if not vocabulary.keys() >= BYTE_OF.keys() or not all(set(token) <= BYTE_OF.keys() for token in merged):
        return False
    made = set(BYTE_OF)
    for left, right in merges:
        if left not in made or right not in made:
            return False
        made.add(left + right)
    model = models.BPE(vocab=vocabulary, merges=merges)
    return all(len(model.tokenize(token)) == 1 for token in merged)
