"""What every language model can do: score a sequence, be trained on it, and continue it.

Letters of tensor shapes, in all files of this room (x_BTC is a tensor of shape (B, T, C)):

    B batch    T time (tokens of a sequence)    C channels (width)    V vocabulary
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import torch
from torch import Tensor, nn

from workbench.config.architecture import Architecture
from workbench.models.chunked_loss import Output, cross_entropy
from workbench.models.layers import CausalSelfAttention
from workbench.models.linear import Products, linear

State = Any
"""What a model carries from token to token while it writes; each family has its own kind."""


class LanguageModel(nn.Module, ABC):
    """A network that gives, after each token of a sequence, a score to every possible next token.

    A subclass is made from ``(config, vocab_size, context_length)`` and implements `features`,
    `output_layer`, `initial_state` and `initialise`. It must hold exactly as many weights as its
    config's ``parameters()`` counts.
    """

    recompute: bool = False
    """Gradient checkpointing: activations are computed again for the backward pass instead of kept,
    by those architectures that can. The result is the same to the bit."""

    onednn: bool = False
    """Whether oneDNN computes products of 32-bit floats (`workbench.models.linear`), or whom PyTorch takes."""

    def __init__(self, config: Architecture, vocab_size: int, context_length: int) -> None:
        super().__init__()
        self.config = config
        self.vocab_size = vocab_size
        self.context_length = context_length

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return next(self.parameters()).device

    @property
    def reach(self) -> int | None:
        """How many of the last tokens can influence the next one; None: all of them."""
        return None

    @abstractmethod
    def features(self, tokens_BT: Tensor, state: State | None = None) -> tuple[Tensor, State | None]:
        """The last hidden layer (B, T, C) of the given tokens (int64), and the state after them.

        Without a state the tokens are the start of a text. The state given may be changed in
        place; go on with the one returned (None if none was given and none comes for free).
        """

    @abstractmethod
    def output_layer(self) -> Output:
        """The weight (V, C) and bias (V, or None) of the layer that gives scores."""

    @abstractmethod
    def initial_state(self, batch_size: int = 1) -> State:
        """The state before the first token of ``batch_size`` texts."""

    @abstractmethod
    def initialise(self, generator: torch.Generator) -> None:
        """Set every weight in place, all randomness drawn from ``generator``."""

    def set_up(self, recompute: bool, onednn: bool, plain_attention: bool = False) -> None:
        """How to compute from now on: `recompute`, who multiplies matrices, and whether by the formula of attention."""
        self.recompute = recompute
        for module in self.modules():
            if isinstance(module, Products | LanguageModel):
                module.onednn = onednn
            if isinstance(module, CausalSelfAttention):
                module.plain = plain_attention

    def head(self, x_BTC: Tensor) -> Tensor:
        """From hidden vectors (..., C) to scores (..., V)."""
        return linear(x_BTC, *self.output_layer(), self.onednn)

    def forward(self, tokens_BT: Tensor, state: State | None = None) -> tuple[Tensor, State | None]:
        """Scores of the next token (logits, B, T, V) after each token, and the state after the last."""
        x_BTC, state = self.features(tokens_BT, state)
        return self.head(x_BTC), state

    def loss(self, tokens_BT: Tensor) -> Tensor:
        """Mean cross-entropy in nats (float32 scalar) of predicting tokens 1.. from those before.

        ``tokens_BT`` is (B, T + 1), int64: the last column is only predicted, the first only read.
        """
        x_BTC, _ = self.features(tokens_BT[:, :-1])
        targets_N = tokens_BT[:, 1:].reshape(-1)
        return cross_entropy(x_BTC.flatten(0, 1), self.output_layer(), targets_N, self.onednn)

    def step(self, tokens_BT: Tensor, state: State) -> tuple[Tensor, State]:
        """Read more tokens of a text; scores (B, V) of the one that follows, and the new state.

        The scores are those of `forward` over the whole text, computed without reading it again.
        """
        x_BTC, state = self.features(tokens_BT, state)
        return self.head(x_BTC[:, -1]), state
