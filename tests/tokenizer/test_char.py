"""The character tokenizer."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.config.tokenizers.char import Char
from workbench.tokenizer import train_tokenizer
from workbench.tokenizer.kinds.char import CharTokenizer


def test_that_ids_follow_the_code_points_and_zero_is_unknown() -> None:
    tokenizer = train_tokenizer(Char(), "hello\nworld 春😀")
    characters = sorted(set("hello\nworld 春😀"))
    assert tokenizer.vocab_size == len(characters) + 1
    assert tokenizer.encode("".join(characters)).tolist() == list(range(1, len(characters) + 1))
    assert tokenizer.decode([0]) == "\N{REPLACEMENT CHARACTER}"
    assert tokenizer.banned_ids == (0,)


def test_that_unknown_characters_get_zero_and_are_named() -> None:
    tokenizer = train_tokenizer(Char(), "abc")
    assert tokenizer.encode("a\x00é春😀\U0010ffffc").tolist() == [1, 0, 0, 0, 0, 0, 3]
    assert tokenizer.unknown_characters("cab!?") == {"!", "?"}
    assert tokenizer.unknown_characters("cab") == set()


def test_that_encoding_agrees_with_a_dictionary_on_a_long_text() -> None:
    rng = np.random.default_rng(0)
    text = "".join(map(chr, rng.integers(0x20, 0x3000, 600_000)))
    tokenizer = train_tokenizer(Char(), text)
    ids = {char: index + 1 for index, char in enumerate(sorted(set(text)))}
    assert tokenizer.encode(text).tolist() == [ids[char] for char in text]


def test_that_a_vocabulary_above_65536_takes_wider_ids() -> None:
    text = "".join(chr(code) for code in range(0x20, 0x20000) if not 0xD800 <= code < 0xE000)
    tokenizer = train_tokenizer(Char(), text)
    assert tokenizer.dtype == np.uint32
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_that_white_space_is_shown_visibly() -> None:
    tokenizer = train_tokenizer(Char(), " \n\ta\x07")
    assert {tokenizer.token_text(i) for i in range(1, 6)} == {"␣", "⏎", "⇥", "a", "\\x07"}


def test_that_a_character_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="twice"):
        CharTokenizer("aba")
