"""Settings that tokenizers which learn from the text have in common."""

from typing import Any, Literal

from workbench.config.setting import setting
from workbench.config.tokenizer import TokenizerChoice

Words = Literal["gpt2", "cl100k", "whitespace", "han"]
"""How a text is cut into words first; `workbench.tokenizer.patterns` holds the patterns."""


class Learned(TokenizerChoice):
    """A vocabulary of a chosen size, learned from the words of the training text."""

    vocab_size: int
    pre_tokenizer: Words
    normalizer: Literal["none", "nfc", "nfkc", "lowercase"] = setting(
        "none",
        "Normalizer",
        "Changes the text before it is cut, for good: one spelling of accents (NFC), plain forms of wide letters and "
        "signs too (NFKC), or lower case. The model will never see or write what is changed.",
        choices=[
            ("none", "None"),
            ("nfc", "NFC"),
            ("nfkc", "NFKC"),
            ("lowercase", "Lower case"),
        ],
        advanced=True,
    )
    special_tokens: str = setting(
        "",
        "Special tokens",
        "Words that are always one token each, separated by spaces, such as <|endoftext|>.",
        advanced=True,
    )

    def estimated_vocab_size(self) -> int | None:
        return self.vocab_size

    def special(self) -> list[str]:
        """The special tokens one by one, none twice."""
        return list(dict.fromkeys(self.special_tokens.split()))


def vocab_size_setting(default: int, help: str, minimum: int) -> Any:
    """How many tokens to learn."""
    return setting(default, "Vocabulary size", help, unit="tokens", minimum=minimum, maximum=200_000, step=256)


def minimum_frequency_setting(help: str) -> Any:
    """How often something must occur to become a token."""
    return setting(2, "Minimum frequency", help, minimum=1, maximum=1_000_000, advanced=True)


def pre_tokenizer_setting(default: Words) -> Any:
    """How the text is cut into words."""
    return setting(
        default,
        "Words",
        "How the text is cut into words first; no token reaches beyond one. As GPT-2: letters, digits and signs apart, "
        "with the space before them. As GPT-4: digits in threes. Han apart: as GPT-2, each Chinese character alone.",
        choices=[
            ("gpt2", "As GPT-2"),
            ("cl100k", "As GPT-4"),
            ("whitespace", "White space"),
            ("han", "Han apart"),
        ],
        advanced=True,
        transfers=False,  # what suits pieces of words does not suit whole words in Chinese
    )
