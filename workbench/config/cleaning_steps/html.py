"""HTML tags."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class HtmlTags(CleaningStep):
    """Markup of the elements that HTML knows."""

    label: ClassVar[str] = "HTML tags"
    summary: ClassVar[str] = "Removes tags, comments, scripts and styles, and puts line ends where blocks ended."
    cost: ClassVar[str] = "Saves many tokens of web pages; the model then cannot write HTML."
    rank: ClassVar[int] = 40

    step: Literal["html"] = "html"
    entities: bool = setting(
        True, "Entities", "Write named and numbered characters such as &amp; and &#8217; as the characters they mean."
    )
