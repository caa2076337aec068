"""BPE tokenizer."""

from typing import ClassVar, Literal

from workbench.config.setting import setting
from workbench.config.tokenizer import TokenizerChoice


class BPE(TokenizerChoice):
    """Byte-level byte-pair encoding (Sennrich et al. 2016; Radford et al. 2019), trained on this text."""

    label: ClassVar[str] = "BPE (trained on this text)"
    summary: ClassVar[str] = "Frequent pieces of words become tokens, learned from this text; shorter sequences."
    rank: ClassVar[int] = 30

    kind: Literal["bpe"] = "bpe"
    vocab_size: int = setting(
        1024,
        "Vocabulary size",
        "How many tokens to learn; the 256 bytes are always among them.",
        unit="tokens",
        minimum=257,
        maximum=200_000,
        step=256,
    )
    minimum_frequency: int = setting(
        2,
        "Minimum frequency",
        "How often a pair must occur to become a token.",
        minimum=1,
        maximum=1_000_000,
        advanced=True,
    )

    def estimated_vocab_size(self) -> int | None:
        return self.vocab_size
