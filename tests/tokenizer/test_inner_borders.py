"""Clauses of Chinese, cut where no token reaches across: the ids are those of the whole clause."""

from __future__ import annotations

import json
import random
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Regex, models
from tokenizers import Tokenizer as Library
from tokenizers.pre_tokenizers import ByteLevel, Metaspace, Sequence, Split, WhitespaceSplit

from tests.tokenizer.test_word_cache import again, often, remembered, wanted
from workbench.config.tokenizers import TOKENIZERS
from workbench.tokenizer import train_tokenizer
from workbench.tokenizer.inner_borders import inner_borders
from workbench.tokenizer.kinds.file import FileTokenizer
from workbench.tokenizer.library import LibraryTokenizer
from workbench.tokenizer.patterns import PATTERNS
from workbench.tokenizer.piece_trie import PieceTrie

KINDS = ["character_bpe", "unigram"]
COMMON = "天地人山水火木金土日月星风雨雪花鸟鱼虫马牛羊东西南北春夏秋冬" + "".join(map(chr, range(0x5000, 0x503C)))
WORDS = ["哈哈", "哈", "模型", "训练", "语言", "语言模型", "学习率", "损失", "词", "词表", "一二三", "二三", "一二"]


def clauses(count: int, seed: int = 1) -> str:
    numbers = random.Random(seed)
    return "".join(
        "".join(numbers.choice(WORDS) if numbers.random() < 0.4 else numbers.choice(COMMON) for _ in range(12))
        + numbers.choice(["，", "。", "\n", " and ", "！"])
        for _ in range(count)
    )


@cache
def learned(kind: str, words: str = "gpt2", normalizer: str = "none") -> LibraryTokenizer[Any]:
    choice = TOKENIZERS.get(kind)
    options = {"vocab_size": 512, "special_tokens": "山水", "pre_tokenizer": words, "normalizer": normalizer}
    made = train_tokenizer(choice(**options), clauses(300))
    assert isinstance(made, LibraryTokenizer)
    return made


CHINESE = st.lists(
    st.sampled_from([*WORDS, *COMMON, "龘", "㐀", "\U00020000", "山水", "，", " ", "a", "1", "か", "ﾊﾞ", "e\u0301"]),
    max_size=60,
).map("".join)


@pytest.mark.parametrize("normalizer", ["none", "nfkc"])
@pytest.mark.parametrize("words", ["gpt2", "cl100k", "whitespace", "han"])
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(text=CHINESE)
@example("哈哈哈哈哈，天哈哈哈，一二三二三")
def test_that_ids_are_those_of_the_library(kind: str, words: str, normalizer: str, text: str) -> None:
    made = learned(kind, words, normalizer)
    text = often(text)
    assert made.encode(text).tolist() == wanted(made, text)
    assert made.encode(text).tolist() == wanted(made, text)


def unigram(pieces: dict[str, float]) -> FileTokenizer:
    library = Library(models.Unigram([("<unk>", -20.0), *pieces.items()], unk_id=0))
    library.pre_tokenizer = WhitespaceSplit()
    return FileTokenizer(library)


@pytest.mark.parametrize("kind", KINDS)
def test_that_clauses_of_which_none_comes_again_are_encoded_from_few_parts(kind: str) -> None:
    scores = {
        piece: -1.0 - number / 7 for number, piece in enumerate([*WORDS, *COMMON, *"一二三模型训练语言学习率损失表"])
    }
    made, text = again(learned(kind)) if kind == "character_bpe" else unigram(scores), clauses(4_000, seed=2)
    assert made.encode(text).tolist() == wanted(made, text)
    assert len(made.encode(text)) > 20_000
    assert 100 < remembered(made) < 3_000


def test_that_parts_that_rounding_would_cut_otherwise_within_a_clause_are_not_cut_off() -> None:
    """To the library 山 decides how 哈哈哈 is cut, by the last bit of a sum, though no piece holds both."""
    differ = 0
    for tenths in range(1, 60):
        made = unigram({"山": -tenths / 10, "哈": -1.1, "哈哈": -1.7, "水": -2.0})
        alone = wanted(made, "哈哈哈")
        clause = wanted(made, "山哈哈哈水")
        differ += clause[1:-1] != alone
        text = often("哈哈哈 山哈哈哈水")
        assert made.encode(text).tolist() == wanted(made, text)
    assert differ > 3


