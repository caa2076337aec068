"""Stop words."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class StopWords(CleaningStep):
    """Function words, from a list of each language."""

    label: ClassVar[str] = "Stop words"
    summary: ClassVar[str] = "Removes the commonest words, which say little about a text's topic."
    cost: ClassVar[str] = (
        "Helps a classifier of topics that counts words, not one of opinions, since “not” goes too; harms a generator "
        "badly, which then writes no grammatical sentence."
    )
    rank: ClassVar[int] = 90

    step: Literal["stop_words"] = "stop_words"
    english: bool = setting(True, "English", "Remove English ones such as the, of and is.")
    chinese: bool = setting(
        True, "Chinese", "Remove Chinese ones such as 的, 了 and 我们; words are found by a dictionary."
    )
    words: str = setting("", "Own words", "Further words to remove, separated by spaces or commas.", kind="long_text")
