"""Lower case."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep


class Lowercase(CleaningStep):
    """The lower case of all letters (Unicode Standard, section 5.18)."""

    label: ClassVar[str] = "Lower case"
    summary: ClassVar[str] = "Writes capital letters as small ones."
    cost: ClassVar[str] = (
        "Fewer different tokens, which helps a classifier or a small vocabulary; a generator never writes a "
        "capital again."
    )
    rank: ClassVar[int] = 60

    step: Literal["lowercase"] = "lowercase"
