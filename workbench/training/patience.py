"""A disk that does not take what a run has to save: a run at its end waits, and gives up only when told to."""

from __future__ import annotations

import time
from collections.abc import Callable

from workbench.errors import StorageError
from workbench.events import Notice, StateChanged
from workbench.messages import say
from workbench.training.hooks import Hooks

_RETRY_SECONDS = 5.0
_ANSWER_SECONDS = 0.05


def unrecorded(hooks: Hooks) -> list[StorageError]:
    """Why the record does not hold every step so far, if it does not: a checkpoint beyond it would leave a gap."""
    try:
        hooks.sync()
    except StorageError as error:
        return [error]
    return []


def wait_for_room(hooks: Hooks, serve: Callable[[], None], error: StorageError, step: int, first: bool) -> None:
    """Return when it is time to try again: after some seconds, or when the user resumes the run.

    The first time, say so. Requests are served meanwhile. Raises ``error`` when the run is to stop.
    """
    control = hooks.control
    if control.stop_requested:
        raise error
    if first:
        message = say(
            "The last checkpoint could not be saved: {reason} The run waits, and tries again every few seconds; "
            "Stop gives it up.",
            reason=error.message,
        )
        hooks.emit(StateChanged("paused", step))
        hooks.emit(Notice(message, "warning"))
    control.pause()
    until = time.monotonic() + _RETRY_SECONDS
    while time.monotonic() < until and not control.wait_while_paused(_ANSWER_SECONDS):
        serve()
    control.resume()
    if control.stop_requested:
        raise error
