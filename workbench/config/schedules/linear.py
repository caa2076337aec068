"""Linear decay."""

from typing import ClassVar, Literal

from workbench.config.schedule import Decaying


class Linear(Decaying):
    """A straight line from the peak to the final rate."""

    label: ClassVar[str] = "Linear"
    summary: ClassVar[str] = "Falls in a straight line from the peak to the final rate."
    rank: ClassVar[int] = 20

    name: Literal["linear"] = "linear"

    def after_warmup(self, fraction: float, peak: float) -> float:
        return peak + (self.final_learning_rate - peak) * fraction
