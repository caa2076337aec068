"""Simple RNN: the hidden state is a tanh layer over the token and the hidden state before it.

    h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)

Elman 1990, "Finding Structure in Time"; as a language model: Mikolov et al. 2010.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from workbench.models.linear import Products, linear, product
from workbench.models.recurrent import Recurrent


class TanhStack(Products, nn.RNN):
    """`torch.nn.RNN`, trained on a processor by fewer and larger products.

    PyTorch computes the gradient of the weights step by step of the time, and adds it up. Here all steps of a layer
    are one product, as its inputs are; step by step there is only what depends on the step before.
    """

    def forward(  # type: ignore[override]  # packed sequences are not taken
        self, x_TBC: Tensor, state_LBC: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        if x_TBC.device.type != "cpu" or not torch.is_grad_enabled():
            return super().forward(x_TBC, state_LBC)
        if state_LBC is None:
            state_LBC = x_TBC.new_zeros(self.num_layers, x_TBC.shape[1], self.hidden_size)
        last = []
        for layer, (input_CC, hidden_CC, *biases) in enumerate(self.all_weights):
            if layer and self.dropout:
                x_TBC = F.dropout(x_TBC, self.dropout, self.training)
            z_TBC = linear(x_TBC, input_CC, biases[0] + biases[1], self.onednn)
            x_TBC = _through_time(z_TBC, state_LBC[layer].to(z_TBC.dtype), hidden_CC.to(z_TBC.dtype), self.onednn)
            last.append(x_TBC[-1])
        return x_TBC, torch.stack(last)


class RNN(Recurrent):
    """One tanh layer of memory per layer of the stack."""

    cell = TanhStack


@torch.compiler.disable  # a loop over the time would be unrolled
def _through_time(z_TBC: Tensor, first_BC: Tensor, hidden_CC: Tensor, onednn: bool) -> Tensor:
    """The hidden states (T, B, C), given what the inputs add to each and the state before the first."""
    h_TBC: Tensor = _ThroughTime.apply(z_TBC, first_BC, hidden_CC, onednn)
    return h_TBC


class _ThroughTime(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, z_TBC: Tensor, first_BC: Tensor, hidden_CC: Tensor, onednn: bool) -> Tensor:
        h_TBC, before_BC = torch.empty_like(z_TBC), first_BC
        for z_BC, h_BC in zip(z_TBC, h_TBC, strict=True):
            before_BC = torch.addmm(z_BC, before_BC, hidden_CC.t(), out=h_BC).tanh_()
        ctx.save_for_backward(first_BC, hidden_CC, h_TBC)
        ctx.onednn = onednn
        return h_TBC

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient_TBC: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        first_BC, hidden_CC, h_TBC = ctx.saved_tensors
        slope_TBC = 1 - h_TBC * h_TBC
        z_TBC, back_BC = torch.empty_like(h_TBC), torch.zeros_like(first_BC)
        for step in range(len(h_TBC) - 1, -1, -1):
            z_BC = torch.add(gradient_TBC[step], back_BC, out=z_TBC[step]).mul_(slope_TBC[step])
            torch.mm(z_BC, hidden_CC, out=back_BC)
        before_TBC = torch.cat((first_BC[None], h_TBC[:-1]))
        weights_CC = product(z_TBC.flatten(0, 1).t(), before_TBC.flatten(0, 1).t(), ctx.onednn)
        return z_TBC, back_BC, weights_CC, None
