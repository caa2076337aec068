"""MLP: the fixed-window neural language model."""

from typing import ClassVar, Literal

from workbench.config.architecture import Architecture, dropout_setting
from workbench.config.setting import setting


class MLP(Architecture):
    """Settings and size of the window model of Bengio et al. (2003), with more layers if wanted."""

    label: ClassVar[str] = "MLP (fixed window)"
    summary: ClassVar[str] = "Sees only the last few tokens, side by side, through plain layers (Bengio et al. 2003)."
    rank: ClassVar[int] = 50

    architecture: Literal["mlp"] = "mlp"
    layers: int = setting(2, "Layers", "Number of hidden layers.", minimum=1, maximum=16)
    width: int = setting(256, "Width", "Size of each hidden layer.", minimum=8, maximum=16384, step=32)
    embedding_width: int = setting(
        32, "Embedding width", "Size of the vector that stands for one token.", minimum=2, maximum=4096, step=8
    )
    window: int = setting(
        16, "Window", "How many of the last tokens the network sees.", unit="tokens", minimum=1, maximum=1024
    )
    dropout: float = dropout_setting()

    def _matrices(self, vocab_size: int) -> int:
        c = self.width
        return self.window * self.embedding_width * c + (self.layers - 1) * c * c + c * vocab_size

    def parameters(self, vocab_size: int, context_length: int) -> int:
        # One extra embedding stands for "before the text began".
        embedding = (vocab_size + 1) * self.embedding_width
        return embedding + self._matrices(vocab_size) + self.layers * self.width + vocab_size

    def flops_per_token(self, vocab_size: int, context_length: int) -> int:
        return 6 * self._matrices(vocab_size)

    def activation_floats(self, context_length: int, recompute: bool = False) -> int:
        # Per layer: before and after its GELU, and a mask with dropout.
        layer = (3 if self.dropout else 2) * self.width
        return self.window * self.embedding_width + self.layers * layer
