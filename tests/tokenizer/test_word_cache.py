"""Words that are encoded once: the ids are those of the library, whatever the text, and however often it is asked."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import AddedToken, decoders, models, normalizers, pre_tokenizers, trainers
from tokenizers import Tokenizer as Library

from tests.tokenizer.test_properties import LEARNED, SAMPLE, TEXTS
from workbench.config.tokenizers import TOKENIZERS
from workbench.tokenizer import train_tokenizer
from workbench.tokenizer.kinds.file import FileTokenizer
from workbench.tokenizer.library import SLICE, LibraryTokenizer
from workbench.tokenizer.patterns import PATTERNS, plain_only, space_border, spaced_border
from workbench.tokenizer.word_borders import WordBorders
from workbench.tokenizer.word_cache import MOST, WordCache

ENOUGH = 5_000
"""Characters of a text whose words are looked for."""
ALIKE = "入光傫倉倀偸倀", "倀倀倀倀儯倀偫"
"""Two words with the same hash: a short vector of the lattice of all differences that the hash does not see."""
BORDERS = {name: pattern.border for name, pattern in PATTERNS.items()} | {"space": space_border, "any": spaced_border}


@cache
def learned(kind: str, pre_tokenizer: str, normalizer: str = "none") -> LibraryTokenizer[Any]:
    options = {"vocab_size": 700, "special_tokens": "<|end|>", "pre_tokenizer": pre_tokenizer, "normalizer": normalizer}
    made = train_tokenizer(TOKENIZERS.get(kind)(**options), SAMPLE)
    assert isinstance(made, LibraryTokenizer)
    return made


def again(made: LibraryTokenizer[Any]) -> LibraryTokenizer[Any]:
    """The same, with no words yet."""
    return type(made).from_dict(made.to_dict())


def remembered(made: LibraryTokenizer[Any]) -> int:
    assert made._words is not None
    return 0 if made._words._table is None else len(made._words._table.ids)


def wanted(made: LibraryTokenizer[Any], text: str) -> list[int]:
    ids: list[int] = made._library.encode(made.given(text), add_special_tokens=False).ids
    return ids


def often(text: str, characters: int = ENOUGH) -> str:
    """Long enough that its words are looked for, with everything in it several times."""
    return (text + " ") * (1 + characters // (len(text) + 1)) + text


@pytest.mark.parametrize("normalizer", ["none", "nfkc"])
@pytest.mark.parametrize("words", PATTERNS)
@pytest.mark.parametrize("kind", LEARNED)
@settings(max_examples=15)
@given(text=TEXTS)
def test_that_ids_are_those_of_the_library(kind: str, words: str, normalizer: str, text: str) -> None:
    made = learned(kind, words, normalizer)
    text = often(text)
    assert made.encode(text).tolist() == wanted(made, text)
    assert made.encode(text).tolist() == wanted(made, text)


@pytest.mark.parametrize("kind", LEARNED)
def test_that_words_are_encoded_once(kind: str) -> None:
    made = again(learned(kind, "gpt2"))
    assert made.encode(SAMPLE).tolist() == wanted(made, SAMPLE)
    first = remembered(made)
    assert 30 < first < 100
    made.encode(SAMPLE)
    assert remembered(made) == first


OPENED = pytest.mark.parametrize(
    ("normalizer", "pre_tokenizer"),
    [
        (normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()),
        (None, pre_tokenizers.Metaspace(prepend_scheme="always")),
        (None, pre_tokenizers.Metaspace(prepend_scheme="first")),
        (normalizers.Prepend("▁"), pre_tokenizers.Metaspace(prepend_scheme="never")),
        (normalizers.NFC(), pre_tokenizers.ByteLevel(add_prefix_space=True)),
        (normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents()]), pre_tokenizers.Whitespace()),
        (normalizers.Lowercase(), pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Digits()])),
    ],
)


@OPENED
@settings(max_examples=25)
@given(text=TEXTS)
def test_that_ids_of_opened_tokenizers_are_those_of_the_library(normalizer: Any, pre_tokenizer: Any, text: str) -> None:
    made = opened(normalizer, pre_tokenizer)
    if made._within is not None:
        text = text.replace("<", "")  # behind a special token the library would mark the beginning of a text again
    text = often(text + " and more", SLICE + ENOUGH)
    assert made.encode(text).tolist() == wanted(made, text)


@OPENED
def test_that_words_of_opened_tokenizers_are_remembered(normalizer: Any, pre_tokenizer: Any) -> None:
    made = opened(normalizer, pre_tokenizer)
    made.encode(often(SAMPLE, SLICE + ENOUGH))
    assert 20 < remembered(made) < 100


def opened(normalizer: Any, pre_tokenizer: Any) -> LibraryTokenizer[Any]:
    """A tokenizer as others train them, whose special token swallows the space before it."""
    library = Library(models.BPE(unk_token="<unk>"))
    library.decoder = decoders.Fuse()
    if normalizer is not None:
        library.normalizer = normalizer
    library.pre_tokenizer = pre_tokenizer
    library.train_from_iterator([SAMPLE], trainers.BpeTrainer(vocab_size=400, special_tokens=["<unk>"]))
    library.add_special_tokens([AddedToken("<|end|>", lstrip=True)])
    return FileTokenizer(library)


def test_that_a_tokenizer_whose_words_are_not_known_to_be_apart_looks_for_none() -> None:
    description = learned("character_bpe", "gpt2").to_dict()["library"]
    for change in (
        {"pre_tokenizer": None},
        {"pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False}},
        {"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}},
        {"normalizer": {"type": "Strip", "strip_left": True, "strip_right": True}},
        {"model": description["model"] | {"dropout": 0.1}},
        {"normalizer": {"type": "Lowercase"}, "added_tokens": [description["added_tokens"][0] | {"normalized": True}]},
    ):
        assert FileTokenizer.from_dict({"library": description | change})._words is None


@pytest.mark.parametrize("name", BORDERS)
@pytest.mark.parametrize("plain", [False, True])
@given(text=st.text(min_size=2))
def test_that_borders_are_where_two_characters_say(name: str, plain: bool, text: str) -> None:
    border = plain_only(BORDERS[name]) if plain else BORDERS[name]
    text = text.encode("utf-8", "replace").decode() + " 's\r\n中1ſİ\u0301"
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    places = [at for at in range(1, len(text)) if border(text[at - 1], text[at])]
    assert WordBorders(border).places(codes).tolist() == places


def code_points(words: list[str]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """An encoding with an id for each character."""
    return np.array([ord(char) for word in words for char in word], np.uint32), np.array([len(word) for word in words])


def cache_of() -> WordCache:
    return WordCache(WordBorders(space_border), (), code_points, np.dtype(np.uint32))


def test_that_two_words_with_one_hash_are_not_confused() -> None:
    one, other = ((" " + word) * 9 for word in ALIKE)
    made = cache_of()
    found = made.encode(one)
    assert found is not None, "they are remembered"
    assert found.tolist() == list(map(ord, one))
    assert made.encode(other) is None
    found = cache_of().encode(other)
    assert found is not None
    assert found.tolist() == list(map(ord, other))


def test_that_a_text_whose_words_hardly_repeat_is_left_to_others() -> None:
    numbers = random.Random(1)
    made = cache_of()
    assert made.encode(" ".join(str(numbers.getrandbits(60)) for _ in range(1000))) is None
    assert made.encode("word " * 100) is None, "what follows such a text is like it"
    for _ in range(7):
        made.encode("word " * 100)
    assert made.encode("word " * 100) is not None
    assert made.encode("x" * 1000 + " word" * 20) is None


def test_that_words_are_forgotten_when_they_are_too_many() -> None:
    made, count = cache_of(), 30_000
    for block in range(8):
        words = [f" {number}" for number in range(block * count, (block + 1) * count)]
        text = "".join(words[:10_000] * 3)
        found = made.encode(text)
        assert found is not None
        assert found.tolist() == list(map(ord, text))
        assert made.encode("".join(words[10_000:20_000] * 3)) is not None
    assert made._table is not None
    assert len(made._table.ids) < 8 * 20_000, "more than that were asked for"
    assert MOST < 8 * 20_000


def test_that_threads_ask_side_by_side() -> None:
    made = again(learned("unigram", "gpt2"))
    numbers = random.Random(2)
    texts = [" ".join(numbers.choices(SAMPLE.split(), k=2_000)) for _ in range(16)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(made.encode, texts))
    assert [ids.tolist() for ids in found] == [wanted(made, text) for text in texts]
