"""Byte-level BPE tokenizer."""

from typing import ClassVar, Literal

from workbench.config._learned import (
    Learned,
    Words,
    minimum_frequency_setting,
    pre_tokenizer_setting,
    vocab_size_setting,
)


class BPE(Learned):
    """Byte-level byte-pair encoding (Sennrich et al. 2016; Radford et al. 2019), trained on this text."""

    label: ClassVar[str] = "Byte-level BPE"
    summary: ClassVar[str] = "Frequent pieces of words, learned from this text on top of the 256 bytes; as in GPT."
    rank: ClassVar[int] = 30

    kind: Literal["bpe"] = "bpe"
    vocab_size: int = vocab_size_setting(
        1024, "How many tokens to learn; the 256 bytes are always among them.", minimum=257
    )
    minimum_frequency: int = minimum_frequency_setting("How often a pair must occur to become a token.")
    pre_tokenizer: Words = pre_tokenizer_setting("gpt2")
