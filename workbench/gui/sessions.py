"""What is running now: one slot each for training, generation and the data preview."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.config.experiment import Experiment
from workbench.config.sections import Sampling
from workbench.control import JobControl
from workbench.events import Event, JobFailed, RolledBack, RunEnded, RunStarted, RunState, StateChanged, Steps
from workbench.gui import engine
from workbench.gui.worker import JobThread

PREVIEW_DELAY_MS = 350


class JobSlot(QObject):
    """Runs at most one job at a time and passes its events on."""

    received = Signal(list)
    """Events of the last 50 ms, in order."""
    failed = Signal(object)
    """The JobFailed of a job that raised."""
    ended = Signal()
    """The job is over, however it went, and another may start."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: JobThread | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        return self._thread is not None

    @property
    def control(self) -> JobControl | None:
        return self._thread.control if self._thread else None

    def start(self, job: engine.Job) -> None:
        """Run the job in a thread of its own; the slot must be free. A closed slot starts nothing."""
        assert self._thread is None, "the slot is taken"
        if self._closed:
            return
        self._thread = JobThread(job, self)
        self._thread.received.connect(self._receive)
        self._thread.ended.connect(self._finish)
        self._thread.start()

    def stop(self) -> None:
        """Ask the job to end at its next step."""
        if self._thread:
            self._thread.control.stop()

    def close(self, timeout_ms: int) -> bool:
        """Stop, block until the job is over, and start no other; True if it is over. For the window's end."""
        self._closed = True
        return self._thread is None or self._thread.stop_and_wait(timeout_ms)

    def _receive(self, events: list[Event]) -> None:
        self.received.emit(events)
        for event in events:
            if isinstance(event, JobFailed):
                self.failed.emit(event)

    def _finish(self) -> None:
        self._release()
        self.ended.emit()

    def _release(self) -> None:
        """The slot is free from here on."""
        self._thread = None


class QuestionSlot(JobSlot):
    """A slot whose jobs answer one question each; what is asked while another is being answered is dropped."""

    answered = Signal(object)
    """The answer, once the job is over; not of a job that raised or was stopped before it knew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer: Future[Any] = Future()

    def ask(self, question: Callable[[Future[Any]], engine.Job]) -> None:
        """Run the job that ``question`` makes of an answer to be given."""
        if not self.busy:
            self._answer = Future()
            self.start(question(self._answer))

    def _finish(self) -> None:
        answer = self._answer
        super()._finish()
        if answer.done():
            self.answered.emit(answer.result())


class TrainingSession(JobSlot):
    """The one run that trains, with its state as the window shows it."""

    state_changed = Signal(str)
    """A RunState, or "idle" when nothing trains."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run_dir: Path | None = None
        self.step = 0
        self.state: RunState | str = "idle"

    def train(self, experiment: Experiment) -> None:
        """Start a new run."""
        self._begin(engine.train(experiment))

    def resume_run(self, run_dir: Path, steps: int | None) -> None:
        """Continue a run."""
        self._begin(engine.resume(run_dir, steps))

    def pause(self) -> None:
        """Wait after the current step."""
        if self.control:
            self.control.pause()

    def unpause(self) -> None:
        """Go on after a pause."""
        if self.control:
            self.control.resume()

    @property
    def is_live(self) -> bool:
        """True when there is a model in training that can be asked for its weights."""
        return self.busy and self.run_dir is not None

    def _begin(self, job: engine.Job) -> None:
        self.run_dir, self.step = None, 0
        self.start(job)
        if self.busy:
            self._set_state("preparing")

    def _receive(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, RunStarted):
                self.run_dir, self.step = Path(event.run_dir), event.first_step
            elif isinstance(event, Steps):
                self.step = event.first_step + len(event.losses) - 1
            elif isinstance(event, RolledBack):
                self.step = event.to_step
            elif isinstance(event, StateChanged | RunEnded):
                self._set_state(event.state)
        super()._receive(events)

    def _release(self) -> None:
        super()._release()
        self._set_state("idle")

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


class PlaygroundSession(JobSlot):
    """Text generation: from the run in training if there is one, else from a run's checkpoint."""

    def generate(self, sampling: Sampling, training: TrainingSession, run_dir: Path | None) -> None:
        """Start writing. ``run_dir`` is the run that is open; the slot must be free."""
        if training.is_live and run_dir in (None, training.run_dir):
            control = training.control
            assert control
            assert training.run_dir

            def still_training() -> bool:
                return training.control is control

            self.start(engine.generate_live(training.run_dir, control, still_training, sampling))
        elif run_dir is not None:
            self.start(engine.generate_from_run(run_dir, sampling))


class PreviewSession(JobSlot):
    """The data preview, made again a moment after the last edit; a newer request replaces an older one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Experiment | None = None
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_DELAY_MS)
        self._timer.timeout.connect(self._start_wanted)

    def request(self, experiment: Experiment) -> None:
        """Ask for a preview of this experiment's data."""
        self._wanted = experiment
        self._timer.start()

    def _receive(self, events: list[Event]) -> None:
        if self._wanted is None:  # what an outdated preview still says is not shown
            super()._receive(events)

    def _start_wanted(self) -> None:
        if self.busy:
            self.stop()
        elif self._wanted is not None:
            experiment, self._wanted = self._wanted, None
            self.start(engine.preview(experiment))

    def _finish(self) -> None:
        super()._finish()
        if self._wanted is not None and not self._timer.isActive():
            self._start_wanted()
