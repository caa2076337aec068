"""The first rows of a table, in which the columns that hold the text are chosen, and the template."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from workbench.config.sections import Data
from workbench.config.setting import Section
from workbench.errors import Problem
from workbench.events import TableSeen
from workbench.gui import theme
from workbench.gui.forms.section_form import SectionForm

TABLE_SETTINGS = ("text_columns", "template")
"""The settings of ``data`` that are edited here."""
_ROWS = 3
_MARK = "✓ "
_MOST_WIDTH = 150
_MOST_FITTING = 3  # columns that share the width; more are scrolled
_TEMPLATE_LINES = 2


class _Table(QTreeWidget):
    """A table that tells of the space key."""

    pressed_space = Signal(int)
    """The current column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.pressed_space.emit(self.currentColumn())
        else:
            super().keyPressEvent(event)


class TableRow(QWidget):
    """Shown only for a source with columns. A column is chosen by a click on its head, or by Space."""

    edited = Signal(str, str)
    """(``data.text_columns``, ``data.template``)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = Data.defaults()
        self._seen = TableSeen("", (), (), ())
        self._table = self._make_table()
        self._form = SectionForm("data", Data, only=TABLE_SETTINGS)
        template = self._form.editor("template")
        template.setFixedHeight(template.fontMetrics().lineSpacing() * _TEMPLATE_LINES + 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.ROW_GAP)
        layout.addWidget(self._table)
        layout.addWidget(self._form)
        self._form.edited.connect(self._edit)
        self.hide()

    def show_table(self, seen: TableSeen) -> None:
        """Show the first rows of a source; one without columns hides all of this."""
        self._seen = seen
        self.setVisible(bool(seen.columns))
        if seen.columns:
            self._fill()

    def set_value(self, data: Data) -> None:
        """Show the settings of an experiment without reporting an edit."""
        if data.source != self._data.source:
            self.hide()
        self._data = data
        self._form.set_value(data)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the settings that do not go together."""
        self._form.set_problems(problems)

    # Construction

    def _make_table(self) -> _Table:
        table = _Table()
        table.setObjectName("data.table")
        table.setAccessibleName(self.tr("First rows of the table"))
        table.setToolTip(self.tr("Click on the head of a column, or press Space in it, to take its text or not."))
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setAllColumnsShowFocus(False)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setIndentation(0)
        table.header().setSectionsMovable(False)
        table.header().setSectionsClickable(True)
        table.header().setStretchLastSection(False)
        table.header().sectionClicked.connect(self._toggle)
        table.pressed_space.connect(self._toggle)
        return table

    # What the user does

    def _toggle(self, column: int) -> None:
        if not 0 <= column < len(self._seen.columns):
            return
        from workbench.data.readers.columns import chosen_columns, written_columns

        name = self._seen.columns[column]
        chosen = chosen_columns(self._data) or list(self._seen.chosen)
        chosen = [other for other in chosen if other != name] if name in chosen else [*chosen, name]
        self._report(self._data.model_copy(update={"text_columns": written_columns(chosen), "template": ""}))

    def _edit(self, data: Section) -> None:
        assert isinstance(data, Data)
        self._report(data)

    # Helpers

    def _report(self, data: Data) -> None:
        self._data = data
        self._form.set_value(data)
        self.edited.emit(data.text_columns, data.template)

    def _fill(self) -> None:
        from workbench.data.readers.columns import written_columns

        seen, table = self._seen, self._table
        table.clear()
        table.setColumnCount(len(seen.columns))
        table.setHeaderLabels([f"{_MARK}{name}" if name in seen.chosen else name for name in seen.columns])
        for cells in seen.rows:
            row = QTreeWidgetItem([" ".join(cell.split()) for cell in cells])
            for column, cell in enumerate(cells):
                row.setToolTip(column, cell)
            table.addTopLevelItem(row)
        self._form.editor("text_columns").setPlaceholderText(written_columns(seen.chosen))
        fit = len(seen.columns) <= _MOST_FITTING
        self._set_widths(fit=fit)
        rows = min(_ROWS, len(seen.rows)) * max(table.sizeHintForRow(0), 1)
        bar = 0 if fit else table.horizontalScrollBar().sizeHint().height()
        table.setFixedHeight(table.header().sizeHint().height() + rows + bar + 2 * table.frameWidth())

    def _set_widths(self, *, fit: bool) -> None:
        header, policy = self._table.header(), Qt.ScrollBarPolicy
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch if fit else QHeaderView.ResizeMode.Interactive)
        self._table.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if fit else policy.ScrollBarAlwaysOn)
        if not fit:
            for column in range(header.count()):
                self._table.resizeColumnToContents(column)
                header.resizeSection(column, min(header.sectionSize(column), _MOST_WIDTH))
