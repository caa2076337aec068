"""Emoji, symbols and characters without a meaning."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class SpecialCharacters(CleaningStep):
    """Characters of the categories S, Co and Cn (Unicode Standard, section 4.5)."""

    label: ClassVar[str] = "Special characters"
    summary: ClassVar[str] = "Removes emoji, symbols, and characters that mean nothing to anybody else."
    cost: ClassVar[str] = (
        "Saves rare tokens; the model then cannot read or write emoji and, where symbols go too, prices and formulas."
    )
    rank: ClassVar[int] = 80

    step: Literal["special_characters"] = "special_characters"
    emoji: bool = setting(True, "Emoji", "Remove emoji with their skin tones and joiners.")
    symbols: bool = setting(False, "Symbols", "Remove mathematical signs, currencies, arrows, boxes and other symbols.")
    private: bool = setting(
        True, "Unknown", "Remove private and unassigned characters, and the sign for one that could not be read."
    )
    keep: str = setting("", "Keep", "Characters that stay, one beside the other.")
