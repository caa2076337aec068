"""WordPiece, trained on the text, on the `tokenizers` library (Schuster and Nakajima 2012; Devlin et al. 2018)."""

from __future__ import annotations

import json
from typing import ClassVar

from tokenizers import Regex, decoders, models

from workbench.config.tokenizers.wordpiece import WordPiece
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.learning import UNKNOWN, CommonWords, alphabet_room, bpe_trainer, finished, untrained
from workbench.tokenizer.library import LibraryTokenizer

_WITHIN = "\ufdd0"
"""Marks a piece within a word: BERT's ## is a word of its own in many texts, this is a character of none."""
_NEVER = "\ufdd2"
"""What stands for that mark where it is part of a text all the same; another character of none."""
_LONGEST = 200


class WordPieceTokenizer(LibraryTokenizer[WordPiece]):
    """The unknown token, then characters and pieces of words; a word that they cannot make is unknown as a whole."""

    kind: ClassVar[str] = "wordpiece"
    learns: ClassVar[bool] = True

    def given(self, piece: str) -> str:
        return super().given(piece).replace(_WITHIN, _NEVER)

    @classmethod
    def train(cls, choice: WordPiece, corpus: Corpus, watch: Watch) -> WordPieceTokenizer:
        model = models.WordPiece(
            vocab={}, unk_token=UNKNOWN, continuing_subword_prefix=_WITHIN, max_input_chars_per_word=_LONGEST
        )
        library = untrained(model, choice)
        library.decoder = decoders.Sequence([decoders.Replace(Regex(f"^{_WITHIN}"), ""), decoders.Fuse()])
        room = choice.vocab_size - len(choice.special())
        # A character that may begin a word and be within one takes two tokens.
        most = alphabet_room(choice, room) // (1 if choice.pre_tokenizer == "han" else 2)
        words = CommonWords(choice, library.normalizer, corpus, watch, most)
        # The library's own trainer of WordPiece learns merges and forgets them; that of BPE says how far it is.
        learned = untrained(models.BPE(), choice)
        trainer = bpe_trainer(
            watch,
            vocab_size=room,
            min_frequency=choice.minimum_frequency,
            # Named in order, since the library meets them in a different one each time.
            special_tokens=[UNKNOWN, *(_WITHIN + char for char in words.within())],
            continuing_subword_prefix=_WITHIN,
        )
        learned.train_from_iterator(words.slices(), trainer)
        description = json.loads(library.to_str())
        description["model"]["vocab"] = learned.get_vocab()
        description["added_tokens"] = []
        return cls(finished(description, choice))
