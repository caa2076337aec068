"""Stacks of recurrent layers that learn by fewer and larger products than PyTorch's, on a processor.

PyTorch computes the gradient of the recurrent weights step by step of the time, and adds it up. Here all
steps of a layer are one product, as its inputs are; step by step there is only what depends on the step before.

    T time    B batch    C channels (width)    L layers    G gates times C
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.models.linear import Products, product


class Stack(Products, nn.RNNBase):
    """Stands before one of PyTorch's stacks, whose weights it has and whose way it goes when nothing is learnt."""

    def forward(self, x_TBC: Tensor, state_LBC: Tensor | None = None) -> tuple[Tensor, Tensor]:
        if x_TBC.device.type != "cpu" or not torch.is_grad_enabled():
            theirs: tuple[Tensor, Tensor] = super().forward(x_TBC, state_LBC)
            return theirs
        if state_LBC is None:
            state_LBC = x_TBC.new_zeros(self.num_layers, x_TBC.shape[1], self.hidden_size)
        last = []
        for layer, weights in enumerate(self.all_weights):
            if layer and self.dropout:
                x_TBC = F.dropout(x_TBC, self.dropout, self.training)
            x_TBC = self.learn(x_TBC, state_LBC[layer], *weights)
            last.append(x_TBC[-1])
        return x_TBC, torch.stack(last)

    def learn(
        self, x_TBC: Tensor, first_BC: Tensor, input_GC: Tensor, hidden_GC: Tensor, input_G: Tensor, hidden_G: Tensor
    ) -> Tensor:
        """One layer's hidden states (T, B, C), with gradients. ``first_BC`` is the state before the first step."""
        raise NotImplementedError


def recurrent_gradient(first_BC: Tensor, h_TBC: Tensor, gradients_TBG: Tensor, onednn: bool) -> Tensor:
    """The gradient (G, C) of the weights that each step multiplies with the state of the step before."""
    return product(gradients_TBG.flatten(0, 1).t(), states_before(first_BC, h_TBC).flatten(0, 1).t(), onednn)


def turned(weight_GC: Tensor, onednn: bool) -> Tensor:
    """The same weights, laid out in memory as oneDNN's product with few rows reads them in the least time."""
    return weight_GC.t().contiguous().t() if onednn else weight_GC


def states_before(first_BC: Tensor, h_TBC: Tensor) -> Tensor:
    """The state (T, B, C) that each step began with."""
    return torch.cat((first_BC[None], h_TBC[:-1]))
