"""GRU."""

from typing import ClassVar, Literal

from workbench.config._recurrent import Recurrent


class GRU(Recurrent):
    """A leaner gated recurrent network with one memory (Cho et al. 2014)."""

    label: ClassVar[str] = "GRU"
    summary: ClassVar[str] = "A leaner gated recurrent network with one memory (Cho et al. 2014)."
    rank: ClassVar[int] = 30
    gates: ClassVar[int] = 3
    kept_vectors: ClassVar[int] = 5

    architecture: Literal["gru"] = "gru"
