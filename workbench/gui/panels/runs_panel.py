"""The list of runs, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import theme
from workbench.gui.icons import icon
from workbench.gui.item_models.runs_model import ACTIVE_STATES, Column, RunsModel, RunsProxy

if TYPE_CHECKING:
    from workbench.runs.summary import RunSummary

_WIDEST = {
    Column.NAME: "a typical name",
    Column.STATE: "interrupted",
    Column.BEST: "0.0000",
    Column.STEPS: "0,000 / 0,000",
    Column.ARCHITECTURE: "LSTM",
    Column.CREATED: "59 min",
}
"""A text that each column has room for; the user may widen it."""
_CELL_PADDING = 14
_FILTER_FRAME = 24
_DOT_SPACE = 14


class RunsPanel(QWidget):
    """Every run of the workspace, newest first; double click opens one."""

    open_requested = Signal(Path)
    continue_requested = Signal(Path)
    verify_requested = Signal(Path)
    rename_requested = Signal(Path, str)
    delete_requested = Signal(Path)
    reveal_requested = Signal(Path)
    checkpoints_requested = Signal(Path)
    refresh_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RunsModel(self)
        self._proxy = RunsProxy(self._model)
        self._view = self._make_view()
        self._actions = self._make_actions()
        self._filter = self._make_filter()
        self._empty = self._make_empty()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        layout.addLayout(self._make_toolbar())
        layout.addLayout(self._stack, 1)
        self._model.renamed.connect(self.rename_requested)
        self._update_actions()

    def set_runs(self, runs: list[RunSummary]) -> None:
        """Show these runs; the selection stays."""
        self._model.set_runs(runs)
        self._stack.setCurrentWidget(self._view if runs else self._empty)
        self._update_actions()

    def update_run(self, path: Path, **values: Any) -> None:
        """Change some facts of one run, by the names of RunSummary's fields."""
        self._model.update_run(path, **values)
        if "state" in values:
            self._update_actions()

    def selected_run(self) -> Path | None:
        """The folder of the selected run."""
        run = self._selected()
        return run.path if run else None

    def select(self, path: Path) -> None:
        """Select a run, if it is in the list."""
        row = self._model.row_of(path)
        if row is not None:
            self._view.setCurrentIndex(self._proxy.mapFromSource(self._model.index(row, 0)))

    # Slots

    def _open(self) -> None:
        self._ask(self.open_requested.emit)

    def _continue(self) -> None:
        self._ask(self.continue_requested.emit)

    def _verify(self) -> None:
        self._ask(self.verify_requested.emit)

    def _delete(self) -> None:
        self._ask(self.delete_requested.emit)

    def _reveal(self) -> None:
        self._ask(self.reveal_requested.emit)

    def _checkpoints(self) -> None:
        self._ask(self.checkpoints_requested.emit)

    def _rename(self) -> None:
        index = self._view.currentIndex()
        if index.isValid():
            self._view.edit(index.siblingAtColumn(Column.NAME))

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions(list(self._actions.values()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.viewport().mapToGlobal(place))

    def _update_actions(self) -> None:
        run = self._selected()
        active = run is not None and run.state in ACTIVE_STATES
        readable = run is not None and run.readable
        self._actions["open"].setEnabled(readable)
        self._actions["continue"].setEnabled(readable and not active)
        self._actions["verify"].setEnabled(readable and not active)
        self._actions["rename"].setEnabled(readable)
        self._actions["checkpoints"].setEnabled(readable)
        self._actions["delete"].setEnabled(run is not None and not active)
        self._actions["reveal"].setEnabled(run is not None)

    # Helpers

    def _selected(self) -> RunSummary | None:
        indexes = self._view.selectionModel().selectedRows()
        return self._model.run_at(self._proxy.mapToSource(indexes[0]).row()) if indexes else None

    def _ask(self, emit: Callable[[Path], None]) -> None:
        path = self.selected_run()
        if path is not None:
            emit(path)

    def _make_view(self) -> QTreeView:
        view = QTreeView()
        view.setObjectName("runs.list")
        view.setAccessibleName(self.tr("Runs"))
        view.setToolTip(self.tr("Every run of the workspace; double-click one to see its curves."))
        view.setModel(self._proxy)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setFont(theme.tabular_font(-1))
        view.header().setFont(theme.tabular_font(-1))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setSortingEnabled(True)
        view.sortByColumn(Column.CREATED, Qt.SortOrder.DescendingOrder)
        header = view.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, text in _WIDEST.items():
            title = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            advance = view.fontMetrics().horizontalAdvance
            extra = _DOT_SPACE if column == Column.STATE else 0
            view.setColumnWidth(column, max(advance(text) + extra, advance(title)) + _CELL_PADDING)
        view.customContextMenuRequested.connect(self._show_menu)
        view.activated.connect(self._activate)
        view.selectionModel().selectionChanged.connect(self._update_actions)
        return view

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self._open()

    def _make_actions(self) -> dict[str, QAction]:
        described = {
            "open": (self.tr("Open"), self.tr("Show this run's curves and talk to its model."), self._open, ""),
            "continue": (self.tr("Continue"), self.tr("Train on from the newest checkpoint."), self._continue, ""),
            "verify": (
                self.tr("Verify…"),
                self.tr("Train this run again, in memory, and compare every bit with its record."),
                self._verify,
                "",
            ),
            "checkpoints": (
                self.tr("Checkpoints…"),
                self.tr("List this run's checkpoints, and choose which of them to keep."),
                self._checkpoints,
                "",
            ),
            "rename": (self.tr("Rename"), self.tr("Give this run another name."), self._rename, "F2"),
            "delete": (self.tr("Delete"), self.tr("Move this run to the trash."), self._delete, "Del"),
            "reveal": (self.tr("Show in folder"), self.tr("Show this run's files."), self._reveal, ""),
        }
        icons = {
            "open": "plots",
            "continue": "continue",
            "checkpoints": "save",
            "verify": "check",
            "rename": "rename",
            "delete": "trash",
            "reveal": "reveal",
        }
        actions: dict[str, QAction] = {}
        for name, (text, tip, handler, keys) in described.items():
            action = QAction(icon(icons[name]), text, self._view)
            action.setObjectName(f"runs.action.{name}")
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(handler)
            self._view.addAction(action)
            actions[name] = action
        return actions

    def _make_toolbar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for name, action in self._actions.items():
            if name in ("verify", "checkpoints"):  # in the menu only: a row of icons is read at a glance
                continue
            button = QToolButton()
            button.setObjectName(f"runs.{name}")
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._filter, 2)
        refresh = QToolButton()
        refresh.setObjectName("runs.refresh")
        refresh.setIcon(icon("refresh"))
        refresh.setAccessibleName(self.tr("Read again"))
        refresh.setToolTip(self.tr("Read the list of runs again."))
        refresh.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        refresh.clicked.connect(lambda: self.refresh_requested.emit())
        row.addWidget(refresh)
        return row

    def _make_filter(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("runs.filter")
        field.setPlaceholderText(self.tr("Filter"))
        field.setAccessibleName(self.tr("Filter"))
        field.setToolTip(self.tr("Show only runs whose name, state or architecture holds this text."))
        field.setClearButtonEnabled(True)
        field.setMaximumWidth(180)
        field.setMinimumWidth(field.fontMetrics().horizontalAdvance(field.placeholderText()) + _FILTER_FRAME)
        field.textChanged.connect(self._proxy.set_filter)
        return field

    def _make_empty(self) -> QLabel:
        label = QLabel(
            self.tr(
                "No runs yet.\n\nEach Start makes a run: a folder with its settings, curves, texts and checkpoints. "
                "It stays here to be opened, continued and compared."
            )
        )
        label.setObjectName("runs.empty")
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_role(label, "muted")
        return label
