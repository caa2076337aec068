"""Memory that stays with a job, and what is left when the job is over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK, MIDDLING = 64 * 2**20, 4 * 2**20
"""More than glibc ever keeps by itself; and what it keeps once it has seen some."""
FAULTS = """
import resource, sys, threading
if sys.argv[1] == "limited":
    resource.setrlimit(resource.RLIMIT_AS, (2**46, resource.RLIM_INFINITY))
from contextlib import nullcontext
import torch
from workbench.training.allocator import steady_memory

def take_and_give_back(times):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        torch.ones(int(sys.argv[2]) // 4)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

def another_job():
    with steady_memory():
        pass

with nullcontext() if sys.argv[1] == "as it comes" else steady_memory():
    if sys.argv[1] == "beside another":
        other = threading.Thread(target=another_job)
        other.start()
        other.join()
    if sys.argv[1] != "afterwards":
        take_and_give_back(30)  # blocks of memory that differ a little in size find their places
        print(take_and_give_back(10))
if sys.argv[1] == "afterwards":
    take_and_give_back(30)
    print(take_and_give_back(10))
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the allocator of glibc is meant")


def test_that_memory_given_back_by_a_step_is_there_for_the_next() -> None:
    assert page_faults("steady", BLOCK) < BLOCK // 4096
    assert page_faults("as it comes", BLOCK) > 5 * BLOCK // 4096


def test_that_a_job_that_ends_takes_nothing_from_another() -> None:
    assert page_faults("beside another", BLOCK) < BLOCK // 4096


def test_that_a_process_of_limited_addresses_keeps_none() -> None:
    assert page_faults("limited", MIDDLING) > 5 * MIDDLING // 4096


def test_that_afterwards_blocks_of_a_few_megabytes_need_no_new_pages() -> None:
    assert page_faults("afterwards", MIDDLING) < MIDDLING // 4096


def page_faults(how: str, size: int) -> int:
    """Of ten allocations, in a process of its own: what others left on the heap decides where a block comes from."""
    command = [sys.executable, "-c", FAULTS, how, str(size)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
