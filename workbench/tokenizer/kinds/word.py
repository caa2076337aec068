"""One token for each frequent word, on the `tokenizers` library."""

from __future__ import annotations

import json
from typing import ClassVar

from tokenizers import decoders, models, trainers

from workbench.config.tokenizers.word import Word
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.learning import UNKNOWN, finished, slices, untrained
from workbench.tokenizer.library import LibraryTokenizer


class WordTokenizer(LibraryTokenizer[Word]):
    """Id 0 is any word that is not known; the others are the most frequent words, with the space before them."""

    kind: ClassVar[str] = "word"
    learns: ClassVar[bool] = True

    @classmethod
    def train(cls, choice: Word, corpus: Corpus, watch: Watch) -> WordTokenizer:
        library = untrained(models.WordLevel(vocab={}, unk_token=UNKNOWN), choice)
        library.decoder = decoders.Fuse()
        trainer = trainers.WordLevelTrainer(
            vocab_size=choice.vocab_size - len(choice.special()),
            min_frequency=choice.minimum_frequency,
            special_tokens=[UNKNOWN],
            show_progress=False,
        )
        library.train_from_iterator(slices(choice, corpus, watch), trainer)
        description = json.loads(library.to_str())
        description["added_tokens"] = []
        return cls(finished(description, choice))
