"""LSTM: a recurrent network with a gated long memory.

Hochreiter and Schmidhuber 1997, "Long Short-Term Memory", with the forget gate of Gers et al.
2000, whose bias starts at 1 so that memory lasts from the first step (Jozefowicz et al. 2015).
"""

from __future__ import annotations

import torch
from torch import nn

from workbench.models.recurrent import Recurrent


class LSTM(Recurrent):
    """Gates in torch's order: input, forget, cell, output."""

    cell = nn.LSTM

    def initialise(self, generator: torch.Generator) -> None:
        super().initialise(generator)
        width = self.token_embedding.embedding_dim
        for name, parameter in self.layers.named_parameters():
            # torch adds two biases, bias_ih and bias_hh: one of them carries the 1.
            if name.startswith("bias_ih"):
                nn.init.ones_(parameter.data[width : 2 * width])
