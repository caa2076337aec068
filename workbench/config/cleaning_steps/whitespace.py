"""White space."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class WhiteSpace(CleaningStep):
    """Spaces, line ends and blank lines."""

    label: ClassVar[str] = "White space"
    summary: ClassVar[str] = "Brings spaces, line ends and blank lines into one shape."
    cost: ClassVar[str] = (
        "Saves tokens in prose; in source code and tables the model then cannot learn indentation and columns."
    )
    rank: ClassVar[int] = 30

    step: Literal["whitespace"] = "whitespace"
    unusual: bool = setting(
        True,
        "Unusual spaces",
        "Write no-break, thin, full-width and other spaces as plain ones, and every kind of line end as a line feed.",
    )
    runs: bool = setting(True, "Runs of spaces", "Write several spaces or tabs in a row as one space.")
    line_ends: bool = setting(True, "Ends of lines", "Remove spaces before the end of a line.")
    blank_lines: int = setting(
        1,
        "Blank lines",
        "How many blank lines in a row stay at most.",
        unit="lines",
        minimum=0,
        maximum=1_000,
    )
