"""What can be done with runs: start, pause, stop, open, continue, rename, delete, reveal."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.errors import ExperimentError, Problem, WorkbenchError
from workbench.events import Evaluated, Event, Progress, RunEnded, RunStarted, StateChanged
from workbench.gui import engine
from workbench.gui.dialogs.question import Answer, ask, ask_number
from workbench.gui.panels.runs_panel import RunsPanel
from workbench.gui.panels.training_panel import TrainingPanel
from workbench.gui.sessions import JobSlot, TrainingSession
from workbench.gui.verification import Verification

if TYPE_CHECKING:
    from workbench.runs.summary import RunSummary

MAX_STEPS = 1_000_000_000
ROW_SECONDS = 1.0
"""Between two updates of the step in the list of runs; the plots and the toolbar are quicker."""


class RunCommands(QObject):
    """Connects the list of runs, the plots and the one run in training."""

    failed = Signal(object)
    """A WorkbenchError that the user must see."""
    shown_run_changed = Signal()
    checkpoints_requested = Signal(Path, str)
    """The list of a run's checkpoints is wanted: its folder and its name."""

    def __init__(self, training: TrainingSession, plots: TrainingPanel, runs: RunsPanel, window: QWidget) -> None:
        super().__init__(window)
        self._training = training
        self._plots = plots
        self._runs = runs
        self._window = window
        self._summaries: dict[Path, RunSummary] = {}
        self._wanted_run: Path | None = None
        self._reading_run: Path | None = None
        self._missed: list[Event] = []
        self._list_again = False
        self._row_updated = 0.0
        self.shown_run: Path | None = None
        self._lister = JobSlot(self)
        self._reader = JobSlot(self)
        self.verification = Verification(window, lambda: training.busy)
        self._connect()

    def _connect(self) -> None:
        self._training.received.connect(self._follow)
        self._training.ended.connect(self.refresh)
        self._training.state_changed.connect(lambda state: self._plots.set_preparing(state == "preparing"))
        self._runs.open_requested.connect(self.open_run)
        self._runs.continue_requested.connect(self.continue_run)
        self._runs.verify_requested.connect(self.verify)
        self.verification.failed.connect(self.failed)
        self._runs.rename_requested.connect(self.rename)
        self._runs.delete_requested.connect(self.delete)
        self._runs.reveal_requested.connect(self.reveal)
        self._runs.checkpoints_requested.connect(
            lambda run_dir: self.checkpoints_requested.emit(run_dir, self._name(run_dir))
        )
        self._runs.refresh_requested.connect(self.refresh)
        for slot in (self._lister, self._reader):
            slot.failed.connect(self.failed)

    def start(self, experiment: Experiment, problems: list[Problem]) -> None:
        """Train a new run, or say what is wrong with the experiment."""
        if problems:
            self.failed.emit(ExperimentError(problems))
        elif self.verification.busy:
            self.verification.refuse()
        elif not self._training.busy:
            self._training.train(experiment)

    def refresh(self) -> None:
        """Read the list of runs again."""
        if self._lister.busy:
            self._list_again = True
            return
        self._list_again = False
        answer: Future[Any] = Future()
        self._start_reading(self._lister, engine.list_runs(paths.runs(), answer), lambda: self._show_list(answer))

    def close(self, timeout_ms: int) -> None:
        """End what is being read, for the window's end."""
        for slot in (self._lister, self._reader, self.verification):
            slot.close(timeout_ms)

    def open_run(self, run_dir: Path) -> None:
        """Show a run's curves."""
        self._wanted_run = run_dir
        if not self._reader.busy:
            self._read_wanted()

    def continue_run(self, run_dir: Path) -> None:
        """Train on from the newest checkpoint; a finished run is asked how far."""
        if self._training.busy:
            message = self.tr("A run is training already.")
            self.failed.emit(WorkbenchError(message, self.tr("Stop it first, then continue this one.")))
            return
        if self.verification.busy:
            self.verification.refuse()
            return
        summary = self._summaries.get(run_dir)
        if summary is None or summary.state != "finished":
            self._training.resume_run(run_dir, None)
            return
        label = self.tr("“{name}” has taken all its {steps:,} steps. Train on to step:")
        ask_number(
            self._window,
            self.tr("Continue a finished run"),
            label.format(name=summary.name, steps=summary.steps),
            min(MAX_STEPS, summary.steps * 2),
            summary.steps + 1,
            MAX_STEPS,
            lambda steps: self._training.resume_run(run_dir, steps),
        )

    def verify(self, run_dir: Path) -> None:
        """Ask from where, then train the run again and compare."""
        summary = self._summaries.get(run_dir)
        if summary is not None:
            self.verification.ask(summary)

    def rename(self, run_dir: Path, name: str) -> None:
        """Give a run another name."""
        from workbench.runs.workspace import rename_run

        self._attempt(lambda: rename_run(run_dir, name))
        self.refresh()

    def delete(self, run_dir: Path) -> None:
        """Ask, then move a run to the trash."""
        if self._training.busy and run_dir == self._training.run_dir:
            message = self.tr("This run is training.")
            self.failed.emit(WorkbenchError(message, self.tr("Stop it before you delete it.")))
            return
        name = self._name(run_dir)

        ask(
            self._window,
            self.tr("Move the run “{name}” to the trash?").format(name=name),
            self.tr("Its curves, texts and checkpoints go with it."),
            [
                Answer(
                    self.tr("Move to trash"),
                    self.tr("Delete this run."),
                    lambda: self._trash(run_dir),
                    destructive=True,
                )
            ],
        )

    def reveal(self, run_dir: Path) -> None:
        """Show a run's folder in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(run_dir)))

    def _name(self, run_dir: Path) -> str:
        summary = self._summaries.get(run_dir)
        return summary.name if summary else run_dir.name

    def _trash(self, run_dir: Path) -> None:
        from workbench.runs.workspace import trash_run

        if self._attempt(lambda: trash_run(run_dir)) and run_dir == self.shown_run:
            self.shown_run = None
            self._plots.clear()
            self.shown_run_changed.emit()
        self.refresh()

    def _read_wanted(self) -> None:
        run_dir, self._wanted_run = self._wanted_run, None
        self._reading_run, self._missed = run_dir, []
        if run_dir is None:
            return
        answer: Future[Any] = Future()
        self._start_reading(
            self._reader, engine.read_history(run_dir, answer), lambda: self._show_history(run_dir, answer)
        )

    def _start_reading(self, slot: JobSlot, job: engine.Job, show: Callable[[], None]) -> None:
        def finish() -> None:
            slot.ended.disconnect(finish)
            show()

        slot.ended.connect(finish)
        slot.start(job)

    def _show_list(self, answer: Future[Any]) -> None:
        if answer.done():
            summaries: list[RunSummary] = answer.result()
            self._summaries = {summary.path: summary for summary in summaries}
            self._runs.set_runs(summaries)
        if self._list_again:
            self.refresh()

    def _show_history(self, run_dir: Path, answer: Future[Any]) -> None:
        if answer.done() and self._wanted_run is None:
            summary, history = answer.result()
            self.shown_run = run_dir
            self._plots.set_history(history, summary.name)
            self._plots.add(self._missed)
            self.shown_run_changed.emit()
        self._read_wanted()

    def _follow(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, RunStarted):
                self._show_started(event)
        if self._training.run_dir is not None and self._training.run_dir == self._reading_run:
            self._missed += events
        elif self._training.run_dir is not None and self._training.run_dir == self.shown_run:
            self._plots.add(events)
        self._update_row(events)

    def _show_started(self, event: RunStarted) -> None:
        if event.first_step > 0:
            self.open_run(Path(event.run_dir))
        else:
            self.shown_run = Path(event.run_dir)
            self._plots.begin(event)
            self.shown_run_changed.emit()
        self.refresh()

    def _update_row(self, events: list[Event]) -> None:
        if self._training.run_dir is None:
            return
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, Progress) and time.monotonic() - self._row_updated > ROW_SECONDS:
                self._row_updated = time.monotonic()
                values["step"] = event.step
            elif isinstance(event, StateChanged | RunEnded):
                values["state"] = event.state
            elif isinstance(event, Evaluated) and event.best:
                values["best_val_loss"] = event.val_loss
        if values:
            self._runs.update_run(self._training.run_dir, **values)

    def _attempt(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except WorkbenchError as error:
            self.failed.emit(error)
            return False
        return True
