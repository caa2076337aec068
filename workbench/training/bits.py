"""Tensors and numbers compared bit for bit: -0.0 is not 0.0, and a NaN equals the same NaN."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class TensorDifference:
    """How a tensor differs: the values are those of its first differing element (NaN where there is none)."""

    name: str
    recorded: float
    replayed: float
    differing: int
    elements: int
    largest: float
    """The largest distance between two elements; NaN where it cannot be told."""


def same_number(one: float, other: float) -> bool:
    """Whether two doubles have the same bits; any two NaNs count as the same, as a record keeps no more of them."""
    return struct.pack("<d", one) == struct.pack("<d", other) or (math.isnan(one) and math.isnan(other))


def first_difference(recorded: Mapping[str, Tensor], replayed: Mapping[str, Tensor]) -> TensorDifference | None:
    """The first tensor, in the order of ``replayed``, that is not the same bit for bit; both are on the CPU."""
    for name in (*replayed, *(name for name in recorded if name not in replayed)):
        found = _difference(name, recorded.get(name), replayed.get(name))
        if found is not None:
            return found
    return None


def _difference(name: str, recorded: Tensor | None, replayed: Tensor | None) -> TensorDifference | None:
    if recorded is None or replayed is None or recorded.dtype != replayed.dtype or recorded.shape != replayed.shape:
        elements = max(tensor.numel() for tensor in (recorded, replayed) if tensor is not None)
        return TensorDifference(name, math.nan, math.nan, elements, elements, math.nan)
    if recorded.numel() == 0:
        return None
    unequal = (_bytes(recorded) != _bytes(replayed)).any(dim=1)
    differing = int(unequal.sum())
    if not differing:
        return None
    at = int(unequal.nonzero()[0])
    one, other = recorded.reshape(-1).double(), replayed.reshape(-1).double()
    largest = float((one - other).abs().max())
    return TensorDifference(name, float(one[at]), float(other[at]), differing, recorded.numel(), largest)


def _bytes(tensor: Tensor) -> Tensor:
    """Shape (elements, bytes of one)."""
    return tensor.contiguous().reshape(-1, 1).view(torch.uint8)
