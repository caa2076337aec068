"""Ask once, because the user wants to know, whether a newer release is out."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

from workbench.control import JobControl
from workbench.events import Emit, Stage
from workbench.messages import say
from workbench.releases import PATIENCE, address, fetch, host_of, too_slow, understand

_POLL_SECONDS = 0.05


def check_for_updates(emit: Emit, control: JobControl) -> None:
    """Emit a ReleaseFound, or nothing once stopped. Raises UpdateError or InputError in words."""
    where = address()
    emit(Stage(say("Asking {host} for the newest release", host=host_of(where))))
    content = _fetch(where, control)
    if content is not None:
        emit(understand(content, where))


def _fetch(where: str, control: JobControl) -> bytes | None:
    """The answer, or None once stopped; a name or a server that is slow holds a thread that nobody waits for."""
    answer: Future[bytes] = Future()

    def ask() -> None:
        try:
            answer.set_result(fetch(where))
        except Exception as error:  # noqa: BLE001  (raised again where the answer is read)
            answer.set_exception(error)

    threading.Thread(target=ask, daemon=True, name="update check").start()
    deadline = time.monotonic() + PATIENCE
    while not control.stop_requested:
        try:
            return answer.result(_POLL_SECONDS)
        except FutureTimeout:
            if time.monotonic() > deadline:
                raise too_slow(where) from None
    return None
