"""Unigram tokenizer."""

from typing import ClassVar, Literal

from workbench.config._learned import Learned, Words, pre_tokenizer_setting, vocab_size_setting


class Unigram(Learned):
    """Unigram language model (Kudo 2018, arXiv:1804.10959) with bytes for rare characters, trained on this text."""

    label: ClassVar[str] = "Unigram"
    summary: ClassVar[str] = "The pieces that explain this text best, each text cut in its likeliest way."
    rank: ClassVar[int] = 50

    kind: Literal["unigram"] = "unigram"
    vocab_size: int = vocab_size_setting(
        2048, "How many tokens to learn; the 256 bytes and the common characters are among them.", minimum=512
    )
    pre_tokenizer: Words = pre_tokenizer_setting("gpt2")