@given(text=st.text("山水哈火龙天龘，", max_size=40))
@example("山龙龘水山龙哈水山龘水山龙天水")
def test_that_clauses_with_unknown_characters_are_encoded_as_the_library_does(text: str) -> None:
    scores = {"山": -1.0, "水": -1.5, "哈": -1.3, "火": -2.0, "哈哈": -1.7, "龙天": -30.5, "水龙": -22.0, "，": -1.0}
    made = unigram(scores | {"哈龙龘": -25.0})
    text = often(text)
    assert made.encode(text).tolist() == wanted(made, text)


def test_that_clauses_with_unknown_characters_are_cut_into_parts() -> None:
    pieces = [("<unk>", -20.0), ("山", -1.0), ("水", -1.5), ("火", -1.3), ("木", -1.7), ("，", -1.0)]
    library = Library(models.Unigram(pieces, unk_id=0))
    library.pre_tokenizer = Split(Regex(PATTERNS["gpt2"].regex), "isolated")
    made, numbers = FileTokenizer(library), random.Random(3)
    text = "，".join("".join(numbers.choices("山水火木龙", [4, 4, 4, 4, 1], k=10)) for _ in range(4_000))
    assert made._words is not None
    found = made._words.encode(text)
    assert found is not None, "its clauses, of which hardly one comes again, were taken whole"
    assert found.tolist() == wanted(made, text)
    assert remembered(made) < 500


def test_that_words_stay_whole_where_a_chinese_character_stands_for_all_unknown_ones() -> None:
    """Two in a row are one token, be they the same part or not."""
    library = Library(models.Unigram([("山", -1.0), ("水", -2.0)], unk_id=0))
    library.pre_tokenizer = WhitespaceSplit()
    made, text = FileTokenizer(library), often("山水山山水 龙山水山山")
    assert inner_borders(made.to_dict()["library"]) is None
    assert made.encode(text).tolist() == wanted(made, text)


def test_that_two_ways_to_cut_are_told_from_one() -> None:
    pieces = {"一": -2.0, "二": -2.0, "三": -2.0, "一二": -3.0, "二三": -3.0, "三一": -3.5, "一二三": -9.0, "ab": -1.0}
    trie = PieceTrie([("<unk>", -10.0), *pieces.items()])
    expected = {"一二": True, "三": True, "一二三": False, "三一二": True, "二三一二": True, "龙": True, "一龙": True}
    expected |= {"一二三龙": False, "か": False, "一か": False, "一ab": False, "一䷀": False}
    for text, clear in expected.items():
        assert trie.cut_in_one_way(np.array([[ord(char) for char in text]])).tolist() == [clear], text


@given(
    text=st.text("一二三四五", min_size=1, max_size=7), scores=st.lists(st.integers(-6, -1), min_size=15, max_size=15)
)
def test_that_one_way_is_what_trying_all_of_them_says(text: str, scores: list[int]) -> None:
    pieces = [
        "一",
        "二",
        "三",
        "四",
        "一二",
        "二一",
        "二三",
        "三四",
        "四四",
        "一一",
        "一二三",
        "三四四",
        "二三四",
        "一一一",
        "二五",
    ]
    vocabulary = dict(zip(pieces, map(float, scores), strict=True))

    def sums(rest: str) -> list[float]:
        if not rest:
            return [0.0]
        first = {piece: score for piece, score in vocabulary.items() if rest.startswith(piece)}
        first.setdefault(rest[0], min(scores) - 10.0)  # one that is no piece
        return [score + behind for piece, score in first.items() for behind in sums(rest[len(piece) :])]

    found = sorted(sums(text), reverse=True)
    clear = len(found) == 1 or found[0] > found[1]
    trie = PieceTrie(vocabulary.items())
    assert trie.cut_in_one_way(np.array([[ord(char) for char in text]] * 2)).tolist() == [clear] * 2


def test_that_words_stay_whole_where_a_part_might_be_encoded_otherwise() -> None:
    description = learned("character_bpe").to_dict()["library"]
    assert inner_borders(description) is not None
    changes: list[dict[str, Any]] = [
        {"pre_tokenizer": json.loads(made.__getstate__())}
        for made in (Metaspace(), ByteLevel(), Sequence([WhitespaceSplit(), ByteLevel(use_regex=False)]))
    ]
    changes += [
        {"model": description["model"] | {key: value}}
        for key, value in (("ignore_merges", True), ("continuing_subword_prefix", "##"), ("end_of_word_suffix", "</w>"))
    ]
    changes += [{"model": description["model"] | {"type": "WordPiece"}}]
    for change in changes:
        assert inner_borders(description | change) is None
