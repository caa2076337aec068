"""The list of runs as a Qt item model: one row a run, one column a fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPixmap

from workbench.gui import theme
from workbench.gui.i18n import format_count, format_loss, translate_engine

if TYPE_CHECKING:
    from workbench.runs.summary import RunSummary

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
ACTIVE_STATES = frozenset({"preparing", "training", "paused"})

_DOT = 7
_DOT_SCALE = 3
_STATE_COLOURS = {
    "training": "accent",
    "preparing": "accent",
    "paused": "warning",
    "finished": "success",
    "stopped": "muted",
    "interrupted": "warning",
    "failed": "danger",
}


class Column(IntEnum):
    """The facts, in the order shown."""

    NAME = 0
    STATE = 1
    BEST = 2
    STEPS = 3
    ARCHITECTURE = 4
    CREATED = 5


class RunsModel(QAbstractTableModel):
    """Rows of RunSummary. Editing the name does not change it: it asks through `renamed`."""

    renamed = Signal(Path, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[RunSummary] = []
        theme.notifier().changed.connect(self._recolour)

    def set_runs(self, runs: list[RunSummary]) -> None:
        """Show these runs; rows of runs that are still there stay selected."""
        if [run.path for run in runs] == [run.path for run in self._runs]:
            self._runs = list(runs)
            self._changed(0, len(runs) - 1)
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = {run.path: row for row, run in enumerate(runs)}
        paths = [self._runs[index.row()].path for index in before]
        self._runs = list(runs)
        moved = [
            self.createIndex(places[path], index.column()) if path in places else QModelIndex()
            for path, index in zip(paths, before, strict=True)
        ]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

    def update_run(self, path: Path, **values: Any) -> None:
        """Change some facts of one run: fields of RunSummary by name."""
        row = self.row_of(path)
        if row is not None:
            self._runs[row] = replace(self._runs[row], **values)
            self._changed(row, row)

    def run_at(self, row: int) -> RunSummary:
        """The run of a row."""
        return self._runs[row]

    def row_of(self, path: Path) -> int | None:
        """The row of a run, or None."""
        return next((row for row, run in enumerate(self._runs) if run.path == path), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanations()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        run, column = self._runs[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(run, column)
            case Qt.ItemDataRole.EditRole:
                return run.name
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(run)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.DecorationRole:
                return _dot(_STATE_COLOURS.get(run.state, "text")) if column == Column.STATE else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(run, column)
            case _ if role == SORT_ROLE:
                return _sort_key(run, column)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == Column.NAME and self._runs[index.row()].readable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        run = self._runs[index.row()]
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name or name == run.name:
            return False
        self.renamed.emit(run.path, name)
        return True

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Name"),
            self.tr("State"),
            self.tr("Val. loss"),
            self.tr("Steps"),
            self.tr("Architecture"),
            self.tr("Created"),
        )

    def _explanations(self) -> tuple[str, ...]:
        return (
            self.tr("Name of the run; F2 changes it."),
            self.tr("What the run is doing, or how it ended."),
            self.tr("Lowest loss on the validation text, in nats per token."),
            self.tr("Weight updates taken, and planned."),
            self.tr("Kind of neural network."),
            self.tr("When the run was started."),
        )

    def _text(self, run: RunSummary, column: Column) -> str:
        match column:
            case Column.NAME:
                return run.name
            case Column.STATE:
                return state_text(run.state)
            case Column.BEST:
                return format_loss(run.best_val_loss)
            case Column.STEPS:
                return f"{format_count(run.step)} / {format_count(run.steps)}" if run.steps else "–"
            case Column.ARCHITECTURE:
                return run.architecture.upper()
            case Column.CREATED:
                created = _created(run)
                return time_ago(created) if created else "–"

    def _tip(self, run: RunSummary) -> str:
        if run.problem or run.missing:
            return f"{run.name}\n{translate_engine(run.problem or run.missing)}"
        count = self.tr("{count} parameters").format(count=format_count(run.parameters))
        created = _created(run)
        date = QLocale().toString(_qt_time(created), QLocale.FormatType.ShortFormat) if created else "–"
        return f"{run.name}\n{state_text(run.state)}, {count}\n{date}\n{run.path}"

    def _colour(self, run: RunSummary, column: Column) -> QColor | None:
        return theme.color(_STATE_COLOURS.get(run.state, "text")) if column == Column.STATE else None

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _recolour(self) -> None:
        self._changed(0, len(self._runs) - 1)


class RunsProxy(QSortFilterProxyModel):
    """Sorts by value, not by text, and keeps the runs whose name or architecture holds the filter."""

    def __init__(self, source: RunsModel) -> None:
        super().__init__(source)
        self._filter = ""
        self.setSourceModel(source)
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)

    def set_filter(self, text: str) -> None:
        """Show only runs that hold this text."""
        self.beginFilterChange()
        self._filter = text.strip().lower()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        source = self.sourceModel()
        assert isinstance(source, RunsModel)
        run = source.run_at(row)
        return self._filter in f"{run.name} {run.architecture} {state_text(run.state)}".lower()


def state_text(state: str) -> str:
    """A run's state in the user's language."""
    texts = {
        "preparing": QCoreApplication.translate("states", "preparing"),
        "training": QCoreApplication.translate("states", "training"),
        "paused": QCoreApplication.translate("states", "paused"),
        "stopped": QCoreApplication.translate("states", "stopped"),
        "finished": QCoreApplication.translate("states", "finished"),
        "failed": QCoreApplication.translate("states", "failed"),
        "interrupted": QCoreApplication.translate("states", "interrupted"),
    }
    return texts.get(state, state)


def time_ago(when: datetime) -> str:
    """How long ago, in one unit: 5 min, 3 h, 12 d; the date once it is months ago."""
    minutes = max(0, int((datetime.now().astimezone() - when).total_seconds() // 60))
    if minutes < 60:
        return QCoreApplication.translate("ago", "{count} min").format(count=minutes)
    if minutes < 48 * 60:
        return QCoreApplication.translate("ago", "{count} h").format(count=minutes // 60)
    if minutes < 60 * 24 * 60:
        return QCoreApplication.translate("ago", "{count} d").format(count=minutes // (24 * 60))
    return QLocale().toString(_qt_time(when).date(), QLocale.FormatType.ShortFormat)


def _qt_time(when: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(when.timestamp()))


def _dot(colour: str) -> QPixmap:
    """A small disc in a colour of the theme, drawn larger than shown so that it is crisp at any scale."""
    picture = QPixmap(_DOT * _DOT_SCALE, _DOT * _DOT_SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(colour))
    painter.drawEllipse(0, 0, picture.width(), picture.height())
    painter.end()
    picture.setDevicePixelRatio(_DOT_SCALE)
    return picture


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (Column.BEST, Column.STEPS) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _sort_key(run: RunSummary, column: Column) -> Any:
    match column:
        case Column.NAME:
            return run.name.lower()
        case Column.STATE:
            return run.state
        case Column.BEST:
            return float("inf") if run.best_val_loss is None else run.best_val_loss
        case Column.STEPS:
            return run.step
        case Column.ARCHITECTURE:
            return run.architecture
        case Column.CREATED:
            return run.created


def _created(run: RunSummary) -> datetime | None:
    try:
        return datetime.fromisoformat(run.created).astimezone()
    except ValueError:
        return None
