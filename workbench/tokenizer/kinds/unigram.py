"""The unigram language model, trained on the text, on the `tokenizers` library (Kudo 2018, arXiv:1804.10959).

A rare character is written in its UTF-8 bytes, so every text has an encoding that gives it back exactly.
"""

from __future__ import annotations

import json
from typing import ClassVar

from tokenizers import decoders, models, trainers

from workbench.config.tokenizers.unigram import Unigram
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.learning import ASCII, BYTES, UNKNOWN, CommonWords, alphabet_room, finished, untrained
from workbench.tokenizer.library import LibraryTokenizer

_NEVER = -1e4
"""The log-probability of a byte or the unknown token: their names in a text are never read as them."""


class UnigramTokenizer(LibraryTokenizer[Unigram]):
    """Tokens are the unknown one, 256 bytes, then characters and pieces of words with their probabilities."""

    kind: ClassVar[str] = "unigram"
    learns: ClassVar[bool] = True

    @classmethod
    def train(cls, choice: Unigram, corpus: Corpus, watch: Watch) -> UnigramTokenizer:
        library = untrained(models.Unigram(), choice)
        library.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
        room = choice.vocab_size - len(choice.special()) - len(BYTES)
        # ASCII is always known; the library wants room for every character that it is shown.
        words = CommonWords(choice, library.normalizer, corpus, watch, alphabet_room(choice, room), also=ASCII)
        trainer = trainers.UnigramTrainer(
            vocab_size=room,
            special_tokens=[UNKNOWN],
            unk_token=UNKNOWN,
            initial_alphabet=ASCII,
            show_progress=False,
        )
        library.train_from_iterator(words.slices(), trainer)
        description = json.loads(library.to_str())
        # Without a text, as after an early stop, the library has no probabilities.
        learned = [
            [name, _NEVER if score is None else score]
            for name, score in description["model"]["vocab"][1:]
            if name not in BYTES
        ]
        description["model"] |= {
            "vocab": [[UNKNOWN, _NEVER], *([name, _NEVER] for name in BYTES), *learned],
            "unk_id": 0,
            "byte_fallback": True,
        }
        description["added_tokens"] = []
        return cls(finished(description, choice))
