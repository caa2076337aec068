"""Cross-entropy straight from hidden vectors, without ever holding the scores of a large vocabulary.

The gradient of the mean cross-entropy with respect to a token's scores is softmax(scores) minus
one at the target, divided by the number of tokens, so it can be computed as soon as the scores are
there, and both can be forgotten after the two matrix products that need them. One piece of tokens
after the other makes its scores, adds its loss, and adds its part to the gradients of the hidden
vectors and of the output layer. This takes as many products as the plain way and less memory
traffic, so from some size on it is also faster.

    N tokens (of all sequences)    C channels (width)    V vocabulary
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from workbench.models.linear import linear, product
from workbench.models.logits import rows_at_once

Output = tuple[Tensor, Tensor | None]
"""The output layer: weight (V, C) and bias (V), or None."""


def cross_entropy(x_NC: Tensor, output: Output, targets_N: Tensor, onednn: bool = False) -> Tensor:
    """Mean cross-entropy in nats (float32 scalar) of ``targets_N`` (int64) under the scores of ``x_NC``.

    Small vocabularies go the plain way: one matrix of scores. In both ways products are computed
    in the precision of autocast, where that is on, and everything after them in float32; ``onednn`` says by whom.
    """
    weight_VC, bias_V = output
    rows = rows_at_once(len(targets_N), len(weight_VC))
    if rows >= len(targets_N):
        return F.cross_entropy(linear(x_NC, weight_VC, bias_V, onednn).float(), targets_N)
    kind = x_NC.device.type
    dtype = torch.get_autocast_dtype(kind) if torch.is_autocast_enabled(kind) else weight_VC.dtype
    learning = torch.is_grad_enabled() and (x_NC.requires_grad or weight_VC.requires_grad)
    loss: Tensor = _in_pieces(x_NC, weight_VC, bias_V, targets_N, rows, dtype, learning, onednn)[0]
    return loss


# An operator of its own: torch.compile takes it as one step, and does not unroll the pieces.
@torch.library.custom_op("workbench::cross_entropy_in_pieces", mutates_args=())
def _in_pieces(
    x_NC: Tensor,
    weight_VC: Tensor,
    bias_V: Tensor | None,
    targets_N: Tensor,
    rows: int,
    dtype: torch.dtype,
    learning: bool,
    onednn: bool,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The loss, and with ``learning`` its gradients by hidden vectors, weight and bias (else empty)."""
    with torch.autocast(x_NC.device.type, enabled=False):
        x_cast_NC, cast_VC = x_NC.to(dtype), weight_VC.to(dtype)
        bias = None if bias_V is None else bias_V.to(dtype)
        gradients = _Gradients(x_NC, weight_VC, cast_VC, bias_V, learning, onednn)
        total = weight_VC.new_zeros(())
        for start in range(0, len(targets_N), rows):
            x_nC, targets_n1 = x_cast_NC[start : start + rows], targets_N[start : start + rows, None]
            log_p_nV = F.log_softmax(product(x_nC, cast_VC, onednn, bias).to(total.dtype), dim=1)
            right_n1 = log_p_nV.gather(1, targets_n1)
            total -= right_n1.sum()
            if learning:
                # d loss / d scores, in the memory of the log-probabilities.
                gradients.add(start, log_p_nV.exp_().scatter_(1, targets_n1, right_n1.exp() - 1), x_nC)
            del log_p_nV  # before the next piece's
        return total / len(targets_N), *gradients.mean(len(targets_N))


@_in_pieces.register_fake
def _(
    x_NC: Tensor,
    weight_VC: Tensor,
    bias_V: Tensor | None,
    targets_N: Tensor,
    rows: int,
    dtype: torch.dtype,
    learning: bool,
    onednn: bool,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    shapes = _Gradients(x_NC, weight_VC, weight_VC, bias_V, learning, onednn)
    return weight_VC.new_empty(()), *shapes.mean(1)


def _keep(ctx: Any, inputs: tuple[Any, ...], output: tuple[Tensor, ...]) -> None:
    ctx.has_bias = inputs[2] is not None
    ctx.save_for_backward(*output[1:])


def _scale(ctx: Any, gradient: Tensor, *_: Tensor) -> tuple[Any, ...]:
    x_NC, weight_VC, bias_V = (part * gradient.to(part.dtype) for part in ctx.saved_tensors)
    return x_NC, weight_VC, bias_V if ctx.has_bias else None, None, None, None, None, None


_in_pieces.register_autograd(_scale, setup_context=_keep)


class _Gradients:
    """The gradients of the sum of the losses, grown piece by piece; what is not wanted is empty."""

    def __init__(
        self,
        x_NC: Tensor,
        weight_VC: Tensor,
        cast_VC: Tensor,
        bias_V: Tensor | None,
        learning: bool,
        onednn: bool,
    ) -> None:
        self._cast_VC = cast_VC
        self._onednn = onednn
        # Half precision cannot hold the small probabilities before the loss is scaled, which comes later.
        self._dtype = torch.float32 if cast_VC.dtype == torch.float16 else cast_VC.dtype
        self._has_bias = learning and bias_V is not None
        self._x_NC = torch.empty_like(x_NC) if learning else x_NC.new_empty(0)
        self._weight_VC = torch.zeros_like(weight_VC) if learning else weight_VC.new_empty(0)
        self._bias_V = weight_VC.new_zeros(len(weight_VC) if self._has_bias else 0)

    def add(self, start: int, scores_nV: Tensor, x_nC: Tensor) -> None:
        """Take in the gradient of one piece's scores."""
        if self._has_bias:
            self._bias_V += scores_nV.sum(0)
        scores_nV, x_nC = scores_nV.to(self._dtype), x_nC.to(self._dtype)
        self._x_NC[start : start + len(x_nC)] = product(scores_nV, self._cast_VC.to(self._dtype).t(), self._onednn)
        if self._weight_VC.dtype == self._dtype:
            self._weight_VC.addmm_(scores_nV.t(), x_nC)
        else:
            self._weight_VC += scores_nV.t() @ x_nC

    def mean(self, tokens: int) -> tuple[Tensor, Tensor, Tensor]:
        """The gradients of the mean loss: of hidden vectors, weight and bias."""
        return self._x_NC.div_(tokens), self._weight_VC.div_(tokens), self._bias_V.div_(tokens)
