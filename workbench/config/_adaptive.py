"""The settings that Adam and AdamW share."""

from workbench.config.optimizer import Optimizer
from workbench.config.setting import setting


class Adaptive(Optimizer):
    """First and second moment of the gradient (Kingma and Ba 2015)."""

    beta1: float = setting(
        0.9, "Beta 1", "Memory of the gradient's running mean (momentum).", minimum=0.0, maximum=0.9999, step=0.01
    )
    beta2: float = setting(
        0.99, "Beta 2", "Memory of the gradient's running square.", minimum=0.0, maximum=0.99999, step=0.005
    )
    epsilon: float = setting(
        1e-8, "Epsilon", "Small number that keeps the division safe.", above=0.0, maximum=1.0, advanced=True
    )

    def state_floats(self) -> int:
        return 2
