"""A regular expression of the user's own."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting
from workbench.messages import say


class Pattern(CleaningStep):
    """Search and replace, or a filter, in the syntax of the package ``regex``."""

    label: ClassVar[str] = "Own pattern"
    summary: ClassVar[str] = "Replaces what a regular expression finds, or filters documents by it."
    cost: ClassVar[str] = "Whatever it replaces or leaves out, the model cannot learn."
    rank: ClassVar[int] = 100

    step: Literal["pattern"] = "pattern"
    pattern: str = setting(
        "", "Pattern", "A regular expression; ^ and $ match at each line. Empty, the step does nothing."
    )
    action: Literal["replace", "drop", "keep"] = setting(
        "replace",
        "Action",
        "Whether each match is replaced, or documents with a match are left out, or only those are kept.",
        choices=[("replace", "Replace matches"), ("drop", "Leave out documents"), ("keep", "Keep only documents")],
    )
    replacement: str = setting(
        "", "Replacement", "What stands in place of a match; \\1 is the first group. Only where matches are replaced."
    )
    ignore_case: bool = setting(False, "Ignore case", "Whether capital and small letters match each other.")
    seconds: float = setting(
        10.0,
        "Time limit",
        "The longest that the pattern may take for one document, or for each million characters of a long one.",
        unit="seconds",
        minimum=0.1,
        maximum=3_600.0,
        step=1.0,
    )

    def problems(self) -> list[tuple[str, str]]:
        import regex

        try:
            regex.compile(self.pattern)
        except regex.error as error:
            return [("pattern", say("is no regular expression: {reason}", reason=str(error)))]
        if self.action != "replace":
            return []
        try:
            # The other branch matches an empty text, so that the replacement is tried.
            regex.sub(f"(?:{self.pattern})|", self.replacement, "")
        except (regex.error, IndexError) as error:
            return [("replacement", say("does not fit the pattern: {reason}", reason=str(error)))]
        return []
