"""What LSTM, GRU and the simple RNN share: settings, and sizes that differ by a gate count."""

from typing import ClassVar

from workbench.config.architecture import Architecture, dropout_setting
from workbench.config.setting import setting


class Recurrent(Architecture):
    """A stack of recurrent layers between a token embedding and a tied output layer."""

    gates: ClassVar[int]
    kept_vectors: ClassVar[int]
    """Vectors of the width that a layer keeps per token for the backward pass, as measured on a CPU."""

    layers: int = setting(2, "Layers", "Number of recurrent layers stacked on each other.", minimum=1, maximum=16)
    width: int = setting(
        256,
        "Width",
        "Size of the hidden state of each layer, and of a token's vector.",
        minimum=8,
        maximum=8192,
        step=32,
    )
    dropout: float = dropout_setting()

    def parameters(self, vocab_size: int, context_length: int) -> int:
        c = self.width
        layer = self.gates * (2 * c * c + 2 * c)
        return vocab_size * c + self.layers * layer + vocab_size

    def flops_per_token(self, vocab_size: int, context_length: int) -> int:
        c = self.width
        return 6 * (self.layers * self.gates * 2 * c * c + vocab_size * c)

    def activation_floats(self, context_length: int, recompute: bool = False) -> int:
        # Besides the layers: the scaled embedding and the output; with dropout a mask for each layer.
        layer = self.kept_vectors + (1 if self.dropout else 0)
        return (self.layers * layer + 2) * self.width
