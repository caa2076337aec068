"""Several sources as one text: which, and with which weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.config.mixing import MOST_WEIGHT, MixedSource
from workbench.config.sections import Data
from workbench.config.setting import settings_of
from workbench.data.offered import readable_patterns
from workbench.gui.forms.buttons import push_button
from workbench.gui.forms.labels import WrappedLabel
from workbench.gui.forms.number_editors import IntEditor

_SOURCE, _WEIGHT, _COLUMNS = range(3)
_SIZE = (560, 320)
_WEIGHT_WIDTH, _COLUMNS_WIDTH, _SEED_WIDTH = 70, 150, 80


class MixtureDialog(QDialog):
    """A row a source; the cells are edited in place."""

    chosen = Signal(object)
    """The settings of ``data`` with these sources."""

    def __init__(self, data: Data, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mixture_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Several sources"))
        self.resize(*_SIZE)
        self._data = data
        self._entries: list[MixedSource] = []
        self._table = self._make_table()
        self._seed = self._make_seed()
        self._problem = WrappedLabel(role="danger")
        note = WrappedLabel(role="muted")
        note.say(
            self.tr(
                "A weight is how often the documents of a source are taken: 2 takes each twice, 0.5 a random half of "
                "them. Above 1, the split must keep copies together (By document)."
            )
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self._table, 1)
        layout.addLayout(self._make_tools())
        layout.addWidget(note)
        layout.addWidget(self._problem)
        layout.addWidget(self._make_buttons())
        first = MixedSource(
            source=data.source, weight=data.weight, text_columns=data.text_columns, template=data.template
        )
        for entry in (first, *data.more_sources):
            self._add(entry)
        self._table.setCurrentCell(0, _SOURCE, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def accept(self) -> None:
        """Take the sources, if each has a name and a weight."""
        entries = [self._entry(row) for row in range(self._table.rowCount())]
        found = [entry for entry in entries if entry is not None]
        seed = self._seed.value()
        if len(found) < len(entries) or not found or seed is None:
            most = self.locale().toString(MOST_WEIGHT, "g", 6)
            self._problem.say(
                self.tr("Each source needs a name, and a weight above 0 and up to {most}.").format(most=most)
            )
            return
        first, *more = found
        own = {"source": first.source, "weight": first.weight, "text_columns": first.text_columns}
        own |= {"template": first.template, "more_sources": tuple(more), "mixture_seed": seed}
        self.chosen.emit(self._data.model_copy(update=own))
        super().accept()

    # Construction

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setObjectName("mixture.table")
        table.setAccessibleName(self.tr("Sources"))
        table.setToolTip(
            self.tr("Press F2 or click twice to change a cell; a name may also be hub:owner/name or sample:stories.")
        )
        table.setHorizontalHeaderLabels([self.tr("Source"), self.tr("Weight"), self.tr("Text columns")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setSectionResizeMode(_SOURCE, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(_WEIGHT, _WEIGHT_WIDTH)
        table.setColumnWidth(_COLUMNS, _COLUMNS_WIDTH)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), table, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        return table

    def _make_tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        for name, text, tip, action in (
            ("add_file", self.tr("Add file…"), self.tr("Add a file of any known kind."), self._add_file),
            ("add_folder", self.tr("Add folder…"), self.tr("Add all texts of a folder."), self._add_folder),
            (
                "add_name",
                self.tr("Add by name"),
                self.tr("Add a data set of the Hub or a sample by its name."),
                self._add_name,
            ),
            ("remove", self.tr("Remove"), self.tr("Take the chosen source out of the mixture."), self._remove),
        ):
            tools.addWidget(self._button(name, text, tip, action))
        tools.addStretch(1)
        label = QLabel(self.tr("Seed"))
        label.setBuddy(self._seed)
        tools.addWidget(label)
        tools.addWidget(self._seed)
        return tools

    def _button(self, name: str, text: str, tip: str, action: Callable[[], None]) -> QPushButton:
        button = push_button(f"mixture.{name}", text, tip)
        button.clicked.connect(lambda: action())
        return button

    def _make_seed(self) -> IntEditor:
        seed = IntEditor(next(item for item in settings_of(Data) if item.name == "mixture_seed"))
        seed.setObjectName("mixture.seed")
        seed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # a form's editors ask for no width
        seed.setFixedWidth(_SEED_WIDTH)
        seed.set_value(self._data.mixture_seed)
        return seed

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        for role, name, text, tip in (
            (QDialogButtonBox.ButtonRole.AcceptRole, "ok", self.tr("OK"), self.tr("Learn from these sources.")),
            (QDialogButtonBox.ButtonRole.RejectRole, "cancel", self.tr("Cancel"), self.tr("Change nothing.")),
        ):
            button = box.addButton(text, role)
            button.setObjectName(f"mixture.{name}")
            button.setAccessibleName(text)
            button.setToolTip(tip)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    # What the user does

    def _add_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = self.tr("Texts and tables ({patterns})").format(patterns=readable_patterns())
        dialog.setNameFilters([patterns, self.tr("All files (*)")])
        self._ask(dialog)

    def _add_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog)

    def _add_name(self) -> None:
        self._add(MixedSource())
        self._table.edit(self._table.model().index(self._table.rowCount() - 1, _SOURCE))

    def _remove(self) -> None:
        row = self._table.currentRow()
        if row >= 0 and self._table.rowCount() > 1:
            self._table.removeRow(row)
            del self._entries[row]

    # Helpers

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.setObjectName("mixture_files")
        dialog.filesSelected.connect(self._add_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add_files(self, names: list[str]) -> None:
        for name in names:
            self._add(MixedSource(source=str(Path(name).absolute())))

    def _add(self, entry: MixedSource) -> None:
        row = self._table.rowCount()
        self._entries.append(entry)
        self._table.insertRow(row)
        for column, text in enumerate((entry.source, f"{entry.weight:g}", entry.text_columns)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == _WEIGHT:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._table.setItem(row, column, item)
        self._table.setCurrentCell(row, _SOURCE)

    def _entry(self, row: int) -> MixedSource | None:
        """The source of a row, or None where it has no name or no weight."""
        source, weight, columns = (self._text(row, column) for column in range(3))
        try:
            number = float(weight.replace(",", "."))
        except ValueError:
            return None
        if not source or not 0 < number <= MOST_WEIGHT:
            return None
        # A template was written for the table that stood here.
        kept = self._entries[row].template if source == self._entries[row].source else ""
        return MixedSource(source=source, weight=number, text_columns=columns, template=kept)

    def _text(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return item.text().strip() if item else ""
