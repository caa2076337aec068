"""The steps of cleaning in their order: switched by a tick, moved by dragging, buttons or keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QDrag, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from workbench.config.cleaning_step import CleaningStep
from workbench.data.cleaning.account import StepCount
from workbench.gui import theme
from workbench.gui.i18n import format_count, tr_setting, translate_engine

_STEP, _COUNT = range(2)
_ROLE = Qt.ItemDataRole.UserRole


class StepList(QTreeWidget):
    """Holds the steps; the current one is what the dialog shows the settings of."""

    changed = Signal()
    """The user switched, moved or removed a step."""
    chosen = Signal()
    """Another step is current, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cleaning.steps")
        self.setAccessibleName(self.tr("Steps of cleaning"))
        self.setToolTip(
            self.tr("The steps from the first to the last; drag one to move it, or press Alt with an arrow key.")
        )
        self.setHeaderLabels([self.tr("Step"), self.tr("Documents")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(_STEP, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_COUNT, QHeaderView.ResizeMode.ResizeToContents)
        self._filling = False
        self._dragged: int | None = None  # the place of the step that is being dragged
        self.itemChanged.connect(self._switch)
        self.currentItemChanged.connect(self._choose)

    # What others ask for

    def steps(self) -> tuple[CleaningStep, ...]:
        """The steps in their order."""
        return tuple(self._item(place).data(_STEP, _ROLE) for place in range(self.topLevelItemCount()))

    def set_steps(self, steps: Sequence[CleaningStep]) -> None:
        """Show these, without reporting a change; the first is current."""
        self._filling = True
        self.clear()
        for step in steps:
            self.addTopLevelItem(self._make_item(step))
        self._filling = False
        if steps:
            self.setCurrentItem(self._item(0))
        self.chosen.emit()

    def place(self) -> int | None:
        """The place of the current step, or None."""
        item = self.currentItem()
        return None if item is None else self.indexOfTopLevelItem(item)

    def add(self, step: CleaningStep) -> None:
        """Put a step behind the current one and make it current."""
        place = self.place()
        item = self._make_item(step)
        self.insertTopLevelItem(self.topLevelItemCount() if place is None else place + 1, item)
        self.setCurrentItem(item)
        self.changed.emit()

    def replace_current(self, step: CleaningStep) -> None:
        """Take other settings for the current step."""
        place = self.place()
        assert place is not None
        item = self._item(place)
        self._filling = True
        item.setData(_STEP, _ROLE, step)
        self._filling = False
        self.changed.emit()

    def remove_current(self) -> None:
        """Take the current step out."""
        place = self.place()
        if place is not None:
            self.takeTopLevelItem(place)
            self.chosen.emit()
            self.changed.emit()

    def move_current(self, by: int) -> None:
        """Move the current step up (-1) or down (1)."""
        place = self.place()
        if place is None or not 0 <= place + by < self.topLevelItemCount():
            return
        self._move(place, place + by)

    def show_counts(self, counts: Sequence[StepCount | None]) -> None:
        """Show beside each step how many documents it changed or left out; None where it is off."""
        self._filling = True
        for place in range(self.topLevelItemCount()):
            count = counts[place] if place < len(counts) else None
            text = "" if count is None else format_count(count.changed + count.removed)
            self._item(place).setText(_COUNT, text)
            self._item(place).setToolTip(_COUNT, "" if count is None else translate_engine(count.sentence()))
        self._filling = False

    # Qt events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_current(moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self._dragged = self.place()
        if self._dragged is None:
            return
        row = self.visualItemRect(self._item(self._dragged))
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - row.topLeft())
        drag.exec(Qt.DropAction.MoveAction)
        self._dragged = None

    def dropEvent(self, event: QDropEvent) -> None:
        if self._dragged is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        gap = self._gap_at(event.position().toPoint())
        self._move(self._dragged, gap - (gap > self._dragged))
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    # Helpers

    def _make_item(self, step: CleaningStep) -> QTreeWidgetItem:
        item = QTreeWidgetItem([tr_setting(step.label)])
        flags = Qt.ItemFlag
        # Nothing can be dropped onto a step, only between two.
        item.setFlags(
            flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable | flags.ItemIsDragEnabled
        )
        item.setData(_STEP, _ROLE, step)
        item.setCheckState(_STEP, Qt.CheckState.Checked if step.enabled else Qt.CheckState.Unchecked)
        item.setToolTip(_STEP, tr_setting(step.summary))
        item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFont(_COUNT, theme.tabular_font(-1))
        return item

    def _gap_at(self, position: QPoint) -> int:
        """Before which step something is dropped that is dropped here: in the upper half of a row, before that."""
        item = self.itemAt(position)
        if item is None:
            return self.topLevelItemCount()
        return self.indexOfTopLevelItem(item) + (position.y() > self.visualItemRect(item).center().y())

    def _move(self, place: int, to: int) -> None:
        if place == to:
            return
        self._filling = True
        item = self._item(place)
        self.takeTopLevelItem(place)
        self.insertTopLevelItem(to, item)
        self.setCurrentItem(item)
        self._filling = False
        self.chosen.emit()
        self.changed.emit()

    def _item(self, place: int) -> QTreeWidgetItem:
        item = self.topLevelItem(place)
        assert item is not None
        return item

    def _choose(self) -> None:
        if not self._filling:
            self.chosen.emit()

    def _switch(self, item: QTreeWidgetItem, column: int) -> None:
        if self._filling or column != _STEP:
            return
        step: CleaningStep = item.data(_STEP, _ROLE)
        enabled = item.checkState(_STEP) == Qt.CheckState.Checked
        if enabled != step.enabled:
            self._filling = True
            item.setData(_STEP, _ROLE, step.model_copy(update={"enabled": enabled}))
            self._filling = False
            self.chosen.emit()
            self.changed.emit()
