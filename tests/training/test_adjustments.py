from __future__ import annotations

import json
from dataclasses import asdict

from workbench.training.adjustments import (
    Adjustment,
    from_events,
    from_json,
    parts_of_a_batch,
    rate_factor,
    windows_of_a_measurement,
)
from workbench.training.course import Course

TWICE = (Adjustment(60, rate_factor=0.5), Adjustment(40, rate_factor=0.25))


def test_that_the_rate_is_lowered_from_the_step_after_the_one_gone_back_to() -> None:
    assert [rate_factor(TWICE[:1], step) for step in (1, 60, 61, 1000)] == [1.0, 1.0, 0.5, 0.5]


def test_that_a_rate_once_lowered_does_not_rise_where_an_earlier_one_was_set() -> None:
    assert [rate_factor(TWICE, step) for step in (40, 41, 60, 61)] == [1.0, 0.25, 0.25, 0.25]


def test_that_a_course_keeps_its_adjustments_through_json_and_an_old_one_has_none() -> None:
    course = Course(step=70, adjustments=TWICE)
    plain = json.loads(json.dumps(course.to_json(seconds=1.0)))
    assert Course.from_json(plain).adjustments == TWICE
    del plain["adjustments"]
    assert Course.from_json(plain).adjustments == ()
    assert from_json([asdict(one) for one in TWICE]) == TWICE


def test_that_recorded_events_give_the_adjustments_back() -> None:
    events = [
        {"type": "notice", "message": "hello"},
        {"type": "rolled_back", "step": 63, "to_step": 60, "rate_factor": 0.5, "message": ""},
        {"type": "rolled_back", "step": 61, "to_step": 40, "rate_factor": 0.25, "message": ""},
        {"type": "batch_split", "step": 70, "parts": 4, "message": ""},
        {"type": "measuring_split", "step": 80, "windows": 16, "message": ""},
    ]
    assert from_events(events) == (*TWICE, Adjustment(70, parts=4), Adjustment(80, windows=16))


def test_that_measurements_once_split_are_never_made_whole_again_from_that_one_on() -> None:
    split = (*TWICE, Adjustment(5, windows=32), Adjustment(5, windows=16), Adjustment(9, parts=4))
    assert [windows_of_a_measurement(split, step) for step in (0, 4, 5, 100)] == [None, None, 16, 16]
    assert parts_of_a_batch(split, 6) == 1


def test_that_a_batch_once_split_is_never_taken_whole_again() -> None:
    split = (Adjustment(5, parts=2), *TWICE, Adjustment(5, parts=4))
    assert [parts_of_a_batch(split, step) for step in (1, 5, 6, 100)] == [1, 1, 4, 4]
    assert rate_factor(split, 100) == 0.25
