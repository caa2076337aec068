"""Character tokenizer."""

from typing import ClassVar, Literal

from workbench.config.tokenizer import TokenizerChoice


class Char(TokenizerChoice):
    """One token for each character that the text contains."""

    label: ClassVar[str] = "Character"
    summary: ClassVar[str] = "One token for each character that occurs in the text; small and easy to follow."
    rank: ClassVar[int] = 10

    kind: Literal["char"] = "char"
