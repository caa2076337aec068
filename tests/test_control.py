from __future__ import annotations

import threading

from workbench.control import JobControl


def test_that_a_stop_ends_a_pause_and_no_pause_follows_it() -> None:
    control = JobControl()
    control.pause()
    assert control.pause_requested
    assert not control.wait_while_paused(0.0)
    control.stop()
    assert control.wait_while_paused(0.0)
    control.pause()
    assert not control.pause_requested
    assert control.wait_while_paused(0.0)


def test_that_a_pause_that_races_with_a_stop_holds_nobody_up() -> None:
    control = JobControl()
    asked = threading.Event()

    class Between(threading.Event):
        """Lets the stop in after the pause has looked for one, and before it takes hold."""

        def is_set(self) -> bool:
            before = super().is_set()
            if not asked.is_set():
                asked.set()
                control.stop()
            return before

    control._stop = Between()
    control.pause()
    assert control.stop_requested
    assert not control.pause_requested
    assert control.wait_while_paused(0.0)


def test_that_a_waiting_job_is_woken_by_another_thread() -> None:
    control = JobControl()
    control.pause()
    answers: list[bool] = []
    job = threading.Thread(target=lambda: answers.append(control.wait_while_paused(60.0)))
    job.start()
    control.resume()
    job.join(60.0)
    assert answers == [True]


def test_that_requests_are_taken_once_in_the_order_they_came_from_any_thread() -> None:
    control = JobControl()
    taken: list[int] = []
    threads = [threading.Thread(target=lambda n=n: control.request(lambda job: taken.append(n))) for n in range(20)]
    for thread in threads:
        thread.start()
        thread.join()
    for request in control.take_requests():
        request(None)
    assert taken == list(range(20))
    assert control.take_requests() == []
