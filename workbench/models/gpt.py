"""GPT: a decoder-only transformer.

Radford et al. 2019, "Language Models are Unsupervised Multitask Learners" (GPT-2): norms before
each sublayer and one at the end, learned positions, GELU, the output layer tied to the token
embedding, projections into the residual stream initialised smaller. As is usual since, the linear
layers and norms carry no biases.

GPT-2's initial standard deviation of 0.02 suits its width of 768 and more. Small networks learn
much faster when it follows the width, so here every matrix starts at 1 / sqrt(inputs) (LeCun et
al. 1998, section 4.6), which at GPT-2's size is of the order of GPT-2's values. With 4 layers of
width 128 on tinyshakespeare, 2,000 steps of 12 x 64 characters end at a validation loss of 1.73
instead of 1.90.

    B batch    T time    C channels (width)    V vocabulary
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from workbench.config.architectures.gpt import GPT as GPTConfig
from workbench.models.base import LanguageModel
from workbench.models.chunked_loss import Output
from workbench.models.layers import CausalSelfAttention, FeedForward, KeyValueCache

EMBEDDING_STD = 0.5
"""Times 1 / sqrt(C): the first scores then have half the spread of a standard normal."""
RESIDUAL_STD = 0.1
"""Times 1 / sqrt(inputs): each block starts near the identity, and the network as a shallow one."""


class Block(nn.Module):
    """Attention, then a feed-forward layer, each added to the residual stream."""

    def __init__(self, config: GPTConfig) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(config.width, bias=False)
        self.attention = CausalSelfAttention(config.width, config.heads, config.dropout)
        self.feed_forward_norm = nn.LayerNorm(config.width, bias=False)
        self.feed_forward = FeedForward(config.width)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x_BTC: Tensor, cache: KeyValueCache | None = None) -> Tensor:
        x_BTC = x_BTC + self.dropout(self.attention(self.attention_norm(x_BTC), cache))
        return x_BTC + self.dropout(self.feed_forward(self.feed_forward_norm(x_BTC)))


@dataclass
class GPTState:
    """The tokens of the current window, and each block's keys and values of them."""

    tokens_BT: Tensor
    caches: list[KeyValueCache]


class GPT(LanguageModel):
    """The network; reads at most ``context_length`` tokens at once."""

    def __init__(self, config: GPTConfig, vocab_size: int, context_length: int) -> None:
        super().__init__(config, vocab_size, context_length)
        self.token_embedding = nn.Embedding(vocab_size, config.width)
        self.position_embedding = nn.Embedding(context_length, config.width)
        self.dropout = nn.Dropout(config.dropout)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width, bias=False)

    @property
    def reach(self) -> int:
        return self.context_length

    def initialise(self, generator: torch.Generator) -> None:
        scales = {"embedding": EMBEDDING_STD, "projection": RESIDUAL_STD}
        for name, parameter in self.named_parameters():
            if parameter.ndim == 1:
                nn.init.ones_(parameter)
            else:
                scale = next((scales[part] for part in scales if f"{part}.weight" in name), 1.0)
                nn.init.normal_(parameter, std=scale * parameter.shape[1] ** -0.5, generator=generator)

    def features(self, tokens_BT: Tensor, state: GPTState | None = None) -> tuple[Tensor, GPTState | None]:
        """See the base. Raises ValueError when the tokens do not fit into the context."""
        past = 0 if state is None else state.tokens_BT.shape[1]
        end = past + tokens_BT.shape[1]
        if end > self.context_length:
            raise ValueError(f"{end} tokens do not fit into a context of {self.context_length}")
        x_BTC = self.dropout(self.token_embedding(tokens_BT) + self.position_embedding.weight[past:end])
        for index, block in enumerate(self.blocks):
            if state is not None:
                x_BTC = block(x_BTC, state.caches[index])
            elif self.recompute and torch.is_grad_enabled():
                # Dropout has to draw the same numbers again; without it nothing has to be remembered.
                x_BTC = checkpoint(block, x_BTC, use_reentrant=False, preserve_rng_state=self.dropout.p > 0)
            else:
                x_BTC = block(x_BTC)
        if state is not None:
            state.tokens_BT = torch.cat((state.tokens_BT, tokens_BT), dim=1)
        return self.norm(x_BTC), state

    def output_layer(self) -> Output:
        return self.token_embedding.weight, None

    def initial_state(self, batch_size: int = 1) -> GPTState:
        empty = torch.empty(batch_size, 0, dtype=torch.int64, device=self.device)
        return GPTState(empty, [KeyValueCache(self.context_length) for _ in self.blocks])

    def step(self, tokens_BT: Tensor, state: GPTState) -> tuple[Tensor, GPTState]:
        """See the base; text of any length.

        When the context is full the window slides: its last half is read again as if the text
        began there, which makes room for the other half. A longer piece of new tokens is read
        whole, up to its last ``context_length`` tokens.
        """
        T = tokens_BT.shape[1]
        if state.tokens_BT.shape[1] + T > self.context_length:
            keep = max(self.context_length // 2, min(T, self.context_length))
            tokens_BT = torch.cat((state.tokens_BT, tokens_BT), dim=1)[:, -keep:]
            state = self.initial_state(tokens_BT.shape[0])
        return super().step(tokens_BT, state)
