"""Punctuation of every script."""

from __future__ import annotations

from workbench.config.cleaning_steps.punctuation import Punctuation
from workbench.data.cleaning.base import Step
from workbench.data.cleaning.characters import RemovingStep, members_of, singly


def make(settings: Punctuation) -> Step:
    """The step of these settings."""
    return RemovingStep(settings.label, members_of("P", but=singly(settings.keep)), settings.treatment == "space")
