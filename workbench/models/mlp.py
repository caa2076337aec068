"""MLP: plain layers over the last few tokens, side by side.

Bengio et al. 2003, "A Neural Probabilistic Language Model": the embeddings of the last ``window``
tokens are laid end to end and go through hidden layers (here GELU, and as many as wanted). Where
the text has not yet so many tokens, an extra embedding stands for "before the text began".

    B batch    T time    W window    E embedding width    C channels (width)    V vocabulary
"""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.config.architectures.mlp import MLP as MLPConfig
from workbench.models.base import LanguageModel
from workbench.models.chunked_loss import Output
from workbench.models.linear import Linear


class MLP(LanguageModel):
    """The network, for all positions of a sequence at once. Its state is the last W - 1 tokens."""

    def __init__(self, config: MLPConfig, vocab_size: int, context_length: int) -> None:
        super().__init__(config, vocab_size, context_length)
        self.window = config.window
        self.token_embedding = nn.Embedding(vocab_size + 1, config.embedding_width)
        widths = [config.window * config.embedding_width, *[config.width] * config.layers]
        self.layers = nn.ModuleList(Linear(a, b) for a, b in pairwise(widths))
        self.dropout = nn.Dropout(config.dropout)
        self.output = Linear(config.width, vocab_size)

    @property
    def reach(self) -> int:
        return self.window

    @property
    def before(self) -> int:
        """The id that stands for "before the text began"; never in a text, never predicted."""
        return self.vocab_size

    def initialise(self, generator: torch.Generator) -> None:
        """He's initialisation for the hidden layers; a small output layer starts near uniform."""
        nn.init.normal_(self.token_embedding.weight, generator=generator)
        for weight in self.layers.parameters():
            if weight.ndim == 1:
                nn.init.zeros_(weight)
            else:
                nn.init.kaiming_normal_(weight, nonlinearity="relu", generator=generator)
        nn.init.normal_(self.output.weight, std=0.02, generator=generator)
        nn.init.zeros_(self.output.bias)

    def features(self, tokens_BT: Tensor, state: Tensor | None = None) -> tuple[Tensor, Tensor]:
        if state is None:
            state = self.initial_state(tokens_BT.shape[0])
        tokens_BT = torch.cat((state, tokens_BT), dim=1)
        # (B, T, E, W) -> (B, T, W * E): one matrix product then serves every position.
        windows_BTEW = self.token_embedding(tokens_BT).unfold(1, self.window, 1)
        x_BTC = windows_BTEW.transpose(2, 3).flatten(2)
        for layer in self.layers:
            x_BTC = self.dropout(F.gelu(layer(x_BTC)))
        return x_BTC, tokens_BT[:, tokens_BT.shape[1] - self.window + 1 :]

    def output_layer(self) -> Output:
        return self.output.weight, self.output.bias

    def initial_state(self, batch_size: int = 1) -> Tensor:
        return torch.full((batch_size, self.window - 1), self.before, dtype=torch.int64, device=self.device)
