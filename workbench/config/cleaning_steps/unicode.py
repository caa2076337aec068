"""Unicode normalisation."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class UnicodeStep(CleaningStep):
    """Unicode normalisation forms C and KC (Unicode Standard Annex 15)."""

    label: ClassVar[str] = "Unicode normalisation"
    summary: ClassVar[str] = "Writes characters that look the same in one way."
    cost: ClassVar[str] = (
        "NFC costs nothing and saves tokens; NFKC also rewrites ligatures, superscripts and full-width forms, "
        "which the model then can neither read nor write."
    )
    rank: ClassVar[int] = 10

    step: Literal["unicode"] = "unicode"
    form: Literal["NFC", "NFKC"] = setting(
        "NFC",
        "Form",
        "NFC joins letters with their accents; NFKC also replaces characters that differ only in appearance.",
        choices=[("NFC", "NFC"), ("NFKC", "NFKC")],
    )
