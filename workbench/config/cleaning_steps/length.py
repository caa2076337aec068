"""Shortest and longest documents."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting
from workbench.messages import say


class Length(CleaningStep):
    """Documents by their number of characters."""

    label: ClassVar[str] = "Length"
    summary: ClassVar[str] = "Leaves out documents that are too short or too long."
    cost: ClassVar[str] = (
        "Short scraps teach little, and very long documents weigh more than others; what is left out is not learned."
    )
    rank: ClassVar[int] = 110

    step: Literal["length"] = "length"
    minimum: int = setting(
        1,
        "Shortest",
        "Documents with fewer characters are left out.",
        unit="characters",
        minimum=0,
        maximum=1_000_000_000,
        step=10,
    )
    maximum: int = setting(
        0,
        "Longest",
        "Documents with more characters are left out or cut; 0 sets no limit.",
        unit="characters",
        minimum=0,
        maximum=1_000_000_000,
        step=1_000,
        zero="no limit",
    )
    too_long: Literal["drop", "cut"] = setting(
        "drop",
        "Longer ones",
        "Whether a document that is too long is left out, or cut at its longest length.",
        choices=[("drop", "Leave out"), ("cut", "Cut off")],
    )

    def problems(self) -> list[tuple[str, str]]:
        if self.maximum and self.minimum > self.maximum:
            text = say(
                "{minimum:,} is greater than the longest length ({maximum:,})",
                minimum=self.minimum,
                maximum=self.maximum,
            )
            return [("minimum", text)]
        return []
