"""What LSTM, GRU and the simple RNN share: embedding, a fused stack of layers, tied output.

The output layer is the token embedding, transposed (Press and Wolf 2017, arXiv:1608.05859), plus
a bias. Read as input it is scaled by sqrt(C), so that one matrix has the right size for both uses
(Vaswani et al. 2017, section 3.4); without that the first layer hardly hears its input and learns
far slower. Dropout stands between layers and before the output, never on the recurrent
connections (Zaremba et al. 2014, arXiv:1409.2329).

    B batch    T time    C channels (width)    V vocabulary    L layers
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import torch
from torch import Tensor, nn

from workbench.config._recurrent import Recurrent as RecurrentConfig
from workbench.models.base import LanguageModel, State
from workbench.models.chunked_loss import Output


class Recurrent(LanguageModel):
    """The network; a subclass names torch's fused ``cell`` stack. Reads texts of any length.

    The state is torch's own: h (L, B, C), or (h, c) for an LSTM; None before the first token.
    """

    cell: ClassVar[Callable[..., nn.RNNBase]]

    def __init__(self, config: RecurrentConfig, vocab_size: int, context_length: int) -> None:
        super().__init__(config, vocab_size, context_length)
        self.token_embedding = nn.Embedding(vocab_size, config.width)
        self.embedding_scale = config.width**0.5
        between = config.dropout if config.layers > 1 else 0.0
        self.layers = self.cell(config.width, config.width, config.layers, dropout=between)
        self.dropout = nn.Dropout(config.dropout)
        self.output_bias = nn.Parameter(torch.empty(vocab_size))

    def initialise(self, generator: torch.Generator) -> None:
        """Orthogonal recurrent matrices, one a gate (Saxe et al. 2014); Glorot's input matrices."""
        width = self.token_embedding.embedding_dim
        nn.init.normal_(self.token_embedding.weight, std=width**-0.5, generator=generator)
        nn.init.zeros_(self.output_bias)
        for name, parameter in self.layers.named_parameters():
            if parameter.ndim == 1:
                nn.init.zeros_(parameter)
                continue
            for gate in parameter.data.split(width):
                if name.startswith("weight_hh"):
                    nn.init.orthogonal_(gate, generator=generator)
                else:
                    nn.init.xavier_uniform_(gate, generator=generator)

    def features(self, tokens_BT: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        # torch's stacks run time first; turning the ids round is cheaper than turning the vectors.
        x_TBC = self.token_embedding(tokens_BT.t()) * self.embedding_scale
        x_TBC, state = self.layers(x_TBC, state)
        return self.dropout(x_TBC).transpose(0, 1), state

    def output_layer(self) -> Output:
        return self.token_embedding.weight, self.output_bias

    def initial_state(self, batch_size: int = 1) -> State:
        return None
