"""Where oneDNN found no memory once, the thread is of no more use to it: another one computes."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from workbench.models.linear import has_onednn
from workbench.models.memory import is_memory_error
from workbench.models.sound_thread import on_sound_thread

SCRIPT = Path(__file__).with_name("without_room_for_code.py")
WRITES_CODE = sys.platform == "linux" and platform.machine() == "x86_64" and has_onednn()


@pytest.mark.skipif(not WRITES_CODE, reason="only Linux limits a process's memory reliably, and only x86 has Xbyak")
def test_that_computing_goes_on_after_onednn_had_no_memory_for_its_code() -> None:
    told = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=True)
    found = json.loads(told.stdout)
    assert is_memory_error(RuntimeError(found["first"]))
    assert found["later"] == found["first"]  # with all the memory there is: what this is for
    assert found["difference"] < 1e-5


def failing_with(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def where() -> tuple[threading.Thread, int]:
    return threading.current_thread(), torch.get_num_threads()


def test_that_a_thread_of_no_more_use_hands_its_work_on_and_others_do_their_own() -> None:
    before = torch.get_num_threads()
    seen = []

    def work() -> None:
        torch.set_num_threads(before + 2)
        seen.append(on_sound_thread(where))
        with pytest.raises(RuntimeError):
            on_sound_thread(failing_with(RuntimeError("could not create a primitive")))
        seen.append(on_sound_thread(where))
        with pytest.raises(ValueError, match="as it is"):
            on_sound_thread(failing_with(ValueError("as it is")))
        seen.append(on_sound_thread(where))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen[0] == (thread, before + 2)
    assert seen[1][0] not in {thread, threading.current_thread()}
    assert seen[1][1] == before + 2
    assert not seen[1][0].is_alive()
    assert seen[2][0] not in {thread, seen[1][0]}
    assert on_sound_thread(where)[0] is threading.current_thread()


def test_that_other_failures_leave_the_thread_as_it_is() -> None:
    def work() -> None:
        for error in (RuntimeError("not enough memory"), RuntimeError("shapes do not match"), MemoryError()):
            with pytest.raises(type(error)):
                on_sound_thread(failing_with(error))
            seen.append(on_sound_thread(where)[0] is threading.current_thread())

    seen: list[bool] = []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [True, True, True]
