"""One stream of events, two readers: whoever started the job, and the run's record."""

from __future__ import annotations

from workbench.errors import StorageError
from workbench.events import Emit, Event, Notice
from workbench.failures import describe_failure
from workbench.messages import say
from workbench.runs.record import RunRecord


class Recorder:
    """An ``emit`` that also records; what comes before the run exists is recorded once it does.

    A disk that refuses metrics costs one warning; they wait in memory until it takes them again.
    """

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._record: RunRecord | None = None
        self._early: list[Event] = []
        self._refused = False
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

    def warn(self, message: str) -> None:
        """Emit a warning."""
        self(Notice(message, "warning"))

    def sync(self) -> None:
        """Have everything recorded reach the disk."""
        if self._record is None:
            return
        try:
            self._record.record()
            self._record.sync()
        except StorageError as error:
            self._refuse(error)

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
        try:
            self._record.record(*events)
            self._refused = False
        except StorageError as error:
            self._refuse(error)

    def _refuse(self, error: StorageError) -> None:
        if not self._refused:
            self._refused = True
            self.warn(
                say(
                    "The curves are not saved for now: {reason} Training goes on, and they are kept in memory.",
                    reason=error.message,
                )
            )


class Mute(Recorder):
    """For a process whose run another process records and tells of."""

    def __init__(self) -> None:
        super().__init__(lambda event: None)

    def _keep(self, *events: Event) -> None:
        """Nothing is kept."""
