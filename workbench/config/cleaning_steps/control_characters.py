"""Control characters and invisible ones."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class ControlCharacters(CleaningStep):
    """Characters of the categories Cc and Cf (Unicode Standard, section 4.5) but line ends and tabs."""

    label: ClassVar[str] = "Control characters"
    summary: ClassVar[str] = "Removes characters that steer devices and show nothing; line ends and tabs stay."
    cost: ClassVar[str] = (
        "Usually nothing: they only waste tokens. But the joiners among the invisible ones matter in emoji, Persian "
        "and the scripts of India."
    )
    rank: ClassVar[int] = 20

    step: Literal["control_characters"] = "control_characters"
    invisible: bool = setting(
        True,
        "Invisible too",
        "Also remove what has no width: zero-width spaces and joiners, soft hyphens, byte-order and direction marks.",
    )
