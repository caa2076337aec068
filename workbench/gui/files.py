"""New, Open, Save, Save As, recent files - and the question before changes would be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from workbench import paths
from workbench.config.presets import Preset, presets
from workbench.errors import WorkbenchError
from workbench.gui.dialogs.question import Answer, ask, ask_text
from workbench.gui.documents import ExperimentDocument
from workbench.gui.i18n import translate_engine
from workbench.gui.settings import WindowSettings

SUFFIX = ".yaml"


class FileCommands(QObject):
    """What the File menu does to the document."""

    failed = Signal(object)
    """A WorkbenchError that the user must see."""

    def __init__(self, document: ExperimentDocument, settings: WindowSettings, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._settings = settings
        self._window = window

    def new(self, preset: str | None = None) -> None:
        """A new experiment, after asking about unsaved changes."""
        self.when_safe(lambda: self._try(lambda: self._document.new(preset)))

    def open(self) -> None:
        """Ask for a file and open it."""
        self.when_safe(self._show_open_dialog)

    def open_path(self, path: Path) -> None:
        """Open this file, after asking about unsaved changes."""
        self.when_safe(lambda: self._try(lambda: self._document.open(path)))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save where the experiment came from, or ask where; ``then`` runs once it is saved."""
        if self._document.path:
            self._save_to(self._document.path, then)
        else:
            self.save_as(then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask where to save."""
        start = self._document.path or self._folder() / f"{self._document.experiment.name}{SUFFIX}"
        dialog = self._dialog(self.tr("Save experiment"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(str(start))
        dialog.fileSelected.connect(lambda name: self._save_to(Path(name), then))
        dialog.open()

    def rename(self) -> None:
        """Ask for the name that new runs get."""
        name = self._document.experiment.name
        ask_text(self._window, self.tr("Rename experiment"), self.tr("Name of new runs:"), name, self._document.rename)

    def when_safe(self, action: Callable[[], None]) -> None:
        """Do it now if nothing would be lost, else ask whether to save first."""
        if not self._document.modified:
            action()
            return
        question = self.tr("Save the changes to “{name}” first?").format(name=self._document.title)
        explanation = self.tr("The settings were changed since they were last saved.")
        save = self.tr("Save the settings, then go on.")
        discard = self.tr("Go on and forget the changes.")
        answers = [
            Answer(self.tr("Save"), save, lambda: self.save(action), default=True),
            Answer(self.tr("Don't save"), discard, lambda: self._discard(action), destructive=True),
        ]
        ask(self._window, question, explanation, answers)

    def fill_new_menu(self, menu: QMenu) -> None:
        """One entry per preset."""
        menu.clear()
        for preset in presets():
            self._add_preset(menu, preset)

    def fill_recent_menu(self, menu: QMenu) -> None:
        """One entry per recent file that still exists."""
        menu.clear()
        for name in self._settings.recent_files():
            if Path(name).is_file():
                action = menu.addAction(Path(name).name)
                action.setToolTip(name)
                action.triggered.connect(lambda checked=False, path=Path(name): self.open_path(path))
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing opened yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(self.tr("Clear list"), self._settings.forget_recent_files)

    def _add_preset(self, menu: QMenu, preset: Preset) -> None:
        action = menu.addAction(translate_engine(preset.title))
        action.setToolTip(translate_engine(preset.summary))
        action.triggered.connect(lambda checked=False, name=preset.name: self.new(name))

    def _show_open_dialog(self) -> None:
        dialog = self._dialog(self.tr("Open experiment"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._try(lambda: self._document.open(Path(name))))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(self._folder()))
        dialog.setObjectName("file_dialog")
        dialog.setAcceptMode(mode)
        dialog.setNameFilters([self.tr("Experiments (*.yaml *.yml)"), self.tr("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _folder(self) -> Path:
        if self._document.path:
            return self._document.path.parent
        folder = paths.workspace()
        return folder if folder.is_dir() else Path.home()

    def _save_to(self, path: Path, then: Callable[[], None] | None) -> None:
        if self._attempt(lambda: self._document.save(path)) and then:
            then()

    def _discard(self, action: Callable[[], None]) -> None:
        self._document.discard_draft()
        action()

    def _try(self, action: Callable[[], None]) -> None:
        self._attempt(action)

    def _attempt(self, action: Callable[[], None]) -> bool:
        try:
            action()
        except WorkbenchError as error:
            self.failed.emit(error)
            return False
        return True
