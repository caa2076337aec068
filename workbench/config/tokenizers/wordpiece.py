"""WordPiece tokenizer."""

from typing import ClassVar, Literal

from workbench.config._learned import (
    Learned,
    Words,
    minimum_frequency_setting,
    pre_tokenizer_setting,
    vocab_size_setting,
)


class WordPiece(Learned):
    """WordPiece (Schuster and Nakajima 2012; Devlin et al. 2018), trained on this text."""

    label: ClassVar[str] = "WordPiece"
    summary: ClassVar[str] = "Each word in its longest known pieces; a word with a rare character is unknown and lost."
    rank: ClassVar[int] = 60

    kind: Literal["wordpiece"] = "wordpiece"
    vocab_size: int = vocab_size_setting(
        2048, "How many tokens to learn; the common characters are among them.", minimum=64
    )
    minimum_frequency: int = minimum_frequency_setting("How often a pair must occur to become a token.")
    pre_tokenizer: Words = pre_tokenizer_setting("han")
