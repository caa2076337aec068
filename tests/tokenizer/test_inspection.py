"""What a tokenizer makes of a text, in numbers and token by token."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.config.tokenizers.bpe import BPE
from workbench.config.tokenizers.byte import Byte
from workbench.config.tokenizers.char import Char
from workbench.config.tokenizers.word import Word
from workbench.tokenizer import Tokenizer, train_tokenizer
from workbench.tokenizer.inspection import Inspection, count_ids, cut_alike, inspect

TEXT = "the cat sat on the mat, and the cat and the hat sat there.\n" * 40 + "我们 the\n"


@pytest.fixture(scope="module")
def bpe() -> Tokenizer[Any]:
    return train_tokenizer(BPE(vocab_size=300), TEXT)


def looked_at(tokenizer: Tokenizer[Any], text: str, most: int | None = None) -> Inspection:
    found = inspect(tokenizer, text, most)
    assert found is not None
    return found


@given(text=st.text(max_size=200))
def test_that_the_bytes_of_the_tokens_are_the_text(bpe: Tokenizer[Any], text: str) -> None:
    found = looked_at(bpe, text)
    data = text.encode("utf-8")
    assert b"".join(token.data for token in found.tokens) == data
    assert all(data[slice(*token.span)] == token.data for token in found.tokens)
    assert found.exact
    assert (found.characters, found.bytes, found.count) == (len(text), len(data), len(found.tokens))
    assert found.count * found.bytes_per_token == pytest.approx(len(data))


def test_that_frequencies_are_counted_in_the_text_and_in_the_source(bpe: Tokenizer[Any]) -> None:
    source = count_ids(bpe, TEXT)
    ids = bpe.encode(TEXT).tolist()
    assert source.tolist() == [Counter(ids)[token] for token in range(bpe.vocab_size)]
    found = inspect(bpe, "the cat the", None, source=source)
    assert found is not None
    here = Counter(token.id for token in found.tokens)
    for token in found.tokens:
        assert token.count == here[token.id]
        assert token.per_million == pytest.approx(ids.count(token.id) * 1e6 / len(ids))
    assert found.distinct == len(here)


def test_that_unknown_words_are_counted_and_the_first_place_that_is_lost_is_named() -> None:
    tokenizer = train_tokenizer(Word(vocab_size=64), TEXT)
    found = looked_at(tokenizer, "the cat quacks")
    assert [token.unknown for token in found.tokens] == [False, False, True]
    assert (found.unknown, found.unknown_share) == (1, pytest.approx(1 / 3))
    assert not found.exact
    assert found.differs_at == len("the cat")


def test_that_only_the_first_tokens_are_listed_but_all_are_counted() -> None:
    found = looked_at(train_tokenizer(Byte(), ""), "a" * 1000, most=10)
    assert (len(found.tokens), found.count, found.tokens[0].count) == (10, 1000, 1000)


def test_that_a_stop_ends_the_inspection() -> None:
    assert inspect(train_tokenizer(Byte(), ""), "a" * 10, stopped=lambda: True) is None


def test_that_tokens_of_other_bytes_are_told_apart(bpe: Tokenizer[Any]) -> None:
    one, other = looked_at(train_tokenizer(Char(), TEXT), "the cat"), looked_at(bpe, "the cat")
    spans = [token.span for token in other.tokens]
    assert cut_alike(one.tokens, other.tokens) == [token.span in spans for token in one.tokens]
    assert all(cut_alike(other.tokens, other.tokens))
    assert not all(cut_alike(one.tokens, other.tokens))
    shortened = other.tokens[:1]
    beyond = [token.span[1] > shortened[0].span[1] for token in other.tokens]
    assert all(same for same, far in zip(cut_alike(other.tokens, shortened), beyond, strict=True) if far)
