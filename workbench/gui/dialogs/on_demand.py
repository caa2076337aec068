"""The window's dialogs, each made when it is first wanted: the window is on screen sooner without them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow

from workbench.errors import ExperimentError, WorkbenchError
from workbench.events import JobFailed
from workbench.failures import describe_failure
from workbench.gui import engine
from workbench.gui.actions import Actions
from workbench.gui.dialogs.prepared_texts import PreparedTexts
from workbench.gui.dialogs.trial_memory import TrialMemory
from workbench.gui.documents import ExperimentDocument
from workbench.gui.i18n import translate_engine
from workbench.gui.sessions import JobSlot, TrainingSession

if TYPE_CHECKING:
    from workbench.gui.cleaning.dialog import CleaningDialog
    from workbench.gui.dialogs.help_window import HelpWindow
    from workbench.gui.dialogs.update_dialog import UpdateDialog
    from workbench.gui.workshop.window import WorkshopWindow


class Dialogs(QObject):
    """Shows failures, help, the data workshop and the facts about the program, above one window."""

    def __init__(
        self, window: QMainWindow, actions: Actions, document: ExperimentDocument, training: TrainingSession
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._document = document
        self.prepared = PreparedTexts(window)
        self.trials = TrialMemory(actions["measure_anew"], training, window)
        for kept in (self.prepared, self.trials):
            kept.failed.connect(self.show_failure)
        self._loader = JobSlot(self)
        self._cleaning: CleaningDialog | None = None
        self._help: HelpWindow | None = None
        self._workshop: WorkshopWindow | None = None
        self._update: UpdateDialog | None = None

    def load(self) -> None:
        """Have all that is opened from the window imported beforehand, in a thread."""
        if not self._loader.busy:
            self._loader.start(engine.load_dialogs())

    def show_error(self, error: WorkbenchError) -> None:
        """Show what happened and what to do, in the one error dialog."""
        message = error.message
        if isinstance(error, ExperimentError):
            lines = [f"{problem.field}: {translate_engine(problem.message)}" for problem in error.problems]
            message = "\n".join([translate_engine(error.heading), *lines])
        self.show_failure(JobFailed(message, error.advice, ""))

    def show_failure(self, failure: JobFailed) -> None:
        """Show a failed job in the one error dialog."""
        from workbench.gui.dialogs.error_dialog import ErrorDialog

        ErrorDialog.show_failure(failure, self._window)

    def show_help(self, page: str = "index") -> None:
        """Open the help window."""
        if self._help is None:
            from workbench.gui.dialogs.help_window import HelpWindow

            self._help = HelpWindow(self._actions.all(), self._window)
        self._help.show_page(page)

    def show_cleaning(self) -> None:
        """Open the dialog of cleaning; what it gives is an edit of the experiment."""
        if self._cleaning is None:
            from workbench.gui.cleaning.dialog import CleaningDialog

            self._cleaning = CleaningDialog(self._window)
            self._cleaning.edited.connect(lambda cleaning: self._document.edit("cleaning", cleaning))
        experiment = self._document.experiment
        self._cleaning.edit(experiment.cleaning, experiment.data)

    def show_workshop(self) -> None:
        """Open the data workshop on the experiment that is being edited."""
        if self._workshop is None:
            from workbench.gui.workshop.window import WorkshopWindow

            self._workshop = WorkshopWindow(self._document, self._window)
        self._workshop.bring_up()

    def close(self, timeout_ms: int) -> None:
        """End what a dialog computes, for the window's end."""
        self.prepared.close(timeout_ms)
        self.trials.close(timeout_ms)
        self._loader.close(timeout_ms)
        if self._cleaning is not None:
            self._cleaning.close_jobs(timeout_ms)
        if self._workshop is not None:
            self._workshop.close_jobs(timeout_ms)
            self._workshop.close()
        if self._update is not None:
            self._update.close_jobs(timeout_ms)

    def show_update_check(self) -> None:
        """Offer to ask whether a newer version is out."""
        if self._update is None:
            from workbench.gui.dialogs.update_dialog import UpdateDialog

            self._update = UpdateDialog(self._window)
        self._update.begin()

    def show_folder(self, folder: Path) -> None:
        """Show a folder in the file manager; one that is not there yet is made."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.show_failure(describe_failure(error))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_about(self) -> None:
        """Say what this program is, which version, and on what it stands."""
        from workbench.gui.dialogs.about import show_about

        show_about(self._window)
