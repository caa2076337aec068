"""Steps of cleaning: one file each, holding its settings and what it costs a language model.

What each does to a text is in ``workbench.data.cleaning.steps``.
"""

from workbench.config.cleaning_step import CleaningStep
from workbench.config.registry import Registry

CLEANING_STEPS: Registry[CleaningStep] = Registry(__name__, CleaningStep, "step")
