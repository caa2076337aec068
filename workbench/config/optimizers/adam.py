"""Adam."""

from typing import ClassVar, Literal

from workbench.config._adaptive import Adaptive
from workbench.config.optimizer import l2_setting


class Adam(Adaptive):
    """Adam (Kingma and Ba 2015, arXiv:1412.6980); weight decay is added to the gradient (L2)."""

    label: ClassVar[str] = "Adam"
    summary: ClassVar[str] = "A step size of its own for every weight, from running means of its gradient."
    rank: ClassVar[int] = 20

    name: Literal["adam"] = "adam"
    weight_decay: float = l2_setting()
