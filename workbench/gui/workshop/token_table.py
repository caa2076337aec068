"""The tokens of a text as a table: one row each, with id, bytes and frequency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from workbench.gui import theme
from workbench.gui.i18n import format_count
from workbench.gui.workshop.spans import hexadecimal, rate_text, span_of, visible
from workbench.tokenizer.inspection import Token

Index = QModelIndex | QPersistentModelIndex
_NUMBER, _TOKEN, _ID, _BYTES, _HERE, _SOURCE = range(6)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TokenModel(QAbstractTableModel):
    """Tokens in their order; what is written in a cell is made when it is seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens: Sequence[Token] = ()
        self._heads = [
            (self.tr("No."), self.tr("The place of the token in the text.")),
            (self.tr("Token"), self.tr("The token's text; ␣ is a space, ↵ a line's end, → a tab.")),
            (self.tr("Id"), self.tr("The number that the model sees.")),
            (self.tr("Bytes"), self.tr("The bytes of UTF-8 that the token stands for.")),
            (self.tr("Here"), self.tr("How often the token occurs in this text.")),
            (self.tr("Per million"), self.tr("How many of a million tokens of the source are this one.")),
        ]

    def set_tokens(self, tokens: Sequence[Token]) -> None:
        """Show these."""
        self.beginResetModel()
        self._tokens = tokens
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._tokens)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._heads[section][1]
        return int(self._side(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        token = self._tokens[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(token, index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return span_of(token).tip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._side(index.column()))
        if role == Qt.ItemDataRole.ForegroundRole and token.unknown:
            return theme.color("danger")
        if role == Qt.ItemDataRole.BackgroundRole and index.column() == _TOKEN:
            return theme.token_color(token.id)
        return None

    @staticmethod
    def _side(column: int) -> Qt.AlignmentFlag:
        return _LEFT if column in (_TOKEN, _BYTES) else _RIGHT

    @staticmethod
    def _text(token: Token, row: int, column: int) -> str:
        if column == _NUMBER:
            return format_count(row + 1)
        if column == _TOKEN:
            return visible(token.text)
        if column == _ID:
            return format_count(token.id)
        if column == _BYTES:
            return hexadecimal(token.data)
        return format_count(token.count) if column == _HERE else rate_text(token.per_million)


class TokenTable(QTableView):
    """The table; its current row is told, and what is selected can be copied."""

    current_changed = Signal(int)
    """The user moved to the token of this number."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(self.tr("The tokens one by one; Ctrl+C copies the selected rows."))
        self._model = TokenModel(self)
        self.setModel(self._model)
        self.setFont(theme.tabular_font(-1))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 5)
        self._size_columns()
        self._telling = True
        self.selectionModel().currentRowChanged.connect(self._tell)

    def set_tokens(self, tokens: Sequence[Token]) -> None:
        """Show these; none is current."""
        self._model.set_tokens(tokens)

    def set_current(self, row: int) -> None:
        """Select a row and scroll to it, without telling anybody."""
        if row != self.currentIndex().row():
            self._telling = False
            self.selectRow(row)
            self._telling = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """The selected rows, with tabs between the cells."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = range(self._model.columnCount())
        return "\n".join("\t".join(self._model.index(row, column).data() for column in columns) for row in rows)

    def _size_columns(self) -> None:
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        for column, sample in ((_NUMBER, "00,000"), (_TOKEN, "␣everything"), (_ID, "000,000"), (_HERE, "00,000")):
            header.resizeSection(column, metrics.horizontalAdvance(sample) + 16)
        header.resizeSection(_BYTES, metrics.horizontalAdvance("e4 b8 ad e4 b8 ad") + 16)
        header.setStretchLastSection(True)

    def _tell(self, current: QModelIndex) -> None:
        if self._telling and current.isValid():
            self.current_changed.emit(current.row())
