"""A batch for which memory is short: in parts, and once more after what was kept has been given back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from workbench.config.sections import Training
from workbench.errors import DeviceError
from workbench.events import BatchSplit, Event
from workbench.training.course import Course
from workbench.training.memory import BatchTooLargeError
from workbench.training.recovery import within_memory

CPU = torch.device("cpu")


def short_of_memory(times: int) -> tuple[Callable[[int], int], list[int]]:
    """A step that finds no memory so many times, and then tells in how many parts it did; all that it was asked for."""
    asked: list[int] = []

    def compute(parts: int) -> int:
        asked.append(parts)
        if len(asked) <= times:
            raise BatchTooLargeError
        return parts

    return compute, asked


@pytest.mark.parametrize(
    ("batch_size", "times", "asked"),
    [(8, 0, [1]), (8, 1, [1, 2]), (8, 3, [1, 2, 4, 8]), (6, 3, [1, 2, 4, 6]), (1, 1, [1, 1])],
)
def test_that_a_batch_is_halved_and_a_single_sequence_tried_once_more(
    batch_size: int, times: int, asked: list[int]
) -> None:
    compute, seen = short_of_memory(times)
    events: list[Event] = []
    course = Course(5)
    assert within_memory(compute, course, Training(batch_size=batch_size), CPU, events.append) == asked[-1]
    assert seen == asked
    splits = [event.parts for event in events if isinstance(event, BatchSplit)]
    assert splits == asked[1:] * (batch_size > 1)
    assert [adjustment.parts for adjustment in course.adjustments] == splits


@pytest.mark.parametrize(("batch_size", "asked"), [(1, [1, 1]), (4, [1, 2, 4])])
def test_that_a_sequence_that_does_not_fit_is_explained_in_the_end(batch_size: int, asked: list[int]) -> None:
    compute, seen = short_of_memory(100)
    with pytest.raises(DeviceError, match="even with one sequence of 64 tokens"):
        within_memory(compute, Course(5), Training(batch_size=batch_size, context_length=64), CPU, lambda event: None)
    assert seen == asked
