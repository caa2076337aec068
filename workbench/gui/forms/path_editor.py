"""Edits the path of a file or folder: typed, or chosen in a dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QWidget

from workbench.config.setting import Setting
from workbench.gui.forms.other_editors import TextEditor
from workbench.gui.icons import icon


class PathEditor(TextEditor):
    """A text with a button that browses; Alt+Down opens its menu from the keyboard, as in a combo box."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._menu = QMenu(self)
        for name, text, folder in (("file", self.tr("File…"), False), ("folder", self.tr("Folder…"), True)):
            entry = self._menu.addAction(icon("folder" if folder else "open"), text)
            entry.setObjectName(f"path.{name}")
            entry.triggered.connect(lambda checked=False, folder=folder: self._ask(folder))
        self.browse = QAction(icon("open"), self.tr("Browse"), self)
        self.browse.setToolTip(self.tr("Choose a file or a folder (Alt+Down)."))
        self.browse.triggered.connect(self._show_menu)
        self.addAction(self.browse, QLineEdit.ActionPosition.TrailingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._show_menu()
        else:
            super().keyPressEvent(event)

    def _show_menu(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _ask(self, folder: bool) -> None:
        here = Path(self.text()).expanduser()
        start = here if here.is_dir() else here.parent
        title = self.tr("Choose a folder") if folder else self.tr("Choose a file")
        dialog = QFileDialog(self.window(), title, str(start if self.text() and start.is_dir() else Path.home()))
        dialog.setObjectName("path_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, name: str) -> None:
        if name != self.text():
            self.setText(name)
            self.changed.emit()
