"""Experiment: one typed, immutable description of what to do."""

from __future__ import annotations

from typing import Any

from pydantic import Field, SerializeAsAny, field_validator

from workbench.config.architecture import Architecture
from workbench.config.architectures.gpt import GPT
from workbench.config.augmentation import Augmentation
from workbench.config.cleaning import Cleaning
from workbench.config.optimizer import Optimizer
from workbench.config.optimizers.adamw import AdamW
from workbench.config.schedule import Schedule
from workbench.config.schedules.cosine import Cosine
from workbench.config.sections import Data, Runtime, Sampling, Training
from workbench.config.setting import Section, setting
from workbench.config.tokenizer import TokenizerChoice
from workbench.config.tokenizers.char import Char

FORMAT = 1
"""Version of the experiment file; raised only with a migration from the one before."""


class Experiment(Section):
    """What to do, whole. The panels edit it, YAML stores it, the command line reads it.

    Build one from a mapping with `workbench.config.check.check`, which gathers every problem;
    a panel changes one with `with_section`.
    """

    format: int = FORMAT
    name: str = setting("experiment", "Name", "What runs of this experiment are called.")
    data: Data = Field(default_factory=Data.defaults)
    cleaning: Cleaning = Field(default_factory=Cleaning.defaults)
    augmentation: Augmentation = Field(default_factory=Augmentation.defaults)
    tokenizer: SerializeAsAny[TokenizerChoice] = Field(default_factory=Char.defaults)
    model: SerializeAsAny[Architecture] = Field(default_factory=GPT.defaults)
    optimizer: SerializeAsAny[Optimizer] = Field(default_factory=AdamW.defaults)
    schedule: SerializeAsAny[Schedule] = Field(default_factory=Cosine.defaults)
    training: Training = Field(default_factory=Training.defaults)
    runtime: Runtime = Field(default_factory=Runtime.defaults)
    sampling: Sampling = Field(default_factory=Sampling.defaults)

    @field_validator("name")
    @classmethod
    def _name_is_not_blank(cls, name: str) -> str:
        if not name.strip():
            raise ValueError("must not be empty")
        return name

    def with_section(self, section: str, value: Section) -> Experiment:
        """A copy with one section replaced; other sections are shared, not copied."""
        return self.model_copy(update={section: value})

    def section(self, name: str) -> Section:
        """The section of that name. Raises AttributeError."""
        value: Any = getattr(self, name)
        assert isinstance(value, Section)
        return value


SECTIONS = (
    "data",
    "cleaning",
    "augmentation",
    "tokenizer",
    "model",
    "optimizer",
    "schedule",
    "training",
    "runtime",
    "sampling",
)
"""The sections in the order in which a person meets them."""
