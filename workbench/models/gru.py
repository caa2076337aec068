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
    """In what is kept, the third of the gates is the state's part of the new memory, W_hn h_{t-1} + b_hn."""

    @staticmethod
    def forward(ctx: Any, x_TBG: Tensor, first_BC: Tensor, hidden_GC: Tensor, hidden_G: Tensor, onednn: bool) -> Tensor:
        width = first_BC.shape[-1]
        gates_TBG = torch.empty_like(x_TBG)
        h_TBC, n_TBC = (x_TBG.new_empty(*x_TBG.shape[:2], width) for _ in range(2))
        before_BC, weight_GC, both = first_BC, turned(hidden_GC, onednn), 2 * width
        for x_BG, gates_BG, n_BC, h_BC in zip(x_TBG, gates_TBG, n_TBC, h_TBC, strict=True):
            from_state_BG = product(before_BC, weight_GC, onednn, hidden_G)
            torch.add(x_BG[:, :both], from_state_BG[:, :both], out=gates_BG[:, :both]).sigmoid_()
            reset_BC, update_BC, state_BC = gates_BG.split(width, 1)
            state_BC.copy_(from_state_BG[:, both:])
            torch.addcmul(x_BG[:, both:], reset_BC, state_BC, out=n_BC).tanh_()
            before_BC = torch.lerp(n_BC, before_BC, update_BC, out=h_BC)
        ctx.save_for_backward(first_BC, hidden_GC, gates_TBG, n_TBC, h_TBC)
        ctx.onednn = onednn
        return h_TBC

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient_TBC: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, None]:
        first_BC, hidden_GC, gates_TBG, n_TBC, h_TBC = ctx.saved_tensors
        width = first_BC.shape[-1]
        reset_TBC, update_TBC, state_TBC = gates_TBG.split(width, 2)
        reset_slope_TBC = state_TBC * reset_TBC * (1 - reset_TBC)
        update_slope_TBC = (states_before(first_BC, h_TBC) - n_TBC) * update_TBC * (1 - update_TBC)
        new_slope_TBC = (1 - update_TBC) * (1 - n_TBC * n_TBC)
        z_TBG, n_gradient_TBC = torch.empty_like(gates_TBG), torch.empty_like(n_TBC)
        back_BC = torch.zeros_like(first_BC)
        for step in range(len(h_TBC) - 1, -1, -1):
            back_BC += gradient_TBC[step]
            n_BC = torch.mul(back_BC, new_slope_TBC[step], out=n_gradient_TBC[step])
            r_BC, u_BC, s_BC = z_TBG[step].split(width, 1)
            torch.mul(n_BC, reset_slope_TBC[step], out=r_BC)
            torch.mul(back_BC, update_slope_TBC[step], out=u_BC)
            torch.mul(n_BC, reset_TBC[step], out=s_BC)
            from_gates_BC = product(z_TBG[step], hidden_GC.t(), ctx.onednn)
            back_BC = torch.addcmul(from_gates_BC, back_BC, update_TBC[step])
        weights_GC = recurrent_gradient(first_BC, h_TBC, z_TBG, ctx.onednn)
        biases_G = z_TBG.sum((0, 1))
        z_TBG[..., 2 * width :] = n_gradient_TBC  # from here on it is the gradient of what the inputs add
        return z_TBG, back_BC, weights_GC, biases_G, None
