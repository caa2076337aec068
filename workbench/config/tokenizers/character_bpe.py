"""BPE tokenizer on characters."""

from typing import ClassVar, Literal

from workbench.config._learned import (
    Learned,
    Words,
    minimum_frequency_setting,
    pre_tokenizer_setting,
    vocab_size_setting,
)


class CharacterBPE(Learned):
    """Byte-pair encoding on characters (Sennrich et al. 2016) with bytes for the rare ones, trained on this text."""

    label: ClassVar[str] = "BPE"
    summary: ClassVar[str] = "Frequent pieces of words, learned from characters; rare characters are written in bytes."
    rank: ClassVar[int] = 40

    kind: Literal["character_bpe"] = "character_bpe"
    vocab_size: int = vocab_size_setting(
        2048, "How many tokens to learn; the 256 bytes and the common characters are among them.", minimum=512
    )
    minimum_frequency: int = minimum_frequency_setting("How often a pair must occur to become a token.")
    pre_tokenizer: Words = pre_tokenizer_setting("gpt2")
