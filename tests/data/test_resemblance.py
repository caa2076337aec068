"""Near copies have one meaning, for cleaning, leakage and the overview: Broder's resemblance."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data import by_hand
from workbench.config.check import check
from workbench.config.resemblance import SHINGLE, SIMILAR
from workbench.data import resemblance as resemblance_module
from workbench.data.cleaning.cleaner import Cleaner
from workbench.data.codes import narrow_codes
from workbench.data.duplicates import NearIndex, sketch, sketches
from workbench.data.leakage import Units, find_leakage
from workbench.data.overview import look_over
from workbench.data.readers.records import Document
from workbench.data.resemblance import Canonical, Shingles, Together, distinct, hashed, resemblance, shingles

PARTS = st.sampled_from(
    ["The ", "cat", "sat", ". ", "Σας", "ß", "İ", "红楼", "梦", "，", "\n", "  ", "e\u0301", "9", "x"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=30).map("".join))


def text_in(codes: object) -> str:
    return "".join(map(chr, np.asarray(codes).tolist()))


@given(TEXTS, TEXTS, st.integers(1, 9))
def test_that_the_resemblance_is_that_of_the_formula(first: str, second: str, size: int) -> None:
    one, other = (distinct(shingles(text, size)) for text in (first, second))
    assert [len(one), len(other)] == [len(by_hand.shingles(first, size)), len(by_hand.shingles(second, size))]
    assert resemblance(one, other) == pytest.approx(by_hand.resemblance(first, second, size))


@given(st.lists(TEXTS, max_size=6))
def test_that_many_texts_give_what_each_gives_alone(texts: list[str]) -> None:
    together = Shingles(texts)
    for number, text in enumerate(texts):
        assert together[number].tolist() == shingles(text).tolist()
    for one, made in zip(texts, sketches(texts), strict=True):
        alone = sketch(one)
        assert made is None if alone is None else np.array_equal(made, alone)


@given(TEXTS, st.lists(st.integers(0, 60), max_size=5))
def test_that_the_canonical_form_is_the_same_however_a_text_is_cut(text: str, places: list[int]) -> None:
    borders = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    canonical = Canonical()
    found = "".join(text_in(canonical.add(text[a:b])) for a, b in itertools.pairwise(borders))
    assert found == by_hand.canonical(text)


@given(TEXTS.map(lambda text: f"x{text}"), st.integers(1, 9), st.integers(1, 50))
def test_that_a_hash_is_that_of_the_formula_wherever_the_work_is_cut(text: str, size: int, piece: int) -> None:
    """A polynomial in the characters, mixed by two steps of SplitMix64, all modulo 2^64."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resemblance_module, "_PIECE", piece)
        found = hashed(narrow_codes(text), size)
    expected = []
    for start in range(len(text) - size + 1):
        number = 0
        for char in text[start : start + size]:
            number = (number * 0x9E3779B97F4A7C15 + ord(char)) % 2**64
        number = (number ^ number >> 32) * 0xBF58476D1CE4E5B9 % 2**64
        expected.append(number ^ number >> 29)
    assert found.tolist() == expected


@given(st.lists(TEXTS, max_size=6), st.integers(1, 9))
def test_that_the_sets_of_many_texts_are_those_of_each(texts: list[str], size: int) -> None:
    together = Together(texts, size)
    for number, (text, found) in enumerate(zip(texts, Shingles(texts, size).sets(), strict=True)):
        assert found.tolist() == distinct(shingles(text, size)).tolist()
        assert together.shingles(number).tolist() == shingles(text, size).tolist()
        assert together.count(number) == len(shingles(text, size))


@given(TEXTS)
def test_that_narrow_codes_are_those_of_the_characters(text: str) -> None:
    assert narrow_codes(text).tolist() == [ord(char) for char in text]
    assert (
        narrow_codes(f"a{text}").tobytes() == np.array([97, *map(ord, text)], narrow_codes(f"a{text}").dtype).tobytes()
    )


def near_by_cleaning(first: str, second: str) -> bool:
    cleaner = Cleaner(check({"cleaning": {"steps": ["near_duplicates"]}}).cleaning.active)
    found = cleaner.clean(Document(text, "a.txt", line) for line, text in enumerate((first, second)))
    return sum(isinstance(item, Document) for item in found) == 1


def near_by_leakage(first: str, second: str) -> bool:
    found = find_leakage([Units.of([second])], [Units.of([first])])
    assert found is not None
    return found.near == 1


def near_by_overview(folder: Path, first: str, second: str) -> bool:
    for name, text in (("a.txt", first), ("b.txt", second)):
        (folder / name).write_text(text, encoding="utf-8")
    found = look_over(check({"data": {"source": str(folder)}}), lambda: False)
    assert found is not None
    return found.near_copies == 1


ENGLISH = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness."
)
CHINESE = "此开卷第一回也。作者自云：因曾历过一番梦幻之后，故将真事隐去，而借“通灵”之说，撰此《石头记》一书也。"


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        (ENGLISH, ENGLISH.upper().replace(",", " -"), True),
        (ENGLISH, ENGLISH.replace("worst", "wurst"), True),
        (ENGLISH, "Call me Ishmael. Some years ago, never mind how long precisely, I had little money.", False),
        (CHINESE, CHINESE.replace("梦幻", "梦想"), True),
        (CHINESE, "列位看官：你道此书从何而来？说起根由，虽近荒唐，细按则深有趣味。", False),
    ],
)
def test_that_cleaning_leakage_and_the_overview_agree_on_near_copies(
    tmp_path: Path, first: str, second: str, near: bool
) -> None:
    assert (by_hand.resemblance(first, second, SHINGLE) >= SIMILAR) == near
    assert near_by_cleaning(first, second) == near
    assert near_by_leakage(first, second) == near
    assert near_by_overview(tmp_path, first, second) == near


def test_that_the_first_of_several_near_copies_is_named() -> None:
    index = NearIndex()
    chance = random.Random(1)
    texts = ["".join(chance.choices("abcdefghij klmnop", k=400)) for _ in range(40)]
    for text in texts:
        made = sketch(text)
        assert made is not None
        assert index.find(made) is None
        index.add(made)
        assert index.add(made) == 2 * texts.index(text) + 1
    for number, text in enumerate(texts):
        edited = sketch(f"{text[:200]}#{text[201:]}")
        assert edited is not None
        assert index.find(edited) == 2 * number
