"""The bundled corpora: deterministic, learnable, and with an exact floor where one is promised."""

from __future__ import annotations

import hashlib
import math
import os
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from workbench.config.sections import Data
from workbench.data.corpora import generators
from workbench.data.corpora._markov_chain import ALPHABET, BRANCHES, successors
from workbench.data.offered import describe_sources
from workbench.data.source import load_source
from workbench.errors import DataError

ORDERS = (1, 2, 3, 4, 5)


def markov(characters: int, seed: int, order: int) -> tuple[str, float]:
    corpus = generators()["markov"].generate(characters, seed, order)
    assert corpus.entropy_rate is not None
    return corpus.text, corpus.entropy_rate


def codes(text: str) -> np.ndarray:
    table = np.full(128, -1)
    table[[ord(char) for char in ALPHABET]] = np.arange(len(ALPHABET))
    return table[np.frombuffer(text.encode("ascii"), np.uint8)]


def transition_matrix(order: int, seed: int) -> np.ndarray:
    """The probability of each letter after each context: shape (9 ** order, 9)."""
    allowed = successors(order, seed)
    matrix = np.zeros((len(allowed), len(ALPHABET)))
    np.put_along_axis(matrix, allowed, 1.0 / BRANCHES, axis=1)
    return matrix


def contexts(letters: np.ndarray, order: int) -> np.ndarray:
    """The context before each letter from number ``order`` on, as a number in base 9."""
    number = np.zeros(len(letters) - order, np.int64)
    for back in range(order):
        number = number * len(ALPHABET) + letters[back : len(letters) - order + back]
    return number


def block_entropy(text: str, length: int) -> float:
    """Entropy of the blocks of ``length`` letters in nats, with the Miller-Madow correction."""
    counts = np.array(list(Counter(text[i : i + length] for i in range(len(text) - length + 1)).values()))
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum() + (len(counts) - 1) / (2 * counts.sum()))


@pytest.mark.parametrize("order", [1, 2, 3])
def test_that_the_exact_rate_agrees_with_a_long_empirical_estimate(order: int) -> None:
    text, rate = markov(1_000_000, 7, order)
    estimate = block_entropy(text, order + 1) - block_entropy(text, order)
    assert estimate == pytest.approx(rate, abs=0.003)


@pytest.mark.parametrize("order", [2, 3])
def test_that_a_shorter_memory_costs_more_so_that_the_order_is_real(order: int) -> None:
    text, rate = markov(300_000, 7, order)
    shorter = block_entropy(text, order) - block_entropy(text, order - 1)
    assert shorter > rate + 0.1


@pytest.mark.parametrize("order", ORDERS)
def test_that_the_exact_rate_agrees_with_the_stationary_distribution(order: int) -> None:
    matrix = transition_matrix(order, 3)
    states = len(ALPHABET) ** order
    following = np.arange(states)[:, None] * len(ALPHABET) % states + np.arange(len(ALPHABET))
    weights = np.full(states, 1.0 / states)
    for _ in range(200):
        moved = np.bincount(following.ravel(), (weights[:, None] * matrix).ravel(), minlength=states)
        weights = (weights + moved) / 2  # a lazy walk has the same stationary distribution and no period
    rows = -np.where(matrix > 0, matrix * np.log(np.where(matrix > 0, matrix, 1.0)), 0.0).sum(axis=1)
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)
    assert float(weights @ rows) == pytest.approx(markov(10, 3, order)[1], abs=1e-12)


@pytest.mark.parametrize("order", ORDERS)
def test_that_a_model_which_knows_the_source_attains_the_rate_exactly_on_any_piece(order: int) -> None:
    text, rate = markov(20_000, 11, order)
    letters = codes(text)
    loss = -np.log(transition_matrix(order, 11)[contexts(letters, order), letters[order:]])
    assert loss.mean() == pytest.approx(rate, abs=1e-12)
    assert loss[-500:].mean() == pytest.approx(rate, abs=1e-12)
    assert rate == math.log(3)


@pytest.mark.parametrize("order", ORDERS)
def test_that_three_letters_follow_each_context_and_none_follows_itself(order: int) -> None:
    allowed = successors(order, 2)
    assert allowed.shape == (9**order, 3)
    assert (np.diff(allowed, axis=1) > 0).all()
    assert (allowed != (np.arange(9**order) % 9)[:, None]).all()


