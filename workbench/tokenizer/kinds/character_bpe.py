"""Byte-pair encoding on characters, trained on the text, on the `tokenizers` library.

Frequent neighbours within a word are merged (Sennrich et al. 2016, arXiv:1508.07909), from the common characters
upwards. A rare character is written in its UTF-8 bytes, so every text has an encoding that gives it back exactly.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from tokenizers import decoders, models

from workbench.config.tokenizers.character_bpe import CharacterBPE
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.learning import BYTES, CommonWords, alphabet_room, bpe_trainer, finished, untrained
from workbench.tokenizer.library import LibraryTokenizer


class CharacterBPETokenizer(LibraryTokenizer[CharacterBPE]):
    """Tokens are 256 bytes, then characters and pieces of words."""

    kind: ClassVar[str] = "character_bpe"
    learns: ClassVar[bool] = True

    @classmethod
    def train(cls, choice: CharacterBPE, corpus: Corpus, watch: Watch) -> CharacterBPETokenizer:
        library = untrained(models.BPE(byte_fallback=True), choice)
        library.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
        room = choice.vocab_size - len(choice.special())
        words = CommonWords(choice, library.normalizer, corpus, watch, alphabet_room(choice, room - len(BYTES)))
        trainer = bpe_trainer(
            watch,
            vocab_size=room,
            min_frequency=choice.minimum_frequency,
            special_tokens=BYTES,
        )
        library.train_from_iterator(words.slices(), trainer)
        description = json.loads(library.to_str())
        # The bytes are tokens, but their names in a text are no special words.
        description["added_tokens"] = []
        description["model"]["merges"] = _without_names_of_bytes(description["model"]["merges"])
        return cls(finished(description, choice))


def _without_names_of_bytes(merges: list[Any]) -> list[Any]:
    """Without merges that spell the name of a byte ("<0x41>"), nor what is made of them: it would read as the byte."""
    lost = set(BYTES)
    kept = []
    for left, right in merges:
        if left in lost or right in lost or left + right in lost:
            lost.add(left + right)
        else:
            kept.append([left, right])
    return kept
