"""Near duplicates."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.resemblance import SHINGLE, SIMILAR
from workbench.config.setting import setting


class NearDuplicates(CleaningStep):
    """Documents that are almost the same as an earlier one, by MinHash (Broder 1997)."""

    label: ClassVar[str] = "Near duplicates"
    summary: ClassVar[str] = "Leaves out documents that are almost the same as an earlier one."
    cost: ClassVar[str] = (
        "Little: copies with small changes are learned by heart (Lee et al. 2022); where texts follow one form, "
        "such as laws or poems, it may remove too much."
    )
    rank: ClassVar[int] = 140
    version: ClassVar[int] = 2  # 1 took words for shingles

    step: Literal["near_duplicates"] = "near_duplicates"
    threshold: float = setting(
        SIMILAR,
        "Similarity",
        "Share of shingles that two documents must have in common to count as copies.",
        minimum=0.05,
        maximum=1.0,
        step=0.05,
    )
    shingle: int = setting(
        SHINGLE,
        "Shingle size",
        "How many characters in a row are one shingle; case and punctuation do not count.",
        unit="characters",
        minimum=1,
        maximum=50,
    )
