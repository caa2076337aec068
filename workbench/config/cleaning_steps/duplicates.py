"""Exact duplicates."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class Duplicates(CleaningStep):
    """Documents that occurred before."""

    label: ClassVar[str] = "Exact duplicates"
    summary: ClassVar[str] = "Leaves out documents that are the same as an earlier one."
    cost: ClassVar[str] = (
        "Nothing: repeated documents are learned by heart and make the validation loss look better than it is."
    )
    rank: ClassVar[int] = 130

    step: Literal["duplicates"] = "duplicates"
    ignore: Literal["nothing", "case_and_space"] = setting(
        "nothing",
        "Differences",
        "Which differences do not count.",
        choices=[("nothing", "All count"), ("case_and_space", "Case and white space do not")],
    )
