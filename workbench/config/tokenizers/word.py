"""Word tokenizer."""

from typing import ClassVar, Literal

from workbench.config._learned import (
    Learned,
    Words,
    minimum_frequency_setting,
    pre_tokenizer_setting,
    vocab_size_setting,
)


class Word(Learned):
    """One token for each of the most frequent words; the others are one unknown token."""

    label: ClassVar[str] = "Word"
    summary: ClassVar[str] = "One token for each frequent word or sign; all other words are unknown and lost."
    rank: ClassVar[int] = 70

    kind: Literal["word"] = "word"
    vocab_size: int = vocab_size_setting(4096, "How many words to know, the most frequent first.", minimum=64)
    minimum_frequency: int = minimum_frequency_setting("How often a word must occur to become a token.")
    pre_tokenizer: Words = pre_tokenizer_setting("han")
