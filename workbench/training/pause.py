"""A pause that leaves the device to others."""

from __future__ import annotations

from collections.abc import Callable

from workbench.control import JobControl
from workbench.messages import say
from workbench.models.memory import is_memory_error
from workbench.training.state import TrainingState

_PATIENCE = 0.05
"""Seconds within which a request is answered while paused."""


def wait_out(state: TrainingState, control: JobControl, serve: Callable[[], None], warn: Callable[[str], None]) -> None:
    """Wait for resume or stop, calling ``serve`` now and then; returns with the parked state back on its device.

    As long as there is no room on the device any more the pause goes on, with a warning. Raises
    torch's error when there is none and a stop was asked for.
    """
    while not (control.wait_while_paused(_PATIENCE) and _back_on_device(state, control, warn)):
        serve()


def _back_on_device(state: TrainingState, control: JobControl, warn: Callable[[str], None]) -> bool:
    try:
        state.unpark()
    except (MemoryError, RuntimeError) as error:
        if not is_memory_error(error) or control.stop_requested:
            raise
    else:
        return True
    state.park()
    control.pause()
    warn(say("The device has no memory free for this run; it stays paused. Close what uses it, and go on."))
    return False
