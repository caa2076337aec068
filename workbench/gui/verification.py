"""Verify a run from the window: ask from where, show how far it is, and say what was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from workbench.errors import WorkbenchError
from workbench.events import Difference, Event, JobFailed, Progress, Stage, Verified
from workbench.gui import engine
from workbench.gui.dialogs.question import ask_number
from workbench.gui.forms.text_bar import TextBar
from workbench.gui.i18n import format_count, translate_engine
from workbench.gui.sessions import JobSlot
from workbench.gui.verdict import difference_sentence, verdict_sentence

if TYPE_CHECKING:
    from workbench.runs.summary import RunSummary


class Verification(QObject):
    """One run at a time is replayed and compared, in a thread of its own."""

    received = Signal(list)
    """Events of the replay, for the log."""
    failed = Signal(object)
    """A WorkbenchError, or the JobFailed of a replay that could not be done."""

    def __init__(self, window: QWidget, trains: Callable[[], bool]) -> None:
        """``trains()`` tells whether a run is training: both would draw from the same random numbers."""
        super().__init__(window)
        self._window = window
        self._trains = trains
        self._slot = JobSlot(self)
        self._progress: QProgressDialog | None = None
        self._differences: list[Difference] = []
        self._found: Verified | None = None
        self._slot.received.connect(self._follow)
        self._slot.received.connect(self.received)
        self._slot.failed.connect(self._fail)
        self._slot.ended.connect(self._finish)

    @property
    def busy(self) -> bool:
        return self._slot.busy

    def close(self, timeout_ms: int) -> None:
        """End the replay, for the window's end."""
        self._slot.close(timeout_ms)

    def refuse(self) -> None:
        """Say that nothing can be trained meanwhile."""
        message = self.tr("A run is being verified.")
        self.failed.emit(WorkbenchError(message, self.tr("Wait until it is done, or cancel it first.")))

    def ask(self, summary: RunSummary) -> None:
        """Ask from which step on, then replay."""
        if self._trains():
            message = self.tr("A run is training already.")
            self.failed.emit(WorkbenchError(message, self.tr("Stop it first, then verify this one.")))
        elif self.busy:
            self.refuse()
        else:
            label = self.tr(
                "“{name}” is trained again from its newest checkpoint up to this step (0: from the beginning), "
                "and compared bit for bit with its record:"
            )
            ask_number(
                self._window,
                self.tr("Verify a run"),
                label.format(name=summary.name),
                0,
                0,
                max(0, summary.step - 1),
                lambda step: self.start(summary.path, step),
            )

    def start(self, run_dir: Path, step: int) -> None:
        """Replay from the newest checkpoint at or before ``step``."""
        if self._trains() or self.busy:  # something began while the question was open
            return
        self._differences, self._found = [], None
        self._slot.start(engine.verify(run_dir, step))
        if self._slot.busy:
            self._open_progress()

    # Slots

    def _follow(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, Difference):
                self._differences.append(event)
            elif isinstance(event, Verified):
                self._found = event
            elif self._progress is not None and isinstance(event, Progress):
                text = self.tr("Step {step} of {steps}")
                self._progress.setMaximum(event.steps)
                self._progress.setValue(min(event.step, event.steps - 1))
                self._progress.setLabelText(text.format(step=format_count(event.step), steps=format_count(event.steps)))
            elif self._progress is not None and isinstance(event, Stage):
                self._progress.setLabelText(translate_engine(event.message))

    def _fail(self, failure: JobFailed) -> None:
        self.failed.emit(WorkbenchError(failure.message, failure.advice))

    def _finish(self) -> None:
        if self._progress is not None:
            self._progress.canceled.disconnect(self._slot.stop)
            self._progress.close()
            self._progress = None
        if self._found is not None and (self._found.complete or self._differences):
            self._show(self._found)

    # Helpers

    def _open_progress(self) -> None:
        dialog = QProgressDialog(self._window)
        dialog.setObjectName("verify.progress")
        dialog.setBar(TextBar(dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Verify a run"))
        dialog.setLabelText(self.tr("Preparing…"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.setRange(0, 0)
        dialog.setMinimumDuration(0)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumWidth(360)
        dialog.canceled.connect(self._slot.stop)
        dialog.show()
        self._progress = dialog

    def _show(self, found: Verified) -> None:
        icon = QMessageBox.Icon.Information if found.identical else QMessageBox.Icon.Warning
        box = QMessageBox(self._window)
        box.setObjectName("verify.result")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(icon)
        box.setWindowTitle(self.tr("Verify a run"))
        box.setText(verdict_sentence(found))
        box.setInformativeText("\n".join(difference_sentence(item) for item in self._differences))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        close.setObjectName("verify.close")
        close.setToolTip(self.tr("Close this message; the log keeps it."))
        box.setEscapeButton(close)
        box.open()
