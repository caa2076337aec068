"""Full-width and half-width forms."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class Width(CleaningStep):
    """The block Halfwidth and Fullwidth Forms (Unicode Standard, section 18.5)."""

    label: ClassVar[str] = "Full and half width"
    summary: ClassVar[str] = "Writes full-width letters as ordinary ones, or the other way."
    cost: ClassVar[str] = (
        "Saves tokens where both forms are mixed in Chinese or Japanese texts; the model writes only one of them."
    )
    rank: ClassVar[int] = 15

    step: Literal["width"] = "width"
    direction: Literal["half", "full"] = setting(
        "half",
        "Direction",
        "Half width is that of English letters, full width that of Chinese characters.",
        choices=[("half", "To half width"), ("full", "To full width")],
    )
    letters: bool = setting(True, "Letters and digits", "Convert A to Z, a to z and 0 to 9.")
    punctuation: bool = setting(
        False,
        "Punctuation",
        "Convert marks and the full-width space; Chinese text is usually printed with full-width ones.",
    )
    katakana: bool = setting(
        True, "Katakana", "Write half-width katakana in full width; only where the direction is half width."
    )
