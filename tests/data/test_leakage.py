"""What is kept out of training is found in it again, and nearly the same too."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data import by_hand
from workbench.config.sections import Data
from workbench.data import leakage, sketches
from workbench.data.leakage import HEAD, Found, UnitMaker, Units, find_leakage
from workbench.data.resemblance import Hashes, resemblance
from workbench.data.source import load_source


def searched(held: list[str], train: list[str]) -> Found:
    found = find_leakage([Units.of(held)], [Units.of(train)])
    assert found is not None
    return found


def all_pairs(held: list[str], train: list[str]) -> Found:
    """Every pair compared."""
    exact = [text for text in held if text in train]
    near = [
        text for text in held if text not in train and any(by_hand.resemblance(text, other) >= 0.8 for other in train)
    ]
    return Found(len(held), len(held), len(exact), len(near))


WORDS = st.sampled_from(["the", "cat", "sat", "on", "a mat", "and saw", "dogs", "狗", "猫", "坐", "垫子", "上"])
TEXTS = st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=8)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_that_the_search_finds_what_a_comparison_of_all_pairs_finds(held: list[str], train: list[str]) -> None:
    assert searched(held, train) == all_pairs(held, train)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_that_pairs_are_ruled_out_only_where_they_are_no_near_copies(held: list[str], train: list[str]) -> None:
    with patch.object(sketches, "_FEWEST_PAIRS", 0):
        assert searched(held, train) == all_pairs(held, train)


def test_that_among_texts_made_after_one_pattern_the_near_copies_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = load_source(Data(sample_characters=60_000)).text.split("\n\n")
    train, held = stories[:-12], stories[-12:]
    chance = random.Random(2)
    for text in chance.sample(train, 30):
        place = chance.randrange(len(text))
        held.append(f"{text[:place]}#{text[place + 1 :]}")
    compared: list[float] = []

    def counted(first: Hashes, second: Hashes) -> float:
        compared.append(resemblance(first, second))
        return compared[-1]

    monkeypatch.setattr(leakage, "resemblance", counted)
    assert searched(held, train) == (found := all_pairs(held, train))
    assert found.near == 30
    assert len(compared) > 2 * found.near
    monkeypatch.setattr(sketches, "_FEWEST_PAIRS", 0)
    compared.clear()
    assert searched(held, train) == found
    assert len(compared) == found.near


def test_that_edited_paragraphs_of_a_real_text_are_found(shakespeare: Path) -> None:
    paragraphs = shakespeare.read_text(encoding="utf-8")[:60_000].split("\n\n")
    chance = random.Random(1)
    train, held = paragraphs[:-60], paragraphs[-60:] + paragraphs[:20]
    for text in chance.sample(train, 40):
        place = chance.randrange(len(text))
        held.append(f"{text[:place]}#{text[place + 1 :]}")
    expected = all_pairs(held, train)
    assert expected.exact >= 20
    assert expected.near > 20
    found = searched(held, train)
    assert (found.exact, found.looked_at) == (expected.exact, expected.looked_at)
    assert found.near == pytest.approx(expected.near, abs=1)  # one pair in 800 may be missed


def test_that_equal_units_count_each_time() -> None:
    assert searched(["same text here"] * 3 + ["another one"], ["same text here"]) == Found(4, 4, 3, 0)


def test_that_texts_too_short_for_a_shingle_are_found_exactly() -> None:
    assert searched(["ab", "", "cd"], ["ab", "", "abc"]) == Found(3, 3, 2, 0)


def test_that_a_unit_in_pieces_is_the_same_as_whole() -> None:
    text = "0123456789" * HEAD
    maker = UnitMaker()
    for start in range(0, len(text), 7_001):
        maker.add(text[start : start + 7_001])
    key, head = maker.unit()
    assert Units.of([text]) == ([key], [head])
    assert len(head) == HEAD


def test_that_a_long_unit_differs_exactly_by_its_end_and_is_still_near() -> None:
    text = "".join(map(chr, random.Random(2).choices(range(97, 123), k=3 * HEAD)))
    assert searched([f"{text}!"], [text]) == Found(1, 1, 0, 1)


def test_that_of_too_many_a_part_is_looked_at_that_does_not_depend_on_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leakage, "MOST_HELD", 50)
    texts = [f"document number {number}" for number in range(1_000)]
    first = searched(texts, texts[::2])
    second = searched(texts[::-1], texts[::2])
    assert first.units == second.units == 1_000
    assert 50 <= first.looked_at <= 100
    assert 0.3 < first.exact / first.looked_at < 0.7
    monkeypatch.setattr(leakage, "MOST_HELD", 10_000)
    monkeypatch.setattr(leakage, "MOST_HELD_CHARACTERS", 1_000)
    assert 1_000 <= searched(texts, texts).looked_at * 19 <= 2_100


def test_that_a_phrase_that_all_have_does_not_make_them_similar() -> None:
    phrase = "Question and answer, as they were asked and given on that day: "
    tails = [hashlib.blake2b(str(number).encode()).hexdigest() for number in range(600)]
    held, train = ([phrase + tail for tail in some] for some in (tails[:200], tails[200:]))
    assert searched(held, train) == Found(200, 200, 0, 0)


def test_that_the_same_text_in_other_letters_and_marks_is_near() -> None:
    assert searched(["THE CAT, sat!"], [" the “cat” sat"]) == Found(1, 1, 0, 1)
    assert searched(["黛玉笑道：“你又来了。”"], ["黛玉笑道你，又来了"]) == Found(1, 1, 0, 0)  # a gap splits words
    assert searched(["黛玉笑道：“你又来了。”"], ["黛玉笑道，你又来了"]) == Found(1, 1, 0, 1)


def test_that_a_search_stops_when_told_to() -> None:
    assert find_leakage([Units.of(["a"])], [Units.of(["b"])], lambda: True) is None
