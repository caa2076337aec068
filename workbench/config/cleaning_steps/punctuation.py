"""Punctuation."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class Punctuation(CleaningStep):
    """Characters of the category P (Unicode Standard, section 4.5)."""

    label: ClassVar[str] = "Punctuation"
    summary: ClassVar[str] = "Removes full stops, commas, quotation marks, brackets and the like, of every script."
    cost: ClassVar[str] = (
        "Helps a classifier that counts words; harms a generator, which then writes endless text without sentences, "
        "and 3.14 as 314."
    )
    rank: ClassVar[int] = 70

    step: Literal["punctuation"] = "punctuation"
    treatment: Literal["remove", "space"] = setting(
        "remove",
        "Treatment",
        "Whether a mark leaves nothing behind, or a space.",
        choices=[("remove", "Remove"), ("space", "Replace by a space")],
    )
    keep: str = setting("'’-", "Keep", "Marks that stay, one beside the other.")
