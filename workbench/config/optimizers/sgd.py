"""SGD with momentum."""

from typing import ClassVar, Literal

from workbench.config.optimizer import Optimizer, l2_setting
from workbench.config.setting import setting


class SGD(Optimizer):
    """Stochastic gradient descent with momentum (Polyak 1964; Sutskever et al. 2013)."""

    label: ClassVar[str] = "SGD with momentum"
    summary: ClassVar[str] = "Follows the gradient itself, smoothed by momentum; wants a larger learning rate."
    rank: ClassVar[int] = 30

    name: Literal["sgd"] = "sgd"
    learning_rate: float = setting(
        0.1,
        "Learning rate",
        "Size of one update: the schedule's peak. Too high diverges, too low crawls.",
        above=0.0,
        maximum=100.0,
        transfers=False,
    )
    weight_decay: float = l2_setting()
    momentum: float = setting(
        0.9, "Momentum", "Share of the last update carried into the next.", minimum=0.0, maximum=0.9999, step=0.01
    )
    nesterov: bool = setting(False, "Nesterov", "Look ahead along the momentum before measuring the gradient.")

    def state_floats(self) -> int:
        return 1 if self.momentum else 0
