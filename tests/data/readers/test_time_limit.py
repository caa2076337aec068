"""A call into a library ends when its time is up, and leaves nothing behind that would end a later one."""

from __future__ import annotations

import importlib
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

import pytest

from workbench.data.readers.time_limit import TimeLimitError, within

SOURCE = """
import time


def endless():
    while True:
        try:
            for _ in range(100):
                pass
        except Exception:
            pass


def elsewhere(call):
    return call()


def count(most):
    total = 0
    for number in range(most):
        total += number
    return total
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "slow_library").mkdir()
    (tmp_path / "slow_library" / "__init__.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "slow_library", raising=False)
    return importlib.import_module("slow_library")


def test_that_an_endless_call_ends_although_the_library_catches_errors(library: ModuleType) -> None:
    begun = time.monotonic()
    with pytest.raises(TimeLimitError):
        within(0.1, "slow_library", library.endless)
    assert 0.1 <= time.monotonic() - begun < 10


def test_that_a_quick_call_gives_what_it_found_and_what_it_raises(library: ModuleType) -> None:
    assert within(60, "slow_library", lambda: library.count(10)) == 45
    with pytest.raises(ZeroDivisionError):
        within(60, "slow_library", lambda: library.elsewhere(lambda: 1 / 0))


def test_that_nothing_but_the_library_is_interrupted(library: ModuleType) -> None:
    release = threading.Event()
    threading.Timer(0.3, release.set).start()
    assert within(0.05, "slow_library", lambda: library.elsewhere(lambda: release.wait(30)))


def test_that_a_call_that_ends_at_the_very_limit_is_over(library: ModuleType) -> None:
    for turn in range(200):
        try:
            within(0.0005, "slow_library", lambda turn=turn: library.count(20 * turn))
        except TimeLimitError:
            continue
    assert library.count(1_000_000) == 499_999_500_000
    for thread in threading.enumerate():
        if thread.name == "time limit":
            thread.join(10)
            assert not thread.is_alive()
