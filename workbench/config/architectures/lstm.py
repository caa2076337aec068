"""LSTM."""

from typing import ClassVar, Literal

from workbench.config._recurrent import Recurrent


class LSTM(Recurrent):
    """Reads token by token and carries a gated long and short memory (Hochreiter and Schmidhuber 1997)."""

    label: ClassVar[str] = "LSTM"
    summary: ClassVar[str] = (
        "Reads token by token and carries a gated long and short memory (Hochreiter and Schmidhuber 1997)."
    )
    rank: ClassVar[int] = 20
    gates: ClassVar[int] = 4
    kept_vectors: ClassVar[int] = 12

    architecture: Literal["lstm"] = "lstm"
