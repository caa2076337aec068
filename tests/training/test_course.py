from __future__ import annotations

import json
from typing import Any

import pytest

from workbench.errors import CheckpointError
from workbench.training.adjustments import Adjustment
from workbench.training.course import Course

SAVED = Course(7, 6, 1.5, 1.6, False, 2.0, (Adjustment(3, rate_factor=0.5),)).to_json(seconds=3.0)


def read_back(**changes: Any) -> Course:
    return Course.from_json(json.loads(json.dumps({**SAVED, **changes})))


def test_that_a_course_survives_its_file() -> None:
    assert read_back() == Course(7, 6, 1.5, 1.6, False, 3.0, (Adjustment(3, rate_factor=0.5),))


def test_that_what_an_earlier_release_did_not_save_takes_its_default() -> None:
    assert Course.from_json({"step": 7}) == Course(7)


def test_that_what_a_later_release_added_is_left_out() -> None:
    later = [{"step": 3, "rate_factor": 0.5, "reason": "a storm"}]
    assert read_back(weather="fair", adjustments=later) == read_back()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"step": "seven"}, "“step” cannot be 'seven'"),
        ({"step": None}, "“step” cannot be None"),
        ({"seconds": True}, "“seconds” cannot be True"),
        ({"best_val_loss": [1]}, "“best_val_loss” cannot be"),
        ({"adjustments": 3}, "“adjustments” cannot be 3"),
        ({"adjustments": [3]}, "no named values"),
        ({"adjustments": [{"parts": 2}]}, "“step” is missing"),
    ],
)
def test_that_a_course_that_cannot_be_is_refused_in_words(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(CheckpointError, match=words) as caught:
        read_back(**changes)
    assert "another checkpoint" in caught.value.advice


def test_that_a_course_without_its_step_is_refused_in_words() -> None:
    with pytest.raises(CheckpointError, match="“step” is missing"):
        Course.from_json({name: value for name, value in SAVED.items() if name != "step"})
