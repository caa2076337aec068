"""Simple RNN."""

from typing import ClassVar, Literal

from workbench.config._recurrent import Recurrent


class RNN(Recurrent):
    """The simple recurrent network, one tanh layer of memory (Elman 1990)."""

    label: ClassVar[str] = "Simple RNN"
    summary: ClassVar[str] = "The simple recurrent network, one tanh layer of memory (Elman 1990)."
    rank: ClassVar[int] = 40
    gates: ClassVar[int] = 1
    kept_vectors: ClassVar[int] = 1

    architecture: Literal["rnn"] = "rnn"
