"""Measure an experiment before it is started: the button of the model panel, and the job behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from workbench.config.experiment import Experiment
from workbench.errors import ExperimentError, Problem, WorkbenchError
from workbench.events import Event, JobFailed, Probed, Stage
from workbench.gui import engine
from workbench.gui.documents import ExperimentDocument
from workbench.gui.i18n import translate_engine
from workbench.gui.panels.model_panel import ModelPanel
from workbench.gui.sessions import JobSlot, TrainingSession


class Probing(QObject):
    """One measurement at a time. An edit or a Start ends it, and an edit takes its result away."""

    received = Signal(list)
    """Events of the measurement, for the log."""
    failed = Signal(object)
    """A WorkbenchError: the experiment cannot be measured, and why."""

    def __init__(
        self,
        panel: ModelPanel,
        document: ExperimentDocument,
        training: TrainingSession,
        problems: Callable[[], Sequence[Problem]],
        parent: QObject,
    ) -> None:
        """``problems()`` tells what is wrong with what is entered."""
        super().__init__(parent)
        self._panel = panel
        self._document = document
        self._training = training
        self._problems = problems
        self._slot = JobSlot(self)
        self._outdated = False
        self._slot.received.connect(self._follow)
        self._slot.received.connect(self.received)
        self._slot.failed.connect(self._fail)
        self._slot.ended.connect(self._show_state)
        panel.measure_clicked.connect(self._toggle)
        document.edited.connect(self._forget)
        document.replaced.connect(self._forget)
        training.state_changed.connect(self._follow_training)

    def close(self, timeout_ms: int) -> None:
        """End the measurement, for the window's end."""
        self._slot.close(timeout_ms)

    # Slots

    def _toggle(self) -> None:
        if self._slot.busy:
            self._slot.stop()
            return
        problems = self._problems()
        if problems:
            self.failed.emit(ExperimentError(problems))
            return
        self._outdated = False
        self._slot.start(engine.probe(self._document.experiment))
        self._show_state()

    def _forget(self, changed: str | Experiment) -> None:
        if changed in ("sampling", "name"):  # what is written costs the run nothing that counts
            return
        self._outdated = True
        self._slot.stop()
        self._panel.show_measured(None)

    def _follow_training(self, state: str) -> None:
        if state != "idle":
            self._slot.stop()
        self._show_state()

    def _follow(self, events: list[Event]) -> None:
        for event in events:
            if self._outdated:
                return
            if isinstance(event, Stage):
                self._panel.show_measuring(translate_engine(event.message))
            elif isinstance(event, Probed):
                self._panel.show_measured(event)

    def _fail(self, failure: JobFailed) -> None:
        if not self._outdated:
            self.failed.emit(WorkbenchError(failure.message, failure.advice))

    def _show_state(self) -> None:
        self._panel.set_measuring(self._slot.busy, allowed=not self._training.busy)
