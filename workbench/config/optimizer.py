"""What every optimizer's settings have in common."""

from typing import Any, ClassVar

from workbench.config.setting import Section, setting


def l2_setting() -> Any:
    """The setting ``weight_decay`` where it is a penalty in the gradient, not apart from it (a float)."""
    return setting(
        0.0,
        "Weight decay",
        "L2 penalty added to the gradient of weight matrices; norms, biases and embeddings are spared.",
        minimum=0.0,
        maximum=10.0,
        step=0.01,
        transfers=False,
    )


class Optimizer(Section):
    """A subclass declares ``name: Literal["..."] = "..."``, ``label``, ``summary``, ``rank`` and its settings."""

    label: ClassVar[str]
    summary: ClassVar[str]
    rank: ClassVar[int] = 100

    name: str
    learning_rate: float = setting(
        1e-3,
        "Learning rate",
        "Size of one update: the schedule's peak. Too high diverges, too low crawls.",
        above=0.0,
        maximum=100.0,
        transfers=False,
    )
    weight_decay: float = setting(
        0.1,
        "Weight decay",
        "How strongly weight matrices are pulled towards zero; norms, biases and embeddings are spared.",
        minimum=0.0,
        maximum=10.0,
        step=0.01,
        transfers=False,
    )

    def state_floats(self) -> int:
        """How many numbers the optimizer remembers for each weight."""
        return 0
