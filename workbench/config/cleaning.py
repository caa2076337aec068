"""The section ``cleaning``: the steps that a text goes through before anything else sees it."""

from __future__ import annotations

import json
from typing import Annotated

from workbench.config.cleaning_step import CleaningStep
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.config.listed import Listed
from workbench.config.setting import Section, setting


class Cleaning(Section):
    """What is done to each document before the text is divided and tokenized."""

    steps: Annotated[tuple[CleaningStep, ...], Listed(CLEANING_STEPS)] = setting(
        (),
        "Steps",
        "The steps of cleaning, taken from the first to the last; none leaves the text as it is.",
    )

    @property
    def active(self) -> tuple[CleaningStep, ...]:
        """The steps that are switched on, in order."""
        return tuple(step for step in self.steps if step.enabled)

    def key(self) -> str:
        """A text that is the same exactly where the same is done to a text, for a cache."""
        steps = [{"version": step.version, **step.model_dump(mode="json", exclude={"enabled"})} for step in self.active]
        return json.dumps(steps, sort_keys=True, ensure_ascii=True)

    def problems(self) -> list[tuple[str, str]]:
        """(setting, sentence) for each step that cannot be taken as it is set; steps are counted from 1."""
        return [
            (f"steps.{place}.{field}", text)
            for place, step in enumerate(self.steps, start=1)
            if step.enabled
            for field, text in step.problems()
        ]
