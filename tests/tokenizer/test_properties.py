"""What holds for any text: it comes back, it streams as it decodes, and cuts change nothing."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Regex
from tokenizers.pre_tokenizers import Split

from workbench.config.tokenizers import TOKENIZERS
from workbench.tokenizer import Tokenizer, train_tokenizer
from workbench.tokenizer.patterns import PATTERNS, plain_only
from workbench.tokenizer.slices import safe_pieces

LEARNED = [kind for kind in TOKENIZERS.names() if "pre_tokenizer" in TOKENIZERS.get(kind).model_fields]
SAMPLE = (
    "Once upon a time there was a dragon who couldn't sleep. The dragon's friend counted 12345 stars, and 67 more!\n"
    "从前有一条龙，它睡不着。龙的朋友数了一百颗星星，又数了一百颗。\n\n## Über-naïve café <|end|> x = y_1 + <0x41>\r\n"
) * 40
TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["'s", "'ll", "'", " ", "  ", "\n", "\r\n", "\t", "\x1c", "\u3000", "\u00a0", "a", "the", "Don't", "1", "99999",
         "½", "中", "龙的", "。", "〇", "e\u0301", "Å", "㎏", "İ", "ſ", "\U0001f600", "_", "<0x41>", "<0xFF>", "<unk>",
         "，", "＇", "ａ", "Ｂ", "１", "ﾊ", "豈", "<|end|>", "<|", "|>", "##", "\ufdd0", "\u0378", "\ud7ff", "▁", "Ġ"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
"""Any text, and texts in which everything that is special to some tokenizer stands side by side."""


@cache
def tokenizer(kind: str, **words: str) -> Tokenizer[Any]:
    choice = TOKENIZERS.get(kind)
    options: dict[str, Any] = dict(words)
    if kind in LEARNED:
        options |= {"vocab_size": 700, "special_tokens": "<|end|>"}
    return train_tokenizer(choice(**options), SAMPLE)


def streamed(made: Tokenizer[Any], ids: Any) -> str:
    stream = made.stream()
    return "".join(stream.push(int(token)) for token in ids) + stream.flush()


@pytest.mark.parametrize("words", PATTERNS)
@pytest.mark.parametrize("kind", [kind for kind in LEARNED if kind not in ("word", "wordpiece")])
@settings(max_examples=60)
@given(text=TEXTS)
def test_that_any_text_comes_back_exactly(kind: str, words: str, text: str) -> None:
    made = tokenizer(kind, pre_tokenizer=words)
    ids = made.encode(text)
    assert made.decode(ids) == text
    assert streamed(made, ids) == text
    assert not np.isin(ids, made.banned_ids).any()
    assert b"".join(made.token_bytes(int(token)) for token in ids) == text.encode()


@settings(max_examples=60)
@given(text=TEXTS)
def test_that_bytes_and_known_characters_come_back_exactly(text: str) -> None:
    for made in (tokenizer("byte"), train_tokenizer(TOKENIZERS.get("char")(), text)):
        ids = made.encode(text)
        assert made.decode(ids) == streamed(made, ids) == text


@pytest.mark.parametrize("kind", [kind for kind in TOKENIZERS.names() if kind != "file"])
@settings(max_examples=60)
@given(data=st.data())
def test_that_any_ids_stream_as_they_decode(kind: str, data: st.DataObject) -> None:
    made = tokenizer(kind)
    ids = data.draw(st.lists(st.integers(0, made.vocab_size - 1), max_size=30))
    assert streamed(made, ids) == made.decode(ids)


@pytest.mark.parametrize("kind", ["word", "wordpiece"])
@settings(max_examples=60)
@given(text=TEXTS)
def test_that_a_kind_that_loses_words_says_which_and_gives_back_the_others(kind: str, text: str) -> None:
    made = tokenizer(kind)
    assert not made.reversible
    ids = made.encode(text)
    [unknown] = made.banned_ids
    if unknown in ids:
        assert made.unknown_characters(text)
    else:
        assert made.unknown_characters(text) == set()
        assert made.decode(ids) == text


def test_that_the_mark_of_a_piece_within_a_word_is_unknown_in_a_text() -> None:
    made = tokenizer("wordpiece")
    assert made.encode("\ufdd0<").tolist() == list(made.banned_ids)
    assert made.unknown_characters("the \ufdd0<") == {"\ufdd0<"}


@pytest.mark.parametrize("words", PATTERNS)
@settings(max_examples=150)
@given(text=TEXTS)
def test_that_a_border_is_one_where_the_pattern_cuts_too(words: str, text: str) -> None:
    pattern = PATTERNS[words]
    split = Split(Regex(pattern.regex), "isolated")
    whole = [piece for piece, _ in split.pre_tokenize_str(text)]
    assert "".join(whole) == text
    parts = [piece for part in safe_pieces(text, 4, pattern.border) for piece, _ in split.pre_tokenize_str(part)]
    if any(pattern.border(left, right) for left, right in pairwise(text)) or len(text) <= 128:
        assert parts == whole


@pytest.mark.parametrize("words", PATTERNS)
@pytest.mark.parametrize("normalizer", ["nfc", "nfkc", "lowercase"])
@settings(max_examples=40)
@given(text=TEXTS)
def test_that_cuts_change_nothing_where_the_text_is_normalized_first(normalizer: str, words: str, text: str) -> None:
    made = tokenizer("bpe", pre_tokenizer=words, normalizer=normalizer)
    assert not made.reversible
    parts = [made.encode(part) for part in safe_pieces(text, 4, plain_only(PATTERNS[words].border), ["<|end|>"])]
    assert np.concatenate([np.empty(0, made.dtype), *parts]).tolist() == made.encode(text).tolist()
    assert made.decode(made.encode(made.decode(made.encode(text)))) == made.decode(made.encode(text))


@pytest.mark.parametrize("words", PATTERNS)
@settings(max_examples=100)
@given(text=TEXTS)
def test_that_the_quick_twin_gives_the_ids_of_the_library(words: str, text: str) -> None:
    made: Any = tokenizer("bpe", pre_tokenizer=words)
    assert made._fast is not None
    assert made.encode(text).tolist() == made._library.encode(text, add_special_tokens=False).ids
