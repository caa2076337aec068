"""One stream of events, two readers: whoever started the job, and the run's record."""

from __future__ import annotations

import time
from typing import Any

from workbench.control import JobControl
from workbench.errors import StorageError
from workbench.events import Emit, Event, Notice
from workbench.failures import describe_failure
from workbench.messages import say
from workbench.runs.record import RunRecord

MOST_WAITING = 200_000
"""So many steps wait in memory (some 30 MB) while the disk refuses them; then the run pauses."""
_SHARE = 20
"""While the disk refuses, at most one part in so many of the time goes into trying again."""
_RETRY_SECONDS = 1.0
"""Between two tries while the run is paused."""


class Recorder:
    """An ``emit`` that also records; what comes before the run exists is recorded once it does.

    A disk that refuses metrics costs one warning; they wait in memory until it takes them again,
    which is told too. When too many wait, the run is paused, and goes on by itself once there is room.
    """

    def __init__(self, emit: Emit, control: JobControl) -> None:
        self._emit = emit
        self._control = control
        self._record: RunRecord | None = None
        self._early: list[Event] = []
        self._refusal: StorageError | None = None
        self._log_refused = False
        self._try_at = 0.0
        self._listener: Emit | None = None

    def __call__(self, event: Event) -> None:
        self._keep(event)  # first: whoever hears of it may read it in the record
        if self._listener is not None:
            self._listener(event)
        self._emit(event)

    def let_hear(self, listener: Emit) -> None:
        """Have somebody else hear every event from now on."""
        self._listener = listener

    def attach(self, record: RunRecord) -> None:
        """Record from now on, and what was emitted so far."""
        self._record = record
        early, self._early = self._early, []
        self._keep(*early)

    def note(self, message: str) -> None:
        """Emit something worth knowing."""
        self(Notice(message))

    def warn(self, message: str) -> None:
        """Emit a warning."""
        self(Notice(message, "warning"))

    def sync(self) -> None:
        """Have everything emitted so far in the record, for a checkpoint that stands for it. Raises StorageError.

        A checkpoint beyond the record would leave a gap in the curves of a run that goes on from there.
        """
        if self._record is not None:
            self._try()
        if self._refusal is not None:
            raise self._refusal

    def forget_after(self, step: int) -> None:
        """Take every measurement later than ``step`` out of the record. Raises StorageError."""
        if self._record is not None:
            self._record.record()
            self._record.truncate_after(step)

    def keep_failure(self, error: Exception) -> None:
        """Record why the job failed; to tell its starter is the business of whoever catches the error."""
        self._keep(describe_failure(error))

    def _keep(self, *events: Event) -> None:
        if self._record is None:
            self._early += events
            return
        self._record.hold(*events)
        if time.monotonic() >= self._try_at or self._refusal is None:
            self._try()
        if self._refusal is not None and self._record.waiting_steps > MOST_WAITING:
            self._pause(self._refusal)

    def _try(self) -> None:
        """Store what waits."""
        assert self._record is not None
        started = time.monotonic()
        try:
            self._record.record()
        except StorageError as error:
            self._try_at = time.monotonic() + _SHARE * (time.monotonic() - started)
            self._refuse(error)
            return
        self._tell_of_the_log(self._record.log_refusal)
        if self._refusal is not None:
            self._refusal = None
            self(Notice(say("There is room again: the curves are saved, with all that was kept in memory.")))

    def _tell_of_the_log(self, refusal: StorageError | None) -> None:
        known, self._log_refused = self._log_refused, refusal is not None
        if refusal is not None and not known:
            self.warn(
                say(
                    "The log of the run is not written for now: {reason} Everything else is saved.",
                    reason=refusal.message,
                )
            )

    def _refuse(self, error: StorageError) -> None:
        known, self._refusal = self._refusal, error
        if known is None:
            self.warn(
                say(
                    "The curves are not saved for now: {reason} Training goes on, and they are kept in memory.",
                    reason=error.message,
                )
            )

    def _pause(self, refusal: StorageError) -> None:
        if self._control.pause_requested or self._control.stop_requested:
            return
        self._control.pause()
        self.warn(
            say(
                "The run pauses: {count:,} steps could not be saved, and more are not kept in memory. {reason} "
                "It goes on by itself once there is room.",
                count=MOST_WAITING,
                reason=refusal.message,
            )
        )
        self._control.request(self._try_again)

    def _try_again(self, trainer: Any) -> None:
        """Served between two steps and, while paused, many times a second."""
        if self._refusal is not None and time.monotonic() >= self._try_at:
            self._try()
            self._try_at = max(self._try_at, time.monotonic() + _RETRY_SECONDS)
        if self._refusal is not None:
            self._control.request(self._try_again)
        else:
            self._control.resume()


class Mute(Recorder):
    """For a process whose run another process records and tells of."""

    def __init__(self) -> None:
        super().__init__(lambda event: None, JobControl())

    def _keep(self, *events: Event) -> None:
        """Nothing is kept."""
