"""Copies of documents, exact and near, against exact set arithmetic."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data import by_hand
from workbench.data.duplicates import (
    PERMUTATIONS,
    ExactIndex,
    Fingerprint,
    NearIndex,
    Signature,
    Sketch,
    bands,
    estimate,
    fingerprint,
    sketch,
)

TEXTS = st.lists(
    st.sampled_from(["the ", "cat", "sat.", "Σας ", "红楼", "梦。", "\n", " ", "don't", "é", "ﬁ"]), max_size=40
)


def words(count: int, seed: int) -> list[str]:
    return [f"w{random.Random(seed + n).randrange(10**6)}" for n in range(count)]


def changed(text: list[str], share: float, seed: int) -> list[str]:
    """The text with a share of its end replaced."""
    keep = round(len(text) * (1 - share))
    return text[:keep] + words(len(text) - keep, seed)


def cut(text: str, places: list[int]) -> list[str]:
    borders = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[a:b] for a, b in itertools.pairwise(borders)] or [text]


@given(TEXTS.map("".join), st.lists(st.integers(0, 200), max_size=6))
def test_that_a_document_is_the_same_however_it_is_cut(text: str, places: list[int]) -> None:
    made, whole = Sketch(), sketch(text)
    hashed = Fingerprint()
    for piece in cut(text, places):
        made.update(piece)
        hashed.update(piece)
    found = made.finish()
    assert hashed.digest() == fingerprint(text)
    assert (found is None) == (whole is None) == (not by_hand.shingles(text))
    assert found is None or found.tolist() == whole.tolist()


def test_that_only_a_document_seen_before_is_an_exact_copy() -> None:
    index = ExactIndex()
    assert [index.add(fingerprint(text)) for text in ("a", "b", "a", "a ", "")] == [True, True, False, True, True]
    assert fingerprint("b") in index
    assert fingerprint("c") not in index


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.8])
def sketched(text: str) -> Signature:
    made = sketch(text)
    assert made is not None
    return made


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.8])
def test_that_an_estimate_lies_within_four_standard_errors_of_the_exact_index(share: float) -> None:
    one = words(600, 1)
    for seed in range(5):
        other = changed(one, share, 10_000 * (seed + 1))
        exact = by_hand.resemblance(" ".join(one), " ".join(other))
        found = estimate(sketched(" ".join(one)), sketched(" ".join(other)))
        assert abs(found - exact) <= 4 * (exact * (1 - exact) / PERMUTATIONS) ** 0.5 + 1e-9


@pytest.mark.parametrize("threshold", [0.5, 0.8, 0.95])
def test_that_near_copies_are_found_and_others_are_not(threshold: float) -> None:
    index = NearIndex(threshold)
    originals = [" ".join(words(400, 1_000_000 * n)) for n in range(30)]
    for text in originals:
        assert index.find(sketched(text)) is None
        index.add(sketched(text))
    near = far = 0
    for number, text in enumerate(originals):
        for share in (0.01, 0.2, 0.5, 0.9):
            other = " ".join(changed(text.split(), share, 77_000_000 + number))
            exact, found = by_hand.resemblance(text, other), index.find(sketched(other))
            if exact > threshold + 0.12:
                assert found == number
                near += 1
            elif exact < threshold - 0.15:
                assert found is None
                far += 1
    assert far >= 30
    assert near >= 30 or threshold == 0.95


def test_that_a_chinese_text_with_a_word_changed_is_a_near_copy() -> None:
    text = "此开卷第一回也。作者自云：因曾历过一番梦幻之后，故将真事隐去，而借“通灵”之说，撰此《石头记》一书也。" * 3
    other = text.replace("作者自云", "作者自言", 1)
    index = NearIndex(0.8)
    index.add(sketched(text))
    assert index.find(sketched(other)) == 0
    assert index.find(sketched("列位看官：你道此书从何而来？说起根由，虽近荒唐，细按则深有趣味。")) is None


def test_that_case_and_punctuation_make_no_near_copy_another() -> None:
    assert sketched("The cat, sat.").tolist() == sketched("the  CAT sat").tolist()
    assert sketch(" .,!\n") is None


@settings(max_examples=50)
@given(st.floats(0.05, 1.0))
def test_that_a_pair_at_the_threshold_shares_a_band_nearly_always(threshold: float) -> None:
    count = bands(threshold)
    assert PERMUTATIONS % count == 0
    assert count == PERMUTATIONS or 1 - (1 - threshold ** (PERMUTATIONS // count)) ** count >= 0.99
