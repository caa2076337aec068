"""What every architecture's settings have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from workbench.config.setting import Section, setting


def dropout_setting() -> Any:
    """The setting ``dropout``, described once for every architecture that has it (a float)."""
    return setting(
        0.0,
        "Dropout",
        "Share of activations set to zero in training, against overfitting.",
        minimum=0.0,
        maximum=0.9,
        step=0.05,
    )


class Architecture(Section):
    """Settings of one family of neural networks, which also know their own size.

    A subclass declares ``architecture: Literal["name"] = "name"``, its settings, ``label`` (what
    people call it), ``summary`` (one plain sentence) and ``rank`` (place in lists), and counts
    exactly what its network in ``workbench.models`` will hold.
    """

    label: ClassVar[str]
    summary: ClassVar[str]
    rank: ClassVar[int] = 100

    architecture: str

    def problems(self) -> list[tuple[str, str]]:
        """(setting, sentence) for each combination of settings that cannot work."""
        return []

    def parameters(self, vocab_size: int, context_length: int) -> int:
        """Number of trainable weights, shared ones counted once."""
        raise NotImplementedError

    def flops_per_token(self, vocab_size: int, context_length: int) -> int:
        """Floating-point operations of one forward and backward pass, per token.

        A multiply-add is two operations and the backward pass costs twice the forward
        (Kaplan et al. 2020, arXiv:2001.08361, section 2.1): 6 per weight of a matrix product,
        plus what attention adds.
        """
        raise NotImplementedError

    def activation_floats(self, context_length: int, recompute: bool = False) -> int:
        """Numbers kept for the backward pass in float32, per token (an estimate, within a third or so).

        All but the scores of the vocabulary, whose number does not depend on the architecture. With
        ``recompute`` (gradient checkpointing): the most that exist at once.
        """
        raise NotImplementedError
