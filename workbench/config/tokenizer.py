"""What every tokenizer's settings have in common."""

from typing import ClassVar

from workbench.config.setting import Section


class TokenizerChoice(Section):
    """A subclass declares ``kind: Literal["..."] = "..."``, ``label``, ``summary``, ``rank`` and its settings."""

    label: ClassVar[str]
    summary: ClassVar[str]
    rank: ClassVar[int] = 100

    kind: str

    def estimated_vocab_size(self) -> int | None:
        """The vocabulary's size as far as it is known before any text is seen."""
        return None
