"""Any text comes back from every tokenizer exactly, in one piece and token by token."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.config.tokenizers import TOKENIZERS
from workbench.config.tokenizers.bpe import BPE
from workbench.config.tokenizers.char import Char
from workbench.tokenizer import Tokenizer, load_tokenizer, train_tokenizer

KINDS = [kind for kind in TOKENIZERS.names() if kind != "file"]  # that one has tests of its own
LOSSY = ("word", "wordpiece")  # rare words are unknown to them
REVERSIBLE = [kind for kind in KINDS if kind not in LOSSY]
RANGES = (
    (0x20, 0x7E),
    (0x00, 0x1F),
    (0xA0, 0x17F),
    (0x300, 0x36F),  # combining marks
    (0x400, 0x4FF),
    (0x4E00, 0x9FFF),
    (0xD000, 0xD7FF),
    (0xE000, 0xE0FF),  # private use
    (0xFFF0, 0xFFFD),
    (0x1F300, 0x1F6FF),  # emoji
    (0x10FF00, 0x10FFFF),
)


def random_text(rng: random.Random, length: int) -> str:
    """Characters from every corner of Unicode, with runs of white space among them."""
    parts: list[str] = []
    while len(parts) < length:
        low, high = rng.choice(RANGES)
        parts += [chr(rng.randint(low, high)) for _ in range(rng.randint(1, 8))]
        parts += rng.choice(["", " ", "  ", "\n", "\n\n", "\t ", "'s", "\r\n"])
    return "".join(parts)


def trained(kind: str, text: str) -> Tokenizer[Any]:
    choice = TOKENIZERS.get(kind)()
    return train_tokenizer(BPE(vocab_size=400) if isinstance(choice, BPE) else choice, text)


@pytest.fixture(scope="module")
def real_text(shakespeare: Path) -> str:
    return shakespeare.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", REVERSIBLE)
def test_that_random_unicode_comes_back_exactly(kind: str) -> None:
    rng = random.Random(kind)
    texts = [random_text(rng, rng.choice([1, 5, 50, 500])) for _ in range(150)]
    tokenizer = trained(kind, "".join(texts))
    for text in texts:
        ids = tokenizer.encode(text)
        assert ids.dtype == tokenizer.dtype
        assert ids.max() < tokenizer.vocab_size
        assert tokenizer.decode(ids) == text
        stream = tokenizer.stream()
        assert "".join(stream.push(int(token)) for token in ids) + stream.flush() == text


@pytest.mark.parametrize("kind", REVERSIBLE)
def test_that_a_whole_book_comes_back_exactly(kind: str, real_text: str) -> None:
    tokenizer = trained(kind, real_text[:100_000] + "".join(sorted(set(real_text))))
    ids = tokenizer.encode(real_text)
    assert isinstance(ids, np.ndarray)
    assert ids.ndim == 1
    assert tokenizer.decode(ids) == real_text


@pytest.mark.parametrize("kind", KINDS)
def test_that_an_empty_text_has_no_ids(kind: str) -> None:
    tokenizer = trained(kind, "some text")
    assert tokenizer.encode("").tolist() == []
    assert tokenizer.encode("").dtype == tokenizer.dtype
    assert tokenizer.decode([]) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_saved_tokenizer_is_the_same_when_loaded(kind: str, tmp_path: Path, real_text: str) -> None:
    text = real_text[:50_000] + "春天来了 😀"
    tokenizer = trained(kind, text)
    tokenizer.save(tmp_path / "tokenizer.json")
    loaded = load_tokenizer(tmp_path / "tokenizer.json")
    assert (loaded.kind, loaded.vocab_size, loaded.banned_ids) == (kind, tokenizer.vocab_size, tokenizer.banned_ids)
    assert np.array_equal(loaded.encode(text), tokenizer.encode(text))
    assert [loaded.token_text(i) for i in range(200 % loaded.vocab_size)] == [
        tokenizer.token_text(i) for i in range(200 % loaded.vocab_size)
    ]


@pytest.mark.parametrize("kind", ["byte", "bpe"])
def test_that_a_split_character_is_held_back_until_it_is_whole(kind: str) -> None:
    tokenizer = trained(kind, "plain text, nothing else")
    stream = tokenizer.stream()
    for char in "é春😀":
        ids = tokenizer.encode(char).tolist()
        assert len(ids) == len(char.encode())
        assert [stream.push(token) for token in ids] == [""] * (len(ids) - 1) + [char]
    assert stream.flush() == ""


@pytest.mark.parametrize("kind", ["byte", "bpe"])
def test_that_a_character_cut_off_at_the_end_is_shown_as_replaced(kind: str) -> None:
    tokenizer = trained(kind, "plain text")
    stream = tokenizer.stream()
    ids = tokenizer.encode("a春").tolist()[:-1]
    assert "".join(map(stream.push, ids)) == "a"
    assert stream.flush() == "\N{REPLACEMENT CHARACTER}"
    assert tokenizer.decode(ids) == "a\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("kind", KINDS)
def test_that_every_kind_in_the_settings_has_a_tokenizer_and_nothing_else_is_needed(kind: str) -> None:
    tokenizer = trained(kind, "abc abc")
    assert tokenizer.kind == kind
    assert all(tokenizer.token_text(i).strip() for i in range(tokenizer.vocab_size))
    assert tokenizer.reversible is (kind not in LOSSY)


def test_that_lone_surrogates_in_a_prompt_do_no_harm() -> None:
    for kind in KINDS:
        assert len(trained(kind, "ab ab").encode("a\ud800b")) >= (1 if kind in LOSSY else 3)
    assert train_tokenizer(Char(), "ab").unknown_characters("a\ud800") == {"\ud800"}
