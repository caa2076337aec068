"""Parts that transformers are made of.

B batch    T time    C channels (width)    H heads    D head width (C / H)    P past + present time
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.models.linear import Linear


class KeyValueCache:
    """Keys and values of the tokens read so far, in memory set aside once for ``capacity`` tokens."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.length = 0
        self._keys_BHPD: Tensor | None = None
        self._values_BHPD: Tensor | None = None

    def append(self, keys_BHTD: Tensor, values_BHTD: Tensor) -> tuple[Tensor, Tensor]:
        """Add T tokens; views (B, H, P, D) of all keys and all values. ValueError when it is full."""
        end = self.length + keys_BHTD.shape[2]
        if end > self.capacity:
            raise ValueError(f"{end} tokens do not fit into a cache of {self.capacity}")
        if self._keys_BHPD is None or self._values_BHPD is None:
            batch, heads, _, width = keys_BHTD.shape
            self._keys_BHPD = keys_BHTD.new_empty(batch, heads, self.capacity, width)
            self._values_BHPD = values_BHTD.new_empty(batch, heads, self.capacity, width)
        self._keys_BHPD[:, :, self.length : end] = keys_BHTD
        self._values_BHPD[:, :, self.length : end] = values_BHTD
        self.length = end
        return self._keys_BHPD[:, :, :end], self._values_BHPD[:, :, :end]


class CausalSelfAttention(nn.Module):
    """Each token looks back at itself and the tokens before it (Vaswani et al. 2017, section 3.2)."""

    plain = False
    """Whether training computes the formula itself, or whatever kernel PyTorch is allowed to take."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.qkv = Linear(width, 3 * width, bias=False)
        self.projection = Linear(width, width, bias=False)

    def forward(self, x_BTC: Tensor, cache: KeyValueCache | None = None) -> Tensor:
        B, T, C = x_BTC.shape
        qkv_BTHD = self.qkv(x_BTC).view(B, T, 3 * self.heads, C // self.heads)
        q_BHTD, k_BHTD, v_BHTD = qkv_BTHD.transpose(1, 2).chunk(3, dim=1)
        if cache is None:
            dropout = self.dropout if self.training else 0.0
            attend = _attend_plainly if self.plain else _attend
            y_BHTD = attend(q_BHTD, k_BHTD, v_BHTD, dropout)
        else:
            y_BHTD = _attend_to_cache(q_BHTD, k_BHTD, v_BHTD, cache)
        return self.projection(y_BHTD.transpose(1, 2).reshape(B, T, C))


def _attend(q_BHTD: Tensor, k_BHTD: Tensor, v_BHTD: Tensor, dropout: float) -> Tensor:
    return F.scaled_dot_product_attention(q_BHTD, k_BHTD, v_BHTD, dropout_p=dropout, is_causal=True)


def _attend_plainly(q_BHTD: Tensor, k_BHTD: Tensor, v_BHTD: Tensor, dropout: float) -> Tensor:
    """What `scaled_dot_product_attention` comes to where no other kernel is allowed, to the bit.

    Which ones are allowed is no part of a compiled program's key in torch.compile's cache, so that a program that
    was compiled for another kernel would be taken for it; called by its name it is one.
    """
    with torch.autocast(q_BHTD.device.type, enabled=False):  # as inside of what it stands for
        return torch._scaled_dot_product_attention_math(q_BHTD, k_BHTD, v_BHTD, None, dropout, True)[0]


def _attend_to_cache(q_BHTD: Tensor, k_BHTD: Tensor, v_BHTD: Tensor, cache: KeyValueCache) -> Tensor:
    past, T = cache.length, q_BHTD.shape[2]
    k_BHPD, v_BHPD = cache.append(k_BHTD, v_BHTD)
    if past == 0:
        return F.scaled_dot_product_attention(q_BHTD, k_BHPD, v_BHPD, is_causal=True)
    # Token i of the new ones sees everything past and the new ones up to itself; a single one sees all.
    mask_TP = torch.ones(T, past + T, dtype=torch.bool, device=q_BHTD.device).tril(past) if T > 1 else None
    return F.scaled_dot_product_attention(q_BHTD, k_BHPD, v_BHPD, attn_mask=mask_TP)


class FeedForward(nn.Module):
    """Two layers over each token alone, four times as wide in between (Vaswani et al. 2017, section 3.3)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.up = Linear(width, 4 * width, bias=False)
        self.projection = Linear(4 * width, width, bias=False)

    def forward(self, x_BTC: Tensor) -> Tensor:
        return self.projection(F.gelu(self.up(x_BTC)))