def test_that_the_drawn_letters_are_equally_likely() -> None:
    letters = codes(markov(300_000, 5, 2)[0])
    allowed = successors(2, 5)[contexts(letters, 2)]
    shares = np.bincount((allowed < letters[2:, None]).sum(axis=1), minlength=3) / (len(letters) - 2)
    assert np.abs(shares - 1 / 3).max() < 5 * math.sqrt(2 / 9 / len(letters))


@pytest.mark.parametrize(
    ("name", "seed", "order", "checksum"),
    [
        ("markov", 1, 2, "8b75ca7828909372"),
        ("markov", 9, 5, "5e973e81cb249c39"),
        ("stories", 1, 2, "55695beb18fcbd5c"),
        ("stories", 77, 2, "b0a26c5de2650d70"),
    ],
)
def test_that_a_corpus_is_the_same_on_every_machine(name: str, seed: int, order: int, checksum: str) -> None:
    text = generators()[name].generate(100_000, seed, order).text
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == checksum


def test_that_a_corpus_does_not_depend_on_the_hash_seed_of_the_process() -> None:
    program = (
        "from workbench.data.corpora import generators; from hashlib import sha256;"
        "print(sha256(''.join(g.generate(5000, 4, 3).text for g in generators().values()).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout


@pytest.mark.parametrize("name", ["stories", "markov"])
def test_that_a_corpus_has_the_length_asked_for_and_begins_alike(name: str) -> None:
    generator = generators()[name]
    long = generator.generate(70_000, 3, 2).text
    assert len(long) == 70_000
    assert generator.generate(1_234, 3, 2).text == long[:1_234]
    assert generator.generate(1_234, 4, 2).text != long[:1_234]


def test_that_the_stories_have_several_hundred_words_and_a_small_alphabet() -> None:
    text = load_source(Data()).text
    assert len(set(re.findall(r"[a-z']+", text.lower()))) > 700
    assert len(set(text)) < 70
    assert text.isascii()


def test_that_no_slot_or_choice_is_left_unfilled_in_any_story() -> None:
    text = generators()["stories"].generate(1_500_000, 8, 2).text
    assert not re.search(r"[{}\[\]|]|  | \n|\ba [aeiou]|\ban (?!hour|honest)[^aeiou]|\ba honest|\.\.|,,| [,.!?]", text)


def test_that_the_sentences_of_the_stories_begin_with_a_capital_and_quotes_are_paired() -> None:
    stories = generators()["stories"].generate(300_000, 2, 2).text.split("\n\n")[:-1]
    for story in stories:
        assert story.count('"') % 2 == 0, story
        for paragraph in story.split("\n"):
            assert re.match(r'"?[A-Z]', paragraph), paragraph
            assert paragraph[-1] in '.!?"', paragraph
            assert not re.search(r"[.!?] [a-z]", paragraph), paragraph


def test_that_pronouns_agree_with_the_hero() -> None:
    stories = generators()["stories"].generate(400_000, 6, 2).text.split("\n\n")[:-1]
    checked = 0
    for story in stories:
        match = re.search(r"\b(girl|boy)\b.*?(He|She) (?:loved|liked|had a|took everywhere)", story.split("\n")[0])
        if match:
            checked += 1
            assert (match[1], match[2]) in {("girl", "She"), ("boy", "He")}, story
    assert checked > 50


def test_that_each_sample_is_described_and_can_be_loaded() -> None:
    sources = describe_sources()
    assert [source for source, _, _ in sources] == ["sample:stories", "sample:markov"]
    for source, label, summary in sources:
        text = load_source(Data(source=source, sample_characters=2_000))
        assert len(text.text) == text.bytes == 2_000
        assert text.name == label
        assert summary.endswith(".")


def test_that_an_unknown_sample_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DataError) as caught:
        load_source(Data(source="sample:poems"))
    assert "poems" in caught.value.message
    assert "sample:stories, sample:markov" in caught.value.advice
    with pytest.raises(DataError, match="empty"):
        load_source(Data(source=" "))
