"""RunRecord: the one writer of a run's database."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType

import numpy as np

from workbench.errors import StorageError
from workbench.event_json import to_json
from workbench.events import Evaluated, Event, Progress, RunStarted, Sampled, Stage, StateChanged, Steps
from workbench.messages import say
from workbench.runs.database import connect_writer, write_meta
from workbench.runs.folder import RunFolder
from workbench.storage import storage_errors

_PASSING = (Progress, Stage)
"""Events that only matter while somebody watches."""

_KNOWN_FROM_THE_START = ("steps", "parameters", "architecture", "device", "precision", "floor")
"""What of a RunStarted belongs to the run as a whole."""

_LONG = ("preview", "settings")
"""What of an event is too long for a line of the log; the record has it."""

_MOST_LINES = 10_000
"""So many lines of the log are kept for a disk that refuses them."""
_STEP_BYTES = 150
"""What a step takes in memory, about."""

_BLOBS = ("losses", "learning_rates", "gradient_norms")


_ROW_STEPS = 256
"""A row of so many steps is full."""

_NO_ROW: tuple[int, tuple[bytes, bytes, bytes]] = (0, (b"", b"", b""))
"""The last row of steps, its first step and numbers, while more may join it: there is none."""


class RunRecord:
    """Stores events as they happen, each call in one transaction. Use it from one thread, under the run's lock.

    When the disk refuses, nothing is lost: the events (and their lines of the log) wait in memory
    and go in with the next call that succeeds. The log tells nothing that the database does not, so
    it never stands in the way of the rest, and of what waits for it only the newest lines are kept.
    """

    log_refusal: StorageError | None = None
    """Why the last lines of the log were not written, if they were not."""

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder
        self._waiting: list[Event] = []
        self._unlogged: deque[str] = deque(maxlen=_MOST_LINES)
        self.waiting_steps = 0
        """How many steps wait in memory; every other event counts as one, and a long text as several."""
        self._step = 0
        self._row = _NO_ROW
        with storage_errors(folder.path, say("opening the run's record")):
            self._connection = connect_writer(folder.database)
            row = self._connection.execute("SELECT max(first_step + count - 1) FROM steps").fetchone()
        self._step = row[0] or 0

    def __enter__(self) -> RunRecord:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def record(self, *events: Event) -> None:
        """Store events. Raises StorageError; they are then kept, and stored by a later call."""
        self.hold(*events)
        if not self._waiting and not self._unlogged:
            return
        step, row = self._step, self._row
        try:
            with storage_errors(self.folder.path, say("recording metrics")), self._connection:
                for event in self._waiting:
                    self._store(event)
        except StorageError:
            self._step, self._row = step, row
            raise
        stored, self._waiting, self.waiting_steps = self._waiting, [], 0
        self._write_log(stored)

    def hold(self, *events: Event) -> None:
        """Keep events for the next `record`, without trying the disk."""
        lasting = [event for event in events if not isinstance(event, _PASSING)]
        self._waiting += lasting
        self.waiting_steps += sum(map(_weight, lasting))

    def truncate_after(self, step: int) -> None:
        """Forget every measurement later than ``step``: training goes on from there. Raises StorageError."""
        with storage_errors(self.folder.path, say("cutting back the run's record")), self._connection:
            execute = self._connection.execute
            execute("DELETE FROM steps WHERE first_step > ?", (step,))
            execute("DELETE FROM evaluations WHERE step > ?", (step,))
            execute("DELETE FROM samples WHERE step > ?", (step,))
            self._shorten_last(step)
        self._step, self._row = min(self._step, step), _NO_ROW

    def _shorten_last(self, step: int) -> None:
        query = f"SELECT first_step, {', '.join(_BLOBS)} FROM steps WHERE first_step + count - 1 > ?"
        for first, *blobs in self._connection.execute(query, (step,)).fetchall():
            count = step - first + 1
            cut = [blob[: 8 * count] for blob in blobs]
            self._connection.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?)", (first, count, *cut))

    def _store(self, event: Event) -> None:
        execute = self._connection.execute
        if isinstance(event, Steps):
            self._store_steps(event)
        elif isinstance(event, Evaluated):
            row = (event.step, event.whole, event.best, event.train_loss, event.val_loss, event.perplexity)
            query = "INSERT OR REPLACE INTO evaluations VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            execute(query, (*row, event.bits_per_byte, event.tokens))
        elif isinstance(event, Sampled):
            values = (event.step, event.prompt, event.text)
            execute("INSERT INTO samples (step, prompt, text) VALUES (?, ?, ?)", values)
        else:
            self._store_event(event)

    def _store_steps(self, event: Steps) -> None:
        # A slow model's events hold a step or two; joined to the row before they load many times faster.
        first, (losses, rates, norms) = event.first_step, self._row[1]
        if first != self._step + 1 or not 0 < len(losses) < 8 * _ROW_STEPS:
            losses = rates = norms = b""
        else:
            first = self._row[0]
        losses, rates = losses + _blob(event.losses), rates + _blob(event.learning_rates)
        norms += _blob(event.gradient_norms)
        values = (first, len(losses) // 8, losses, rates, norms)
        self._connection.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?)", values)
        self._row = first, (losses, rates, norms)
        self._step = event.first_step + len(event.losses) - 1

    def _store_event(self, event: Event) -> None:
        body = to_json(event)
        values = (self._step, _now(), body.pop("type"), json.dumps(body))
        self._connection.execute("INSERT INTO events (step, time, type, body) VALUES (?, ?, ?, ?)", values)
        if isinstance(event, StateChanged):
            write_meta(self._connection, {"state": event.state})
        elif isinstance(event, RunStarted):
            write_meta(self._connection, {name: body[name] for name in _KNOWN_FROM_THE_START})

    def _write_log(self, events: Sequence[Event]) -> None:
        """The same story as plain text, for a person with nothing but a pager."""
        for event in events:
            if not isinstance(event, Steps):
                body = to_json(event)
                kind = body.pop("type")
                facts = ", ".join(f"{key}={value!r}" for key, value in body.items() if key not in _LONG)
                self._unlogged.append(f"{_now()} {kind}: {facts}\n")
        if self._unlogged:
            try:
                self._append_to_log()
            except StorageError as error:
                self.log_refusal = error

    def _append_to_log(self) -> None:
        path = self.folder.log_file
        with storage_errors(path, say("writing the log")), path.open("a", encoding="utf-8") as file:
            file.writelines(self._unlogged)
        self._unlogged.clear()
        self.log_refusal = None


def _weight(event: Event) -> int:
    """As how many steps an event counts, by the memory that it takes."""
    if isinstance(event, Steps):
        return len(event.losses)
    return 1 + len(event.text) // _STEP_BYTES if isinstance(event, Sampled) else 1


def _blob(values: Sequence[float]) -> bytes:
    return np.asarray(values, dtype="<f8").tobytes()


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
