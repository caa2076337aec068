"""Live drawing that leaves the processor to the training."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from workbench.gui.plots.pace import SHARE, SHORTEST_MS, PacedDrawing


def test_that_the_first_request_is_drawn_at_once(qtbot: QtBot) -> None:
    drawn: list[int] = []
    PacedDrawing(lambda: drawn.append(1)).request()
    assert drawn == [1]


def test_that_requests_in_quick_succession_are_drawn_together_and_none_is_lost(qtbot: QtBot) -> None:
    seen: list[int] = []
    newest = [0]
    pace = PacedDrawing(lambda: seen.append(newest[0]))
    for number in range(1, 6):
        newest[0] = number
        pace.request()
    assert seen == [1]
    qtbot.waitUntil(lambda: seen == [1, 5])


def test_that_costly_drawing_is_done_more_seldom() -> None:
    def work() -> None:
        end = time.thread_time() + 0.01
        while time.thread_time() < end:
            pass

    costly, cheap = PacedDrawing(work), PacedDrawing(lambda: None)
    costly.request()
    cheap.request()
    assert cheap._timer.interval() == SHORTEST_MS
    assert costly._timer.interval() >= 10 / SHARE
