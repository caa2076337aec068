"""Simple RNN: the hidden state is a tanh layer over the token and the hidden state before it.

    h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)

Elman 1990, "Finding Structure in Time"; as a language model: Mikolov et al. 2010.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from workbench.models.linear import linear, product
from workbench.models.recurrent import Recurrent
from workbench.models.stack import Stack, recurrent_gradient, turned


class TanhStack(Stack, nn.RNN):  # type: ignore[misc]  # packed sequences are not taken
    """`torch.nn.RNN`."""

    def learn(
        self, x_TBC: Tensor, first_BC: Tensor, input_GC: Tensor, hidden_GC: Tensor, input_G: Tensor, hidden_G: Tensor
    ) -> Tensor:
        z_TBC = linear(x_TBC, input_GC, input_G + hidden_G, self.onednn)
        return _through_time(z_TBC, first_BC.to(z_TBC.dtype), hidden_GC.to(z_TBC.dtype), self.onednn)


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
        h_TBC, before_BC, weight_CC = torch.empty_like(z_TBC), first_BC, turned(hidden_CC, onednn)
        for z_BC, h_BC in zip(z_TBC, h_TBC, strict=True):
            before_BC = torch.add(z_BC, product(before_BC, weight_CC, onednn), out=h_BC).tanh_()
        ctx.save_for_backward(first_BC, hidden_CC, h_TBC)
        ctx.onednn = onednn
        return h_TBC

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient_TBC: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        first_BC, hidden_CC, h_TBC = ctx.saved_tensors
        slope_TBC = 1 - h_TBC * h_TBC
        z_TBC, back_BC, weight_CC = torch.empty_like(h_TBC), torch.zeros_like(first_BC), hidden_CC.t()
        for gradient_BC, slope_BC, z_BC in reversed(list(zip(gradient_TBC, slope_TBC, z_TBC, strict=True))):
            torch.add(gradient_BC, back_BC, out=z_BC).mul_(slope_BC)
            back_BC = product(z_BC, weight_CC, ctx.onednn)
        return z_TBC, back_BC, recurrent_gradient(first_BC, h_TBC, z_TBC, ctx.onednn), None
