"""AdamW."""

from typing import ClassVar, Literal

from workbench.config._adaptive import Adaptive


class AdamW(Adaptive):
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101)."""

    label: ClassVar[str] = "AdamW"
    summary: ClassVar[str] = "Adam with weight decay kept apart from the gradient; the usual choice."
    rank: ClassVar[int] = 10

    name: Literal["adamw"] = "adamw"
