"""Where the text comes from: a combo box of samples and recent files, and a button that opens others."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QToolButton, QWidget

from workbench.config.sections import HUB_PREFIX, SAMPLE_PREFIX
from workbench.data.hub.name import is_hub
from workbench.data.offered import describe_sources, readable_patterns
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.forms.editor import mark_invalid
from workbench.gui.forms.labels import ElidedLabel, WrappedLabel
from workbench.gui.forms.other_editors import PlainCombo
from workbench.gui.forms.row import label_for
from workbench.gui.forms.section_form import form_grid, set_label_column
from workbench.gui.i18n import tr_setting, translate_engine
from workbench.gui.icons import icon
from workbench.gui.settings import WindowSettings

if TYPE_CHECKING:
    from workbench.gui.dialogs.hub_dialog import HubDialog

_ICON_SIZE, _BUTTON_WIDTH = 14, 20
"""So narrow that beside the button the samples' names stand whole."""
_FIELD = "data.source"
_MOST_FOLDERS = 50


class SourceRow(QWidget):
    """Chooses ``data.source``; a file chosen here is remembered among the recent texts."""

    chosen = Signal(str)
    """The user chose this source."""
    mixture_wanted = Signal()
    """The user wants to choose several sources."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._hub: HubDialog | None = None
        self._samples = {source: (label, summary) for source, label, summary in describe_sources()}
        self._combo = self._make_combo()
        self._open = self._make_button()
        self._about = ElidedLabel()
        theme.set_role(self._about, "muted")
        self._path = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._path.setObjectName("data.path")
        theme.set_role(self._path, "muted")
        self._problem = WrappedLabel(role="danger")
        self._grid = form_grid(self)
        self._grid.addWidget(label_for(self._combo, self.tr("Source"), self), 0, 0)
        field = QHBoxLayout()
        field.setSpacing(2)
        field.addWidget(self._combo, 1)
        field.addWidget(self._open)
        self._grid.addLayout(field, 0, 1)
        for row, widget in enumerate((self._about, self._path, self._problem), start=1):
            self._grid.addWidget(widget, row, 0, 1, 2)

    @property
    def source(self) -> str:
        """The source on show."""
        return self._source

    def set_source(self, source: str) -> None:
        """Show a source without reporting a choice."""
        self._source = source
        self._fill()
        self._combo.setCurrentIndex(self._combo.findData(source))
        sample = self._samples.get(source)
        self._about.setVisible(sample is not None)
        self._about.say(tr_setting(sample[1]) if sample else "")
        self._path.setVisible(sample is None)
        self._path.say("" if sample else source)

    def set_problems(self, problems: list[Problem]) -> None:
        """Say what is wrong with the source."""
        texts = [translate_engine(problem.message) for problem in problems if problem.field == _FIELD]
        self._problem.say("\n".join(texts))
        mark_invalid(self._combo, bool(texts))

    def choose_file(self) -> None:
        """Ask for a text file."""
        dialog = QFileDialog(self.window(), self.tr("Open a text file"), str(self._folder()))
        dialog.setObjectName("text_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Texts and tables ({patterns})").format(patterns=readable_patterns()),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(lambda name: self.choose_path(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder of texts."""
        dialog = QFileDialog(self.window(), self.tr("Open a folder of texts"), str(self._folder()))
        dialog.setObjectName("folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.choose_path(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_hub(self) -> None:
        """Ask for a data set of the Hub."""
        if self._hub is None:
            from workbench.gui.dialogs.hub_dialog import HubDialog

            self._hub = HubDialog(self.window())
            self._hub.chosen.connect(self.choose)
        self._hub.ask(self._source)

    def choose_path(self, path: Path) -> None:
        """Take this file or folder as the text."""
        self.choose(str(path.absolute()))

    def choose(self, source: str) -> None:
        """Take this source, and remember it."""
        WindowSettings().add_recent_text(source)
        self.set_source(source)
        self.chosen.emit(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        set_label_column(self._grid, self.width())
        super().resizeEvent(event)

    # Construction

    def _make_combo(self) -> PlainCombo:
        combo = PlainCombo()
        combo.setObjectName(_FIELD)
        combo.setAccessibleName(self.tr("Source"))
        combo.setToolTip(self.tr("The text to learn from: a bundled sample, or a file of yours."))
        combo.activated.connect(self._activate)
        return combo

    def _make_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("data.open")
        button.setIcon(icon("open"))
        button.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        button.setFixedWidth(_BUTTON_WIDTH)
        button.setAccessibleName(self.tr("Open a text"))
        button.setToolTip(self.tr("Open a text file or a folder of texts… You can also drop one onto this panel."))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_role(button, "disclosure")
        menu = QMenu(button)
        self._add_entry(menu, "open_file", "open", self.tr("Text file…"), self.choose_file)
        self._add_entry(menu, "open_folder", "folder", self.tr("Folder of texts…"), self.choose_folder)
        self._add_entry(menu, "open_hub", "data", self.tr("From the Hugging Face Hub…"), self.choose_hub)
        self._add_entry(menu, "open_mixture", "copy", self.tr("Several sources…"), self.mixture_wanted.emit)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _add_entry(self, menu: QMenu, name: str, picture: str, text: str, chosen: Callable[[], None]) -> None:
        action = menu.addAction(icon(picture), text, chosen)
        action.setObjectName(f"data.{name}")

    # What the user does

    def _activate(self, index: int) -> None:
        source = str(self._combo.itemData(index))
        if source != self._source:
            self.set_source(source)
            self.chosen.emit(source)

    # Helpers

    def _fill(self) -> None:
        recent = WindowSettings().recent_texts()
        files = [name for name in recent if is_hub(name) or Path(name).exists() or name == self._source]
        if self._source not in self._samples and self._source not in files:
            files.insert(0, self._source)
        self._combo.clear()
        for source, (label, summary) in self._samples.items():
            self._combo.addItem(tr_setting(label), source)
            self._combo.setItemData(self._combo.count() - 1, tr_setting(summary), Qt.ItemDataRole.ToolTipRole)
        if files:
            self._combo.insertSeparator(self._combo.count())
        for name in files:
            self._combo.addItem(name if is_hub(name) else Path(name).name or name, name)
            self._combo.setItemData(self._combo.count() - 1, name, Qt.ItemDataRole.ToolTipRole)

    def _folder(self) -> Path:
        if self._source and not self._source.startswith((SAMPLE_PREFIX, HUB_PREFIX)):
            return Path(self._source).parent
        return Path.home()


def is_folder_of_texts(path: Path) -> bool:
    """Whether a folder holds a file of a known kind (looking at its first folders only), and is no run."""
    if not path.is_dir() or (path / "experiment.yaml").exists():
        return False
    from workbench.data.readers.formats import formats
    from workbench.data.readers.parts import ARCHIVE, suffix_of

    known = (*formats(), ARCHIVE)
    return any(suffix_of(name) in known for _, _, names in islice(os.walk(path), _MOST_FOLDERS) for name in names)
