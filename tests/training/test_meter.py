from __future__ import annotations

from workbench.training.meter import Meter


class Clock:
    """A clock set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_that_pauses_do_not_count() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.start()
    meter.mark(0)
    clock.now += 2.0
    meter.mark(20)
    meter.stop()
    clock.now += 1000.0
    assert meter.seconds == 2.0
    meter.start()
    clock.now += 2.0
    meter.mark(40)
    assert (meter.seconds, meter.steps_per_second()) == (4.0, 10.0)


def test_that_the_rate_is_a_recent_one() -> None:
    clock = Clock()
    meter = Meter(clock)
    assert meter.steps_per_second() == 0.0
    meter.start()
    for second in range(100):
        meter.mark(second if second < 50 else 50 + 3 * (second - 50))
        clock.now += 1.0
    assert meter.steps_per_second() == 3.0
