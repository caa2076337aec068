"""What brings batches to the device gives those of the text, in order, and for a GPU one step ahead."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from workbench.data.batches import Batches
from workbench.training.feed import Feed

CPU = torch.device("cpu")


class Watched(Batches):
    """Batches that tell which were read, and in which thread; number 7 is on a part of the disk that is gone."""

    def __init__(self) -> None:
        super().__init__(np.arange(500, dtype=np.uint16), 4, 3, seed=1)
        self.read: list[tuple[int, bool]] = []
        self.reading = threading.Condition()

    def batch(self, index: int) -> NDArray[np.int64]:
        if index == 7:
            raise OSError(5, "Input/output error")
        made = super().batch(index)
        with self.reading:
            self.read.append((index, threading.current_thread() is threading.main_thread()))
            self.reading.notify_all()
        return made


def taken(feed: Feed, first: int, count: int) -> list[torch.Tensor]:
    return list(feed.take(first, count))


@pytest.mark.parametrize("ahead", [False, True])
def test_that_each_update_gets_its_batches_also_after_a_leap(ahead: bool) -> None:
    batches, feed = Watched(), Feed(Watched(), CPU, ahead)
    for first, count in ((0, 2), (2, 2), (9, 1), (3, 3), (3, 1)):
        expected = [torch.from_numpy(batches.batch(index)) for index in range(first, first + count)]
        assert all(map(torch.equal, taken(feed, first, count), expected))
        assert torch.equal(feed.batch(first), expected[0])


def test_that_ahead_the_next_batch_is_read_by_another_thread_before_it_is_asked_for() -> None:
    batches = Watched()
    feed = Feed(batches, CPU, ahead=True)
    taken(feed, 0, 1)
    with batches.reading:
        assert batches.reading.wait_for(lambda: len(batches.read) == 2, timeout=30)
    taken(feed, 1, 1)
    with batches.reading:
        assert batches.reading.wait_for(lambda: len(batches.read) == 3, timeout=30)
    assert batches.read == [(0, False), (1, False), (2, False)]


def test_that_a_processor_reads_a_batch_when_it_is_asked_for() -> None:
    batches = Watched()
    taken(Feed(batches, CPU), 0, 2)
    assert batches.read == [(0, True), (1, True)]


@pytest.mark.parametrize("ahead", [False, True])
def test_that_what_cannot_be_read_is_told_when_it_is_needed(ahead: bool) -> None:
    feed = Feed(Watched(), CPU, ahead)
    taken(feed, 5, 2)
    with pytest.raises(OSError, match="Input/output error"):
        taken(feed, 7, 1)
    assert len(taken(feed, 8, 1)) == 1


def test_that_the_thread_ends_with_the_feed() -> None:
    before = threading.enumerate()
    feed = Feed(Watched(), CPU, ahead=True)
    taken(feed, 0, 1)
    [thread] = [each for each in threading.enumerate() if each not in before]
    del feed
    thread.join(30)
    assert not thread.is_alive()


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no GPU")
def test_that_for_a_gpu_batches_wait_in_pinned_memory() -> None:
    [batch] = taken(Feed(Watched(), torch.device("cuda")), 0, 1)
    assert batch.is_pinned()
