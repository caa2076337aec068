"""Byte-level byte-pair encoding, trained on the text, on the `tokenizers` library.

Text is first cut into words (Radford et al. 2019), then frequent neighbours within a word are merged (Sennrich et
al. 2016, arXiv:1508.07909). All 256 bytes are tokens, so every text has an encoding that gives it back exactly.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from tokenizers import AddedToken, Regex, decoders, models, pre_tokenizers
from tokenizers import Tokenizer as Library

from workbench.config.tokenizers.bpe import BPE
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.learning import bpe_trainer, slices, untrained
from workbench.tokenizer.library import LibraryTokenizer
from workbench.tokenizer.patterns import PATTERNS
from workbench.tokenizer.spelling import BYTE_OF


class BPETokenizer(LibraryTokenizer[BPE]):
    """Tokens are pieces of words, from the 256 bytes upwards."""

    kind: ClassVar[str] = "bpe"
    learns: ClassVar[bool] = True

    def __init__(self, tokens: list[str], merges: list[tuple[str, str]], choice: BPE | None = None) -> None:
        """``tokens[id]`` in GPT-2's spelling of bytes; ``merges`` in order of priority; the words of ``choice``.

        Raises ValueError when a byte is missing, a token occurs twice, or a merge does not fit.
        """
        vocabulary = {token: index for index, token in enumerate(tokens)}
        if len(vocabulary) != len(tokens) or not vocabulary.keys() >= BYTE_OF.keys():
            raise ValueError("the tokens must be different and hold every byte")
        if any(left + right not in vocabulary for left, right in merges):
            raise ValueError("a merge makes a token that does not exist")
        if any(left not in vocabulary or right not in vocabulary for left, right in merges):
            raise ValueError("a merge needs a token that does not exist")
        if not all(char in BYTE_OF for token in tokens for char in token):
            raise ValueError("a token has characters that stand for no byte")
        self._tokens = tokens
        self._merges = merges
        self._choice = BPE() if choice is None else choice
        super().__init__(_library(models.BPE(vocab=vocabulary, merges=merges), self._choice))

    @classmethod
    def train(cls, choice: BPE, corpus: Corpus, watch: Watch) -> BPETokenizer:
        library = _library(models.BPE(), choice.model_copy(update={"special_tokens": ""}))
        trainer = bpe_trainer(
            watch,
            vocab_size=max(256, choice.vocab_size - len(choice.special())),
            min_frequency=choice.minimum_frequency,
            initial_alphabet=sorted(BYTE_OF),
        )
        library.train_from_iterator(slices(choice, corpus, watch), trainer)
        model = json.loads(library.to_str())["model"]
        vocabulary: dict[str, int] = model["vocab"]
        tokens = sorted(vocabulary, key=vocabulary.__getitem__)
        return cls(tokens, [(left, right) for left, right in model["merges"]], choice)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> BPETokenizer:
        tokens = [str(token) for token in content["tokens"]]
        merges = [(str(left), str(right)) for left, right in content["merges"]]
        return cls(tokens, merges, BPE.model_validate(content.get("words", {})))

    def to_dict(self) -> dict[str, Any]:
        words = self._choice.model_dump(include={"pre_tokenizer", "normalizer", "special_tokens"})
        return {"words": words, "tokens": self._tokens, "merges": [list(merge) for merge in self._merges]}


def _library(model: models.BPE, choice: BPE) -> Library:
    library = untrained(model, choice)
    split = pre_tokenizers.Split(Regex(PATTERNS[choice.pre_tokenizer].regex), "isolated")
    library.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    library.decoder = decoders.ByteLevel()
    library.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in choice.special()])
    return library
