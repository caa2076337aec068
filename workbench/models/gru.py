"""GRU: a recurrent network with two gates and one memory.

    r = sigmoid(W_ir x_t + b_ir + W_hr h_{t-1} + b_hr)             reset gate
    z = sigmoid(W_iz x_t + b_iz + W_hz h_{t-1} + b_hz)             update gate
    n = tanh(W_in x_t + b_in + r * (W_hn h_{t-1} + b_hn))          new memory
    h_t = (1 - z) * n + z * h_{t-1}

Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder", arXiv:1406.1078, in
the form of cuDNN and torch (the reset gate acts after the recurrent product).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from workbench.models.linear import linear, product
from workbench.models.recurrent import Recurrent
from workbench.models.stack import Stack, recurrent_gradient, states_before, turned


class GatedStack(Stack, nn.GRU):  # type: ignore[misc]  # packed sequences are not taken
    """`torch.nn.GRU`."""

    def learn(
        self, x_TBC: Tensor, first_BC: Tensor, input_GC: Tensor, hidden_GC: Tensor, input_G: Tensor, hidden_G: Tensor
    ) -> Tensor:
        x_TBG = linear(x_TBC, input_GC, input_G, self.onednn)
        kind = x_TBG.dtype
        return _through_time(x_TBG, first_BC.to(kind), hidden_GC.to(kind), hidden_G.to(kind), self.onednn)


class GRU(Recurrent):
    """Gates in torch's order: reset, update, new."""

    cell = GatedStack


@torch.compiler.disable  # a loop over the time would be unrolled
def _through_time(x_TBG: Tensor, first_BC: Tensor, hidden_GC: Tensor, hidden_G: Tensor, onednn: bool) -> Tensor:
    """The hidden states (T, B, C), given what the inputs add to each gate and the state before the first."""
    h_TBC: Tensor = _ThroughTime.apply(x_TBG, first_BC, hidden_GC, hidden_G, onednn)
    return h_TBC


class _ThroughTime(torch.autograd.Function):
    """Views of single steps are made outside of the loops, in which each call of Python counts."""

    @staticmethod
    def forward(ctx: Any, x_TBG: Tensor, first_BC: Tensor, hidden_GC: Tensor, hidden_G: Tensor, onednn: bool) -> Tensor:
        width = first_BC.shape[-1]
        sizes = 2 * width, width
        x_gates_TBG, x_new_TBC = x_TBG.split_with_sizes(sizes, 2)
        gates_TBG, new_TBC = torch.empty_like(x_gates_TBG), torch.empty_like(x_new_TBC)
        h_TBC = torch.empty_like(new_TBC)
        reset_TBC, update_TBC = gates_TBG.chunk(2, 2)
        before_BC, weight_GC, states = first_BC, turned(hidden_GC, onednn), []
        given = zip(x_gates_TBG, x_new_TBC, strict=True)
        kept = zip(gates_TBG, reset_TBC, update_TBC, new_TBC, h_TBC, strict=True)
        for (x_gates_BG, x_new_BC), (gates_BG, reset_BC, update_BC, new_BC, h_BC) in zip(given, kept, strict=True):
            from_gates_BG, from_state_BC = product(before_BC, weight_GC, onednn, hidden_G).split_with_sizes(sizes, 1)
            torch.add(x_gates_BG, from_gates_BG, out=gates_BG).sigmoid_()
            torch.addcmul(x_new_BC, reset_BC, from_state_BC, out=new_BC).tanh_()
            before_BC = torch.lerp(new_BC, before_BC, update_BC, out=h_BC)
            states.append(from_state_BC)
        ctx.save_for_backward(first_BC, hidden_GC, gates_TBG, torch.stack(states), new_TBC, h_TBC)
        ctx.onednn = onednn
        return h_TBC

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient_TBC: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, None]:
        first_BC, hidden_GC, gates_TBG, from_state_TBC, new_TBC, h_TBC = ctx.saved_tensors
        reset_TBC, update_TBC = gates_TBG.chunk(2, 2)
        new_slope_TBC = (1 - update_TBC) * (1 - new_TBC * new_TBC)
        state_slope_TBC = new_slope_TBC * reset_TBC
        reset_slope_TBC = state_slope_TBC * from_state_TBC * (1 - reset_TBC)
        update_slope_TBC = (states_before(first_BC, h_TBC) - new_TBC) * update_TBC * (1 - update_TBC)
        slopes_TB3C = torch.stack((reset_slope_TBC, update_slope_TBC, state_slope_TBC), 2)
        z_TB3C, state_TBC = torch.empty_like(slopes_TB3C), torch.empty_like(h_TBC)
        z_TBG = z_TB3C.flatten(2)
        back_BC, weight_CG = torch.zeros_like(first_BC), hidden_GC.t()
        steps = zip(gradient_TBC, slopes_TB3C, update_TBC, z_TB3C, z_TBG, state_TBC, strict=True)
        for gradient_BC, slopes_B3C, update_BC, z_B3C, z_BG, state_BC in reversed(list(steps)):
            torch.add(gradient_BC, back_BC, out=state_BC)
            torch.mul(state_BC[:, None], slopes_B3C, out=z_B3C)
            back_BC = torch.addcmul(product(z_BG, weight_CG, ctx.onednn), state_BC, update_BC)
        weights_GC = recurrent_gradient(first_BC, h_TBC, z_TBG, ctx.onednn)
        biases_G = z_TBG.sum((0, 1))
        torch.mul(state_TBC, new_slope_TBC, out=z_TB3C[:, :, 2])  # from here on it is that of what the inputs add
        return z_TBG, back_BC, weights_GC, biases_G, None
