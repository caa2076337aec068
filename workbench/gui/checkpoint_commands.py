"""What can be done with a run's checkpoints: list, keep, and save one now."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.errors import WorkbenchError
from workbench.events import CheckpointSaved, Event, RunStarted
from workbench.gui import engine
from workbench.gui.sessions import JobSlot, TrainingSession

if TYPE_CHECKING:
    from workbench.gui.dialogs.checkpoints_dialog import CheckpointsDialog


class CheckpointCommands(QObject):
    """Opens the list of a run's checkpoints and does what is asked for there."""

    failed = Signal(object)
    """A WorkbenchError or JobFailed that the user must see."""

    def __init__(self, training: TrainingSession, window: QWidget) -> None:
        super().__init__(window)
        self._training = training
        self._window = window
        self._dialog: CheckpointsDialog | None = None
        self._run: Path | None = None
        self._answer: Future[Any] = Future()
        self._again = False
        self._reader = JobSlot(self)
        self._reader.failed.connect(self.failed)
        self._reader.ended.connect(self._show)
        training.received.connect(self._follow)
        training.state_changed.connect(self._show_live)

    def open(self, run_dir: Path, name: str) -> None:
        """Show the checkpoints of a run."""
        from workbench.gui.dialogs.checkpoints_dialog import CheckpointsDialog

        if self._dialog is not None:
            self._dialog.close()
        dialog = CheckpointsDialog(name, self._window)
        dialog.pin_changed.connect(self._pin)
        dialog.save_requested.connect(self.save_now)
        dialog.refresh_requested.connect(self._read)
        dialog.finished.connect(lambda: self._forget(dialog))
        self._dialog, self._run = dialog, run_dir
        self._show_live()
        self._read()
        dialog.open()

    def save_now(self) -> None:
        """Have the run in training save a checkpoint of the step it is at."""
        if self._training.is_live and self._training.control:
            self._training.control.request(engine.save_checkpoint)

    def close(self, timeout_ms: int) -> None:
        """End what is being read, for the window's end."""
        self._reader.close(timeout_ms)

    # Slots

    def _pin(self, step: int, kept: bool) -> None:
        if self._run is None:
            return
        from workbench.runs.checkpoint_folder import pin, unpin
        from workbench.runs.folder import RunFolder

        try:
            (pin if kept else unpin)(RunFolder(self._run), step)
        except WorkbenchError as error:
            self.failed.emit(error)
        self._read()

    def _read(self) -> None:
        if self._run is None:
            return
        self._again = self._reader.busy
        if not self._reader.busy:
            self._answer = Future()
            self._reader.start(engine.list_checkpoints(self._run, self._answer))

    def _show(self) -> None:
        if self._again:
            self._read()
        elif self._dialog is not None and self._answer.done():
            self._dialog.set_checkpoints(self._answer.result())

    def _show_live(self) -> None:
        if self._dialog is not None:
            self._dialog.set_live(self._training.is_live and self._training.run_dir == self._run)

    def _follow(self, events: list[Event]) -> None:
        if self._dialog is None or self._training.run_dir != self._run:
            return
        if any(isinstance(event, RunStarted) for event in events):
            self._show_live()
        if any(isinstance(event, CheckpointSaved) for event in events):
            self._read()

    def _forget(self, dialog: CheckpointsDialog) -> None:
        if dialog is self._dialog:
            self._dialog = self._run = None
