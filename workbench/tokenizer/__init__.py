"""Text to ids and back; no torch.

`train_tokenizer` makes one as the experiment asks, `load_tokenizer` opens a saved one.
"""

from __future__ import annotations

from workbench.tokenizer.base import StreamDecoder, Tokenizer
from workbench.tokenizer.registry import learn_tokenizer, load_tokenizer, tokenizer_class, train_tokenizer
from workbench.tokenizer.slices import safe_pieces

__all__ = [
    "StreamDecoder",
    "Tokenizer",
    "learn_tokenizer",
    "load_tokenizer",
    "safe_pieces",
    "tokenizer_class",
    "train_tokenizer",
]
