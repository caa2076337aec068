"""What every learning-rate schedule has in common: warm-up, then a shape of its own."""

from __future__ import annotations

from typing import ClassVar

from workbench.config.setting import Section, setting


class Schedule(Section):
    """A subclass declares ``name: Literal["..."] = "..."``, ``label``, ``summary``, ``rank`` and ``after_warmup``."""

    label: ClassVar[str]
    summary: ClassVar[str]
    rank: ClassVar[int] = 100

    name: str
    warmup_steps: int = setting(
        100,
        "Warm-up",
        "Steps over which the learning rate rises in a straight line to its peak.",
        unit="steps",
        minimum=0,
        maximum=10_000_000,
    )

    def rate(self, step: int, steps: int, peak: float) -> float:
        """Learning rate of update ``step`` (1-based) of ``steps``; ``peak`` is optimizer.learning_rate.

        Update n of the warm-up uses ``peak * n / warmup_steps``, so the last one reaches the peak.
        """
        if step <= self.warmup_steps:
            return peak * step / self.warmup_steps
        return self.after_warmup(min(1.0, (step - self.warmup_steps) / max(1, steps - self.warmup_steps)), peak)

    def after_warmup(self, fraction: float, peak: float) -> float:
        """Learning rate when ``fraction`` (0..1] of the steps after the warm-up are taken."""
        raise NotImplementedError


class Decaying(Schedule):
    """A schedule that ends at a rate of the user's choice."""

    final_learning_rate: float = setting(
        1e-4, "Final rate", "Learning rate of the last step.", minimum=0.0, maximum=100.0
    )
