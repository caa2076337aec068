"""Constant rate."""

from typing import ClassVar, Literal

from workbench.config.schedule import Schedule


class Constant(Schedule):
    """The peak rate to the end."""

    label: ClassVar[str] = "Constant"
    summary: ClassVar[str] = "The same learning rate from the warm-up to the end."
    rank: ClassVar[int] = 30

    name: Literal["constant"] = "constant"

    def after_warmup(self, fraction: float, peak: float) -> float:
        return peak
