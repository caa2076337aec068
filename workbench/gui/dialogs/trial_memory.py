"""The action that forgets what trials of settings found, so that the next run tries them anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from workbench.gui import engine
from workbench.gui.i18n import format_count
from workbench.gui.sessions import QuestionSlot, TrainingSession

MESSAGE_MS = 8_000


class TrialMemory(QObject):
    """Counts in a thread each time the menu is about to be seen; nothing is forgotten while a run trains."""

    failed = Signal(object)
    """A JobFailed that the user must see."""

    def __init__(self, action: QAction, training: TrainingSession, window: QMainWindow) -> None:
        super().__init__(window)
        self._action = action
        self._training = training
        self._window = window
        self._tip = action.toolTip()
        self._count = 0
        self._slot = QuestionSlot(self)
        self._slot.failed.connect(self.failed)
        self._slot.answered.connect(self._show)
        action.triggered.connect(lambda: self._slot.ask(engine.forget_trials))
        training.state_changed.connect(self._show_state)
        self._show_state()

    def count(self) -> None:
        """Find out anew for how many experiments something is remembered, unless that is being done."""
        self._slot.ask(engine.count_trials)

    def close(self, timeout_ms: int) -> None:
        """End what is being counted or removed, for the window's end."""
        self._slot.close(timeout_ms)

    def _show(self, found: engine.Trials) -> None:
        self._count = found.remembered
        self._show_state()
        if found.forgotten:
            said = self.tr("What trials found is forgotten (experiments: {count}); the next run tries settings anew.")
            self._window.statusBar().showMessage(said.format(count=format_count(found.forgotten)), MESSAGE_MS)

    def _show_state(self) -> None:
        tip = self._tip
        if self._training.busy:
            tip = self.tr("A run is training; wait until it has ended.")
        elif not self._count:
            tip = self.tr("Nothing is remembered: the next run tries settings in any case.")
        self._action.setEnabled(bool(self._count) and not self._training.busy)
        self._action.setToolTip(tip)
        self._action.setStatusTip(tip)
