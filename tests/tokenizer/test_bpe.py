"""Byte-level BPE, against the library that it stands on and against the rule itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer as Library
from tokenizers import decoders, models, pre_tokenizers, trainers

from workbench.config.tokenizers.bpe import BPE
from workbench.tokenizer import safe_pieces, train_tokenizer
from workbench.tokenizer.corpus import Watch


@pytest.fixture(scope="module")
def text(shakespeare: Path) -> str:
    return shakespeare.read_text(encoding="utf-8")[:300_000]


def test_that_it_learns_and_encodes_what_the_library_does_on_the_whole_text(text: str) -> None:
    library = Library(models.BPE())
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    library.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=600, min_frequency=2, initial_alphabet=alphabet, show_progress=False)
    library.train_from_iterator([text], trainer)
    ours = train_tokenizer(BPE(vocab_size=600), text)
    assert ours.vocab_size == library.get_vocab_size() == 600
    assert ours.encode(text).tolist() == library.encode(text).ids


def test_that_merges_follow_frequency() -> None:
    # By hand: in "low low low lower" the pair (l, o) occurs 4 times as (o, w) does; then (lo, w), then (Ġ, low).
    tokenizer = train_tokenizer(BPE(vocab_size=259), "low low low lower")
    assert [tokenizer.token_text(i) for i in range(256, 259)] == ["lo", "low", "␣low"]
    assert [tokenizer.token_text(i) for i in tokenizer.encode("lowest low")] == ["low", "e", "s", "t", "␣low"]


def test_that_all_bytes_are_tokens_whatever_the_text() -> None:
    tokenizer = train_tokenizer(BPE(vocab_size=300), "aaaa bbbb " * 50)
    single = {tokenizer.decode([i]) for i in range(tokenizer.vocab_size)}
    assert {chr(code) for code in range(128)} <= single
    everything = bytes(range(256)).decode("latin-1")
    assert tokenizer.decode(tokenizer.encode(everything)) == everything


def test_that_a_small_text_learns_fewer_tokens_than_asked_for() -> None:
    assert train_tokenizer(BPE(vocab_size=5_000), "to be or not to be").vocab_size < 300


def test_that_training_is_deterministic(text: str) -> None:
    first, second = (train_tokenizer(BPE(vocab_size=500), text).to_dict() for _ in range(2))
    assert first == second


def test_that_cut_pieces_encode_to_what_the_whole_would(text: str) -> None:
    tokenizer = train_tokenizer(BPE(vocab_size=600), text)
    for size in (10, 37, 1_000, 16_384):
        parts = list(safe_pieces(text[:30_000], size))
        assert "".join(parts) == text[:30_000]
        assert size < 1_000 or max(map(len, parts)) <= size
        if size >= 37:
            ids = np.concatenate([tokenizer.encode(part) for part in parts])
            assert np.array_equal(ids, tokenizer.encode(text[:30_000]))


def test_that_a_long_run_without_a_space_is_encoded_in_bounded_pieces() -> None:
    # The library's time grows with the square of a word's length: in one piece this would take hours.
    tokenizer = train_tokenizer(BPE(vocab_size=300), "abab " * 100)
    run = "ab" * 400_000
    texts = [tokenizer.decode(ids) for ids in tokenizer.encode_slices(run)]
    assert max(map(len, texts)) <= 1 << 20
    assert "".join(texts) == run


def test_that_a_stop_ends_training_early(text: str) -> None:
    watch = Watch(lambda: True, lambda message, fraction: None)
    assert train_tokenizer(BPE(vocab_size=5_000), text, watch).vocab_size == 256
