from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from workbench import machine


def test_that_cores_are_at_most_the_processors_we_may_use() -> None:
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert machine.logical_cores() == allowed
    assert 1 <= machine.physical_cores() <= machine.logical_cores()


def test_that_two_threads_of_a_core_count_once_and_a_quota_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for cpu, siblings in enumerate(("0,2", "1,3", "0,2", "1,3")):
        folder = tmp_path / f"cpu{cpu}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(siblings)
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(machine, "_TOPOLOGY", tmp_path)
    monkeypatch.setattr(machine, "_QUOTA", quota)
    assert machine.physical_cores() == 2
    quota.write_text("max 100000\n")
    assert machine.physical_cores() == 2
    quota.write_text("50000 100000\n")
    assert machine.physical_cores() == 1


def test_that_a_system_that_keeps_silent_has_some_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert machine.logical_cores() == machine.physical_cores() == 1


def test_that_the_memory_is_that_which_the_system_tells() -> None:
    assert machine.memory_bytes() == os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what ended processes took")
def test_that_the_work_of_others_is_told_from_that_of_our_own_processes_once_they_have_ended() -> None:
    others = machine.OtherPrograms()
    spinning = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        taken = psutil.Process(spinning.pid)
        while taken.cpu_times().user < 0.5:
            machine.physical_cores()
        meanwhile = others.share()
    finally:
        spinning.kill()
        spinning.wait()
    assert 0 <= others.share() < meanwhile <= 1
