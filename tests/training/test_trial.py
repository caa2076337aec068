"""Two settings in turns: as many rounds as the answer needs, and no more than there is time for."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.training.trials import trial
from workbench.config.experiment import Experiment
from workbench.training.trial import CLEAR_AFTER, ROUNDS, Comparison, Pace, compare, is_clear

Tiny = Callable[..., Experiment]
VOCABULARY = 30


@pytest.mark.parametrize(
    ("gains", "clear"),
    [
        ([2.0, 2.0], False),  # two rounds say little
        ([1.3, 1.2, 1.4], True),
        ([0.7, 0.9, 0.8], True),
        ([1.3, 1.05, 1.4], False),  # one of them might be chance
        ([1.05] * 6, False),  # alike, but by too little for so few
        ([1.05] * 7, True),
        ([1.05] * 6 + [0.5], True),  # one round that met something else decides nothing
        ([1.05] * 4 + [0.95] * 3, False),
        ([0.95] * 7, True),
    ],
)
def test_that_rounds_go_on_as_long_as_they_leave_the_answer_open(gains: list[float], clear: bool) -> None:
    assert is_clear(gains, 1.02) is clear


def test_that_nine_of_ten_answers_given_after_some_rounds_are_right() -> None:
    generator = random.Random(1)
    for count in (ROUNDS, 15, 31):
        tries = [[generator.lognormvariate(0.0, 0.1) for _ in range(count)] for _ in range(2_000)]
        wrong = sum(is_clear(each, 1.0) for each in tries)  # their median is 1: nothing can be told
        assert wrong / len(tries) < 0.17  # a discrete test: at most one of eight for seven rounds
        right = sum(is_clear([1.2 * gain for gain in each], 1.0) for each in tries)
        assert right / len(tries) > 0.9


def test_that_the_gain_is_told_by_the_rounds_and_not_by_medians_of_different_moments() -> None:
    busy = Pace((1.0, 1.0, 3.0, 3.0, 3.0), (2.0,))  # the machine became slower for both
    other = Pace((0.5, 0.5, 1.5, 1.5, 3.1), (2.0,))
    assert Comparison(busy, other).gain == 2.0


def test_that_a_clear_answer_ends_a_comparison_early_and_an_open_one_where_the_time_is_over(tiny: Tiny) -> None:
    first, second = trial(tiny(), VOCABULARY), trial(tiny(), VOCABULARY)
    clear = compare(first, second, enough=20.0, seconds=60.0)
    assert len(clear.base.times) == len(clear.other.times) == CLEAR_AFTER
    over = compare(first, second, enough=1.0)
    assert CLEAR_AFTER <= len(over.base.times) <= ROUNDS
    assert over.base.losses[:20] == over.other.losses[:20]


def test_that_what_takes_twice_as_long_from_the_start_is_not_asked_again(tiny: Tiny) -> None:
    def wide(width: int) -> Experiment:
        return tiny(model={"architecture": "gpt", "layers": 2, "heads": 2, "width": width})

    quick, slow = trial(wide(16), VOCABULARY), trial(wide(1_024), VOCABULARY)
    comparison = compare(quick, slow, seconds=60.0)
    assert len(comparison.other.times) == 1
    assert comparison.gain < 0.5
