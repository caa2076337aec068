"""The experiment being edited: where it is stored, whether it changed, what is wrong with it."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.config import presets, yaml_io
from workbench.config.check import relations
from workbench.config.experiment import SECTIONS, Experiment
from workbench.config.setting import Section
from workbench.errors import Problem, WorkbenchError
from workbench.gui.settings import WindowSettings

logger = logging.getLogger(__name__)

DRAFT_DELAY_MS = 1_000


class ExperimentDocument(QObject):
    """The one experiment that the panels edit and Start runs.

    While it has unsaved changes, a draft of it is kept beside the window's settings, so that a
    crash loses at most the last second of editing.
    """

    replaced = Signal(object)
    """Another experiment was opened: panels show all of it anew."""
    edited = Signal(str)
    """The section of this name changed by a panel's edit."""
    restore_failed = Signal(object)
    """The WorkbenchError why the experiment of last time could not be opened again."""
    problems_changed = Signal(list)
    title_changed = Signal()

    def __init__(self, settings: WindowSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._experiment = presets.first_experiment()
        self._saved = self._experiment
        self._path: Path | None = None
        self._problems: list[Problem] = []
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_DELAY_MS)
        self._draft_timer.timeout.connect(self.save_draft)

    @property
    def experiment(self) -> Experiment:
        return self._experiment

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def modified(self) -> bool:
        return self._experiment != self._saved

    @property
    def problems(self) -> list[Problem]:
        """Settings that do not go together; empty when the experiment can start."""
        return list(self._problems)

    @property
    def title(self) -> str:
        """The file's name, or the experiment's."""
        return self._path.name if self._path else self._experiment.name

    def new(self, preset: str | None = None) -> None:
        """Begin anew from a preset, or from the one that fits this machine."""
        self.replace(presets.load_preset(preset) if preset else presets.first_experiment())

    def open(self, path: Path) -> None:
        """Read an experiment file. Raises ExperimentError and keeps what was there."""
        experiment = yaml_io.load(path)
        self.replace(experiment, path.resolve())

    def replace(self, experiment: Experiment, path: Path | None = None) -> None:
        """Show this experiment as saved under ``path``."""
        self._experiment = self._saved = experiment
        self._path = path
        self._remember_path()
        self._remove_draft()
        self.replaced.emit(experiment)
        self._after_change()

    def restore(self) -> None:
        """Reopen what was open last: the draft if there is one, else the file, else a first experiment.

        What cannot be read any more is left where it is, and `restore_failed` says why.
        """
        last = self._settings.last_experiment
        if last and Path(last).is_file():
            try:
                self.open_keeping_draft(Path(last))
            except WorkbenchError as error:
                self._settings.last_experiment = ""
                self.restore_failed.emit(error)
        if self._settings.draft_file.is_file():
            self._restore_draft()
        self.replaced.emit(self._experiment)
        self._after_change()

    def open_keeping_draft(self, path: Path) -> None:
        """Read an experiment file without throwing away an unsaved draft."""
        self._experiment = self._saved = yaml_io.load(path)
        self._path = path

    def save(self, path: Path) -> None:
        """Write the experiment as commented YAML. Raises StorageError and loses nothing."""
        yaml_io.save(self._experiment, path)
        self._path = path.resolve()
        self._saved = self._experiment
        self._remember_path()
        self._remove_draft()
        self._after_change()

    def edit(self, section: str, value: Section) -> None:
        """Take a panel's edit of one section."""
        if self._experiment.section(section) == value:
            return
        self._experiment = self._experiment.with_section(section, value)
        self._draft_timer.start()
        self._after_change()
        self.edited.emit(section)

    def rename(self, name: str) -> None:
        """Call the experiment, and the runs made from it, by this name."""
        if name.strip() and name != self._experiment.name:
            self._experiment = self._experiment.model_copy(update={"name": name.strip()})
            self._draft_timer.start()
            self._after_change()

    def save_draft(self) -> None:
        """Keep unsaved changes safe; a draft that cannot be written is tried again at the next edit."""
        self._draft_timer.stop()
        if not self.modified:
            self._remove_draft()
            return
        try:
            self._settings.draft_file.parent.mkdir(parents=True, exist_ok=True)
            yaml_io.save(self._experiment, self._settings.draft_file)
        except (OSError, WorkbenchError) as error:
            logger.warning("The draft could not be saved: %s", error)

    def discard_draft(self) -> None:
        """Forget unsaved changes, as the user asked."""
        self._draft_timer.stop()
        self._remove_draft()

    def _remove_draft(self) -> None:
        try:
            self._settings.draft_file.unlink(missing_ok=True)
        except OSError as error:
            logger.warning("The draft could not be removed: %s", error)

    def _restore_draft(self) -> None:
        try:
            self._experiment = yaml_io.load(self._settings.draft_file)
        except WorkbenchError:
            self._settings.draft_file.replace(self._settings.draft_file.with_suffix(".unreadable.yaml"))

    def _remember_path(self) -> None:
        self._settings.last_experiment = str(self._path or "")
        if self._path:
            self._settings.add_recent_file(self._path)

    def _after_change(self) -> None:
        values = {name: self._experiment.section(name) for name in SECTIONS}
        self._problems = relations(values)
        self.problems_changed.emit(self._problems)
        self.title_changed.emit()
