"""GPT: the decoder-only transformer."""

from typing import ClassVar, Literal

from workbench.config.architecture import Architecture, dropout_setting
from workbench.config.setting import setting
from workbench.messages import say


class GPT(Architecture):
    """Settings and size of a GPT-2 style transformer (Radford et al. 2019)."""

    label: ClassVar[str] = "GPT (transformer)"
    summary: ClassVar[str] = "Every token looks back at all tokens of its context through attention."
    rank: ClassVar[int] = 10

    architecture: Literal["gpt"] = "gpt"
    layers: int = setting(4, "Layers", "Number of transformer blocks stacked on each other.", minimum=1, maximum=96)
    heads: int = setting(
        4, "Heads", "Attention heads per block; the width must be divisible by it.", minimum=1, maximum=128
    )
    width: int = setting(
        128, "Width", "Size of the vector that stands for one token.", minimum=8, maximum=16384, step=32
    )
    dropout: float = dropout_setting()

    def problems(self) -> list[tuple[str, str]]:
        if self.width % self.heads:
            return [
                ("width", say("{width} is not divisible by model.heads ({heads})", width=self.width, heads=self.heads))
            ]
        return []

    def parameters(self, vocab_size: int, context_length: int) -> int:
        c = self.width
        block = 12 * c * c + 2 * c
        return vocab_size * c + context_length * c + self.layers * block + c

    def flops_per_token(self, vocab_size: int, context_length: int) -> int:
        c = self.width
        matrices = self.layers * 12 * c * c + vocab_size * c
        # Queries times keys and weights times values: 2 products of 2*C*T each, forward; causal
        # masking is not counted as a saving, as is usual.
        attention = self.layers * 4 * c * context_length
        return 6 * matrices + 3 * attention

    def activation_floats(self, context_length: int, recompute: bool = False) -> int:
        # Per block: 2 norms, 2 residual sums, 3 of qkv, attention's output, 4 + 4 of the feed-forward layer.
        block, outside = 16 * self.width, 2 * self.width
        if self.dropout:
            # 2 masks, and attention that is not fused on every device: weights, mask, and their product.
            block += 2 * self.width + 3 * self.heads * context_length
            outside += self.width
        # Recomputed: each block's input, and all of the one that is at work.
        kept = self.layers * self.width + block if recompute else self.layers * block
        return kept + outside
