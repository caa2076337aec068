"""A run's checkpoints: what each holds, and which of them stay."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import theme
from workbench.gui.forms.buttons import push_button
from workbench.gui.i18n import format_bytes, format_count, translate_engine
from workbench.runs.checkpoint_folder import CheckpointSummary

_STEP, _SAVED, _SIZE, _KIND = range(4)
_BUTTONS = QDialogButtonBox.ButtonRole


class CheckpointsDialog(QDialog):
    """Lists checkpoints with a tick for those to keep; stays open while the run trains."""

    pin_changed = Signal(int, bool)
    """The step of a checkpoint, and whether it is to be kept."""
    save_requested = Signal()
    refresh_requested = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("checkpoints")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Checkpoints of “{name}”").format(name=name))
        self.resize(560, 340)
        self._filling = False
        self._note = QLabel(
            self.tr("A ticked checkpoint is kept until you untick it. Of the others the newest and the best stay.")
        )
        self._note.setWordWrap(True)
        self._list = self._make_list()
        self._save = push_button("checkpoints.save", self.tr("Save one now"), "")
        refresh = push_button(
            "checkpoints.refresh",
            self.tr("Read again"),
            self.tr("Read and check every file of the checkpoints again."),
        )
        close = push_button("checkpoints.close", self.tr("Close"), self.tr("Close this list."))
        self._save.clicked.connect(lambda: self.save_requested.emit())
        refresh.clicked.connect(lambda: self.refresh_requested.emit())
        close.clicked.connect(self.close)
        buttons = QDialogButtonBox()
        buttons.addButton(self._save, _BUTTONS.ActionRole)
        buttons.addButton(refresh, _BUTTONS.ActionRole)
        buttons.addButton(close, _BUTTONS.RejectRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        for part in (self._note, self._list, buttons):
            layout.addWidget(part)
        self.set_live(False)

    def set_live(self, live: bool) -> None:
        """Whether the run trains in this window, so that it can be asked to save."""
        self._save.setEnabled(live)
        self._save.setToolTip(
            self.tr("Save a checkpoint of this very step; training goes on.")
            if live
            else self.tr("Only for the run that trains in this window.")
        )

    def set_checkpoints(self, checkpoints: list[CheckpointSummary]) -> None:
        """Show these, newest first; the current one stays current."""
        current = self._list.currentItem()
        step = current.data(_STEP, Qt.ItemDataRole.UserRole) if current else None
        self._filling = True
        self._list.clear()
        for checkpoint in reversed(checkpoints):
            item = self._make_item(checkpoint, newest=checkpoint is checkpoints[-1])
            self._list.addTopLevelItem(item)
            if checkpoint.step == step:
                self._list.setCurrentItem(item)
        self._filling = False

    # Helpers

    def _make_item(self, checkpoint: CheckpointSummary, newest: bool) -> QTreeWidgetItem:
        saved = datetime.fromisoformat(checkpoint.saved).strftime("%Y-%m-%d %H:%M")
        facts = {
            self.tr("newest"): newest,
            self.tr("best"): checkpoint.best,
            self.tr("damaged"): bool(checkpoint.problem),
        }
        kind = ", ".join(name for name, holds in facts.items() if holds)
        item = QTreeWidgetItem([format_count(checkpoint.step), saved, format_bytes(checkpoint.bytes), kind])
        item.setData(_STEP, Qt.ItemDataRole.UserRole, checkpoint.step)
        item.setCheckState(_STEP, Qt.CheckState.Checked if checkpoint.pinned else Qt.CheckState.Unchecked)
        item.setToolTip(_STEP, self.tr("Keep this checkpoint."))
        item.setToolTip(_KIND, translate_engine(checkpoint.problem) if checkpoint.problem else "")
        item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _change(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == _STEP:
            kept = item.checkState(_STEP) == Qt.CheckState.Checked
            self.pin_changed.emit(item.data(_STEP, Qt.ItemDataRole.UserRole), kept)

    def _make_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setObjectName("checkpoints.list")
        view.setAccessibleName(self.tr("Checkpoints"))
        view.setToolTip(self.tr("The checkpoints of this run, newest first."))
        view.setHeaderLabels([self.tr("Keep, step"), self.tr("Saved"), self.tr("Size"), self.tr("Kind")])
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setFont(theme.tabular_font(-1))
        view.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.itemChanged.connect(self._change)
        return view
