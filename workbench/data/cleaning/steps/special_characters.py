"""Emoji, symbols, and characters without a meaning for others."""

from __future__ import annotations

from workbench.config.cleaning_steps.special_characters import SpecialCharacters
from workbench.data.cleaning.base import Step
from workbench.data.cleaning.characters import RemovingStep, members_of, singly

# The blocks whose characters are drawn as emoji, what joins and colours them, and the flags (UTS 51).
_EMOJI = [
    *((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x231A, 0x231B), (0xE0020, 0xE007F)),
    *singly("\u200d\ufe0e\ufe0f\u20e3\u2b50\u2b55\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3"),
]


def make(settings: SpecialCharacters) -> Step:
    """The step of these settings."""
    categories = [*("S" * settings.symbols), *(("Co", "Cn") if settings.private else ())]
    also = [*(_EMOJI if settings.emoji else ()), *(singly("\N{REPLACEMENT CHARACTER}") if settings.private else ())]
    but = [*singly(settings.keep), *(() if settings.emoji else _EMOJI)]
    return RemovingStep(settings.label, members_of(categories, also, but))
