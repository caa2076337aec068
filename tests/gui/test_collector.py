"""Python's cyclic collector works in the window's thread alone."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.windows import close_window
from workbench.gui.collector import Collector
from workbench.gui.interpreter import kept_quick
from workbench.gui.main_window import MainWindow


class Knot:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    gc.enable()
    made.start()
    yield made
    made.stop()
    gc.disable()


def tie_many(freed_in: list[str], count: int) -> None:
    for _ in range(count):
        weakref.finalize(Knot(), lambda: freed_in.append(threading.current_thread().name))


def test_that_what_a_job_leaves_is_freed_in_the_windows_thread(collector: Collector, qtbot: QtBot) -> None:
    freed_in: list[str] = []
    job = threading.Thread(target=tie_many, args=(freed_in, 5_000))
    job.start()
    job.join()
    assert freed_in == []
    qtbot.waitUntil(lambda: len(freed_in) == 5_000)
    assert set(freed_in) == {threading.main_thread().name}


def test_that_nothing_is_done_while_little_was_left(collector: Collector) -> None:
    gc.collect()
    freed_in: list[str] = []
    tie_many(freed_in, 3)
    collector.collect()
    assert freed_in == []


def test_that_the_collector_is_given_back(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


def test_that_what_is_there_when_it_starts_is_passed_over(qtbot: QtBot) -> None:
    gc.collect()
    made, freed_in = Collector(), list[str]()
    made.hold()
    tie_many(freed_in, 5_000)
    assert freed_in == []
    made.start()
    made.collect()
    gc.collect()
    assert freed_in == []
    made.stop()
    gc.disable()
    gc.unfreeze()
    gc.collect()
    assert len(freed_in) == 5_000


def test_that_threads_let_the_window_have_its_turn_soon_while_it_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    before = sys.getswitchinterval()
    window = MainWindow()
    qtbot.addWidget(window)
    with kept_quick(qapp, window):
        assert sys.getswitchinterval() < 0.001
        assert not gc.isenabled()
        frozen = gc.get_freeze_count()
        window.engine_ready.emit()
        assert gc.get_freeze_count() > frozen
    assert sys.getswitchinterval() == before
    assert gc.isenabled()
    gc.disable()  # as it is while a test runs
    close_window(window)
