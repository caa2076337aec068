"""Chooses a tokenizer to look at: the experiment's, one of a kind made from its text, a file's or a run's."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.setting import carries_over
from workbench.config.tokenizer import TokenizerChoice
from workbench.config.tokenizers import TOKENIZERS
from workbench.config.tokenizers.file import File
from workbench.gui.forms.other_editors import PlainCombo
from workbench.gui.i18n import tr_setting

_NONE, _EXPERIMENT, _KIND, _PATH, _FILE, _FOLDER = "none", "experiment", "kind:", "path:", "file", "folder"


class TokenizerCombo(PlainCombo):
    """The two entries at the end ask for a file or folder, which becomes an entry itself."""

    chosen = Signal()
    """Another tokenizer is to be looked at."""

    def __init__(self, name: str, title: str, tip: str, optional: bool, parent: QWidget | None = None) -> None:
        """``optional`` ones may choose none."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(tip)
        self._last = _NONE if optional else _EXPERIMENT
        if optional:
            self._add(self.tr("Nothing"), _NONE, self.tr("One tokenizer alone."))
        self._add(self.tr("This experiment's"), _EXPERIMENT, self.tr("The tokenizer of the Data panel."))
        for kind, entry in TOKENIZERS.entries.items():
            if kind != File.model_fields["kind"].default:
                text = self.tr("{kind}, made from this text").format(kind=tr_setting(entry.label))
                self._add(text, _KIND + kind, tr_setting(entry.summary))
        self.insertSeparator(self.count())
        self._add(self.tr("From a file…"), _FILE, self.tr("A tokenizer.json, vocab.json or SentencePiece .model."))
        self._add(self.tr("From a run or folder…"), _FOLDER, self.tr("A run, or the folder of a Hugging Face model."))
        self.setCurrentIndex(0)
        self.activated.connect(self._choose)

    def wanted(self, experiment: Experiment) -> TokenizerChoice | Path | None:
        """The settings of the tokenizer chosen, or the folder of its run; None for none."""
        choice = str(self.currentData())
        if choice == _NONE:
            return None
        if choice == _EXPERIMENT:
            return experiment.tokenizer
        if choice.startswith(_PATH):
            path = Path(choice.removeprefix(_PATH))
            return path if (path / "experiment.yaml").exists() else File(path=str(path))
        return _like(experiment.tokenizer, TOKENIZERS.get(choice.removeprefix(_KIND)))

    def learns(self) -> bool:
        """Whether what is chosen depends on the experiment's own tokenizer settings."""
        return str(self.currentData()) == _EXPERIMENT or str(self.currentData()).startswith(_KIND)

    def choose_path(self, path: Path) -> None:
        """Take the tokenizer in this file or folder."""
        data = _PATH + str(path)
        index = self.findData(data)
        if index < 0:
            index = self.findData(_FILE) - 1
            self.insertItem(index, path.name or str(path), data)
            self.setItemData(index, str(path), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(index)
        self._last = data
        self.chosen.emit()

    def choose(self, name: str) -> None:
        """Take the kind of this name, made from the experiment's text."""
        self.setCurrentIndex(self.findData(_KIND + name))
        self._choose(self.currentIndex())

    def _add(self, text: str, data: str, tip: str) -> None:
        self.addItem(text, data)
        self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)

    def _choose(self, index: int) -> None:
        data = str(self.itemData(index))
        if data in (_FILE, _FOLDER):
            self.setCurrentIndex(self.findData(self._last))
            self._ask(data == _FOLDER)
        elif data != self._last:
            self._last = data
            self.chosen.emit()

    def _ask(self, folder: bool) -> None:
        title = self.tr("Open a run or a model's folder") if folder else self.tr("Open a tokenizer file")
        dialog = QFileDialog(self.window(), title, str(paths.runs() if folder else Path.home()))
        dialog.setObjectName("tokenizer_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile)
        if not folder:
            dialog.setNameFilters([self.tr("Tokenizers (*.json *.model *.txt *.bpe)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.choose_path(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _like(own: TokenizerChoice, kind: type[TokenizerChoice]) -> TokenizerChoice:
    """The settings of a kind: those of the experiment where they mean the same, else the usual ones."""
    if isinstance(own, kind):
        return own
    shared = {name: getattr(own, name) for name in type(own).model_fields if carries_over(name, type(own), kind)}
    shared.pop("kind", None)
    try:
        return kind.model_validate(shared)
    except ValidationError:  # a vocabulary that is too small for this kind, for one
        return kind.model_validate({})
