"""Linear layers whose products can be computed by oneDNN instead of the library that PyTorch takes.

PyTorch gives matrix products of 32-bit floats on a processor to MKL (or to Accelerate, or OpenBLAS). On
processors of AMD, MKL leaves half of the vector units unused: there oneDNN, which PyTorch brings along
for other purposes, takes half the time or less, in the same precision, with sums in another order. On
processors of Intel both are alike. Which is faster on a model is found by trial
(`workbench.training.tuning`).

    N rows (all tokens of all sequences)    C inputs    V outputs
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def has_onednn() -> bool:
    """Whether this build of PyTorch can compute products by oneDNN."""
    return torch.backends.mkldnn.is_available() and hasattr(torch.ops.mkldnn, "_linear_pointwise")


class Products:
    """A module that multiplies matrices, with a choice of who computes."""

    onednn = False


class Linear(Products, nn.Linear):
    """`torch.nn.Linear` with this choice."""

    def forward(self, input: Tensor) -> Tensor:
        return linear(input, self.weight, self.bias, self.onednn)


def linear(x: Tensor, weight_VC: Tensor, bias_V: Tensor | None, onednn: bool) -> Tensor:
    """``x @ weight_VC.T + bias_V`` of x (..., C), with gradients; anything but 32-bit floats goes PyTorch's way."""
    if not onednn or torch.is_autocast_enabled(x.device.type) or not x.dtype == weight_VC.dtype == torch.float32:
        return F.linear(x, weight_VC, bias_V)
    y_NV: Tensor = _Linear.apply(x.reshape(-1, x.shape[-1]), weight_VC, bias_V)
    return y_NV.view(*x.shape[:-1], len(weight_VC))


def product(x_NC: Tensor, weight_VC: Tensor, onednn: bool, bias_V: Tensor | None = None) -> Tensor:
    """The same of a matrix, without gradients."""
    if onednn and x_NC.dtype == weight_VC.dtype == torch.float32:
        return _product(x_NC, weight_VC, bias_V)
    return F.linear(x_NC, weight_VC, bias_V)


def _product(x_NC: Tensor, weight_VC: Tensor, bias_V: Tensor | None = None) -> Tensor:
    compute = _as_one_step if torch.compiler.is_compiling() else _compute
    found: Tensor = compute(x_NC, weight_VC, bias_V)
    return found


def _compute(x_NC: Tensor, weight_VC: Tensor, bias_V: Tensor | None) -> Tensor:
    found: Tensor = torch.ops.mkldnn._linear_pointwise(x_NC, weight_VC, bias_V, "none", [], "")
    return found


# torch.compile knows PyTorch's operator for packed weights only; one that it does not know it leaves as it is.
_as_one_step = torch.library.custom_op("workbench::product", _compute, mutates_args=())


@_as_one_step.register_fake
def _(x_NC: Tensor, weight_VC: Tensor, bias_V: Tensor | None) -> Tensor:
    return x_NC.new_empty(len(x_NC), len(weight_VC))


class _Linear(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x_NC: Tensor, weight_VC: Tensor, bias_V: Tensor | None) -> Tensor:
        ctx.save_for_backward(x_NC, weight_VC)
        return _product(x_NC, weight_VC, bias_V)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        x_NC, weight_VC = ctx.saved_tensors
        gradient_NV = gradients[0].contiguous()
        wanted = ctx.needs_input_grad
        return (
            _product(gradient_NV, weight_VC.t()) if wanted[0] else None,
            _product(gradient_NV.t(), x_NC.t()) if wanted[1] else None,
            gradient_NV.sum(0) if wanted[2] else None,
        )
