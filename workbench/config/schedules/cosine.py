"""Cosine decay."""

import math
from typing import ClassVar, Literal

from workbench.config.schedule import Decaying


class Cosine(Decaying):
    """Half a cosine from the peak to the final rate (Loshchilov and Hutter 2017, arXiv:1608.03983)."""

    label: ClassVar[str] = "Cosine"
    summary: ClassVar[str] = "Falls along half a cosine: slowly at first, fast in the middle, slowly at the end."
    rank: ClassVar[int] = 10

    name: Literal["cosine"] = "cosine"

    def after_warmup(self, fraction: float, peak: float) -> float:
        swing = 0.5 * (1.0 + math.cos(math.pi * fraction))
        return self.final_learning_rate + (peak - self.final_learning_rate) * swing
