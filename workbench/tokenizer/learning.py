"""What the tokenizers that learn from a text share: its words, its slices, and the last touches."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import AddedToken, Regex, models, normalizers, pre_tokenizers, trainers
from tokenizers import Tokenizer as Library
from tokenizers.normalizers import Normalizer

from workbench.config._learned import Learned
from workbench.tokenizer.base import sound
from workbench.tokenizer.corpus import Corpus, Watch, watched
from workbench.tokenizer.library import SLICE
from workbench.tokenizer.patterns import PATTERNS
from workbench.tokenizer.slices import safe_pieces

UNKNOWN = "<unk>"
BYTES = [f"<0x{value:02X}>" for value in range(256)]
"""SentencePiece's names for the bytes that rare characters are written in."""

ASCII = [chr(code) for code in range(0x20, 0x7F)]

_NORMALIZERS: dict[str, Callable[[], Any]] = {
    "nfc": normalizers.NFC,
    "nfkc": normalizers.NFKC,
    "lowercase": normalizers.Lowercase,
}


def bpe_trainer(watch: Watch, **options: Any) -> trainers.BpeTrainer:
    """The library's trainer of merges, which says as much as may be heard."""
    return trainers.BpeTrainer(progress_format="json" if watch.loud else "silent", **options)


def untrained(model: models.Model, choice: Learned) -> Library:
    """A tokenizer of the library with the normaliser and the words that ``choice`` asks for."""
    library = Library(model)
    if choice.normalizer != "none":
        library.normalizer = _NORMALIZERS[choice.normalizer]()
    library.pre_tokenizer = pre_tokenizers.Split(Regex(PATTERNS[choice.pre_tokenizer].regex), "isolated")
    return library


def slices(choice: Learned, corpus: Corpus, watch: Watch) -> Iterator[str]:
    """The text in slices that hold whole words; ends early after a stop."""
    # The library counts words slice by slice and lets go of the interpreter in between.
    cut = safe_pieces(corpus.blocks(), SLICE, PATTERNS[choice.pre_tokenizer].border)
    return map(sound, watched(corpus, watch, cut))


def finished(description: dict[str, Any], choice: Learned) -> Library:
    """The library's tokenizer from its JSON, with the special tokens of ``choice`` after all others."""
    library = Library.from_str(json.dumps(description))
    library.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in choice.special()])
    return library


def alphabet_room(choice: Learned, room: int) -> int:
    """How many of ``room`` tokens single characters may take; the others are for longer pieces.

    Where each Chinese character stands alone there are few longer ones.
    """
    return max(1, room * 9 // 10 if choice.pre_tokenizer == "han" else room // 2)


class CommonWords:
    """The words of a text without its rare characters, in slices; what is common is settled here.

    The library would drop rare characters too, but of equally frequent ones others each time.
    """

    def __init__(
        self,
        choice: Learned,
        normalizer: Normalizer | None,
        corpus: Corpus,
        watch: Watch,
        most: int,
        also: Sequence[str] = (),
    ) -> None:
        """Keep the ``most`` frequent characters, those in ``also`` among them."""
        # Taken beforehand: while it learns, a tokenizer of the library must not be asked for anything.
        self._normalizer = normalizer
        self._choice, self._corpus, self._watch = choice, corpus, watch
        self.characters = frozenset(also) | self._common(max(1, most - len(also)))

    def slices(self) -> Iterator[str]:
        """The words, normalized."""
        rare = re.compile(f"[^{re.escape(''.join(sorted(self.characters)))}]+")
        for piece in self._all():
            yield rare.sub("", piece)

    def within(self) -> list[str]:
        """The characters that stand within a word and not only at its beginning, in order."""
        border = PATTERNS[self._choice.pre_tokenizer].border
        pairs: set[int] = set()
        for piece in self.slices():
            codes = _code_points(piece).astype(np.int64)
            pairs.update(np.unique(codes[:-1] << 21 | codes[1:]).tolist())
        return sorted({chr(pair & 0x1FFFFF) for pair in pairs if not border(chr(pair >> 21), chr(pair & 0x1FFFFF))})

    def _all(self) -> Iterator[str]:
        for piece in slices(self._choice, self._corpus, self._watch):
            yield piece if self._normalizer is None else self._normalizer.normalize_str(piece)

    def _common(self, most: int) -> frozenset[str]:
        counts = np.zeros(sys.maxunicode + 1, np.int64)
        for piece in self._all():
            codes, found = np.unique(_code_points(piece), return_counts=True)
            counts[codes] += found
        seen = np.flatnonzero(counts)
        # Of equally frequent ones those of lower code.
        order = np.argsort(-counts[seen], kind="stable")[:most]
        return frozenset(map(chr, seen[order].tolist()))


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), np.dtype("<u4"))
