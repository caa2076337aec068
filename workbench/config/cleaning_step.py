"""What every step of cleaning has in common."""

from __future__ import annotations

from typing import ClassVar

from workbench.config.setting import Section, setting


class CleaningStep(Section):
    """Settings of one step that a text goes through before it is divided and tokenized.

    A subclass declares ``step: Literal["name"] = "name"``, its settings, ``label``, ``summary`` (what it does),
    ``cost`` (one plain sentence: what a language model loses or gains by it) and ``rank`` (place in lists).
    What it does to a text is in the module of the same name in ``workbench.data.cleaning.steps``.
    """

    label: ClassVar[str]
    summary: ClassVar[str]
    cost: ClassVar[str]
    rank: ClassVar[int] = 100
    version: ClassVar[int] = 1
    """Raised when the same settings begin to give another text, so that nothing stale is taken from a cache."""

    step: str
    enabled: bool = setting(True, "Enabled", "Whether the step is taken; one that is off keeps its place and settings.")
