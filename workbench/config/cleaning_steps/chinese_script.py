"""Traditional and simplified Chinese."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class ChineseScript(CleaningStep):
    """Conversion by the dictionaries of OpenCC."""

    label: ClassVar[str] = "Chinese script"
    summary: ClassVar[str] = "Writes traditional Chinese as simplified, or the other way, word by word."
    cost: ClassVar[str] = (
        "Texts of both scripts share their tokens; the model writes only one script, and a few words come out "
        "wrong where the conversion is ambiguous."
    )
    rank: ClassVar[int] = 16

    step: Literal["chinese_script"] = "chinese_script"
    conversion: Literal["t2s", "s2t", "tw2sp", "s2twp", "hk2s", "s2hk"] = setting(
        "t2s",
        "Conversion",
        "From which script into which; those of Taiwan also change words that differ there.",
        choices=[
            ("t2s", "Traditional to simplified"),
            ("s2t", "Simplified to traditional"),
            ("tw2sp", "Taiwan to mainland"),
            ("s2twp", "Mainland to Taiwan"),
            ("hk2s", "Hong Kong to simplified"),
            ("s2hk", "Simplified to Hong Kong"),
        ],
    )
