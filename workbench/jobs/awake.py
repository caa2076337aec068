"""The computer stays awake while a run trains, and may sleep while the run is paused."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from workbench.events import Event, StateChanged

logger = logging.getLogger(__name__)

_PATIENCE = 1.0
"""Seconds that the end of a job waits for the system to be told; it need not answer."""

Hold = Callable[[], AbstractContextManager[object]]
"""Gives a context within which the computer does not go to sleep."""


class Awake:
    """Listens to a run and asks the system not to sleep, in a thread of its own.

    Desktops are asked over D-Bus, which may be missing or hang: neither delays the run nor costs
    more than a line in the log. The screen may still be switched off.
    """

    def __init__(self, hold: Hold | None = None) -> None:
        self._hold = hold or _hold
        self._wishes: SimpleQueue[bool | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="awake", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wishes.put(None)
        self._thread.join(_PATIENCE)

    def hear(self, event: Event) -> None:
        """Take what the run says; returns at once."""
        if isinstance(event, StateChanged):
            self._wishes.put(event.state == "training")

    def _work(self) -> None:
        with ExitStack() as held:
            while (wish := self._wishes.get()) is not None:
                self._follow(wish, held)

    def _follow(self, wish: bool, held: ExitStack) -> None:
        try:
            held.close()
            if wish:
                held.enter_context(self._hold())
        except Exception:
            # Whatever a desktop answers, it is not worth a run.
            logger.info("the computer may fall asleep while training", exc_info=True)


def _hold() -> AbstractContextManager[object]:
    from wakepy import ActivationResult, keep  # not before it is needed, and off the run's own thread

    logging.getLogger("wakepy").setLevel(logging.WARNING)  # one line of ours says it all

    def tell(result: ActivationResult) -> None:
        logger.info("the computer may fall asleep while training: %s", _reason(result.get_failure_text()))

    return keep.running(on_fail=tell)


def _reason(text: str) -> str:
    """A report of many lines as one."""
    return " ".join(text.split())[:300]
