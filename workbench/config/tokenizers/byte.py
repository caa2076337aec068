"""Byte tokenizer."""

from typing import ClassVar, Literal

from workbench.config.tokenizer import TokenizerChoice


class Byte(TokenizerChoice):
    """One token for each byte of the UTF-8 text."""

    label: ClassVar[str] = "Byte"
    summary: ClassVar[str] = "One token for each of the 256 byte values; can write any text of any language."
    rank: ClassVar[int] = 20

    kind: Literal["byte"] = "byte"

    def estimated_vocab_size(self) -> int | None:
        return 256
