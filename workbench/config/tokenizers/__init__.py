"""Tokenizers: one file each, holding its settings.

How each turns text into ids is in ``workbench.tokenizer``.
"""

from workbench.config.registry import Registry
from workbench.config.tokenizer import TokenizerChoice

TOKENIZERS: Registry[TokenizerChoice] = Registry(__name__, TokenizerChoice, "kind")
