"""Somebody at the window who presses, types and chooses whatever comes to mind, drawn by a seed."""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.windows import all_widgets
from workbench import paths
from workbench.gui.main_window import MainWindow

logger = logging.getLogger(__name__)

_BETWEEN_MS = 20
_LEFT_ALONE = (
    *("quit", "delete", "reveal", "open_log", "open_workspace", "check_updates", "hub", "language", "scheme"),
    *("toolbar.save", "save_as", "path.", "_q_"),
)
"""Parts of the names of what reaches beyond the window and its runs, or stays for whoever comes next."""
_TYPED = ("x", "(a", "^[a-z]", "hello world", "文本", "/nowhere/file.txt", "0.5")
_NUMBERS = ("1", "2", "3", "8", "16", "64", "0", "-1", "0.1", "1e-3", "", "abc")
_MOUSE = Qt.MouseButton.LeftButton


class Anybody(QObject):
    """Uses one window; ``done`` says what was done so far, and the log too."""

    def __init__(self, window: MainWindow, seed: int, brought: Sequence[Path], experiments: Sequence[Path]) -> None:
        """``brought``: texts that are dropped on the window; ``experiments``: files that are opened and started."""
        super().__init__(window)
        self._window = window
        self._chance = random.Random(seed)
        self._brought, self._experiments = brought, experiments
        self._watching = 0
        self.done: list[str] = []
        self.resting = False

    def begin(self) -> None:
        """Do one thing after the other from now on, until ``resting`` is set."""
        if self.resting:
            return
        # Asked for beforehand: a dialog that waits for an answer must get one.
        QTimer.singleShot(_BETWEEN_MS, self, self.begin)
        if self._watching:
            self._watching -= 1
        else:
            self._do_something()

    # What to do

    def _do_something(self) -> None:
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if isinstance(popup, QMenu):
            self._use_menu(popup)
        elif popup is not None:
            popup.close()
        elif isinstance(modal, QFileDialog):
            self._note("dismiss", modal)
            modal.reject()
        elif modal is not None:
            self._use_a_control(modal)
        elif not self.done:
            self._start_an_experiment()
        else:
            ways = (
                self._start_an_experiment,
                self._drop,
                self._start_or_stop,
                self._trigger,
                self._use_a_control,
            )
            [chosen] = self._chance.choices(ways, (3, 3, 8, 10, 76))
            chosen()

    def _start_an_experiment(self) -> None:
        """Open one that can be trained, and press Start."""
        file = self._chance.choice(self._experiments)
        self._note(f"open {file.name} and start")
        self._window.document.discard_draft()
        self._window.document.replace(self._window.document.experiment)
        self._window.open_file(file)
        if self._window.actions_["start"].isEnabled():
            self._window.actions_["start"].trigger()
        self._watching = self._chance.choice((5, 50, 200))

    def _drop(self) -> None:
        runs = sorted(paths.runs().iterdir()) if paths.runs().is_dir() else []
        file = self._chance.choice([*self._brought, *runs])
        self._note(f"drop {file.name}")
        self._window.open_file(file)

    def _start_or_stop(self) -> None:
        self._trigger_one([self._window.actions_[name] for name in ("start", "pause", "stop")])

    def _trigger(self) -> None:
        self._trigger_one(self._window.findChildren(QAction))

    def _trigger_one(self, actions: Sequence[QAction]) -> None:
        possible = [action for action in actions if action.objectName() and _may_be_triggered(action)]
        if possible:
            action = self._chance.choice(possible)
            self._note(f"trigger {action.objectName()}")
            action.trigger()

    def _use_menu(self, menu: QMenu) -> None:
        if self._chance.random() < 0.6:
            self._trigger_one(menu.actions())
        menu.close()

    def _use_a_control(self, within: QWidget | None = None) -> None:
        seen = [
            widget
            for widget in all_widgets()
            if isinstance(widget, _CONTROLS)
            and widget.isVisible()
            and widget.isEnabled()
            and not widget.visibleRegion().isEmpty()
            and not _is_left_alone(widget.objectName())
            and (within is None or within.isAncestorOf(widget))
        ]
        if seen:
            widget = self._chance.choice(sorted(seen, key=_place))
            self._note("use", widget)
            next(use for kind, use in _USES.items() if isinstance(widget, kind))(self, widget)

    # How to use it

    def _click(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, _MOUSE)

    def _choose(self, combo: QComboBox) -> None:
        places = [combo.model().index(row, 0) for row in range(combo.count())]
        rows = [place.row() for place in places if combo.model().flags(place) & Qt.ItemFlag.ItemIsEnabled]
        if rows:
            combo.setCurrentIndex(self._chance.choice(rows))
            combo.activated.emit(combo.currentIndex())

    def _turn(self, spin: QAbstractSpinBox) -> None:
        key = self._chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down, None))
        spin.setFocus()
        if key is None:
            spin.selectAll()
            QTest.keyClicks(spin, self._chance.choice(_NUMBERS))
            key = Qt.Key.Key_Return
        QTest.keyClick(spin, key)

    def _write(self, line: QLineEdit) -> None:
        line.setFocus()
        line.clear()
        line.insert(self._chance.choice(_TYPED))
        QTest.keyClick(line, Qt.Key.Key_Return)

    def _add(self, text: QPlainTextEdit | QTextEdit) -> None:
        if not text.isReadOnly():
            text.insertPlainText(self._chance.choice(("a", "Once upon", "。", "\n")))

    def _pick(self, view: QAbstractItemView) -> None:
        model = view.model()
        if model is None or not model.rowCount():
            return
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
        index = model.index(self._chance.randrange(model.rowCount()), self._chance.randrange(max(1, columns)))
        view.setCurrentIndex(index)
        place = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), _MOUSE, pos=place)
        how = self._chance.random()
        if how < 0.4:
            QTest.mouseDClick(view.viewport(), _MOUSE, pos=place)
        elif how < 0.6:
            view.customContextMenuRequested.emit(place)

    def _turn_to(self, tabs: QTabBar) -> None:
        if tabs.count():
            tabs.setCurrentIndex(self._chance.randrange(tabs.count()))

    def _note(self, what: str, widget: QWidget | None = None) -> None:
        self.done.append(what if widget is None else f"{what} {type(widget).__name__} {widget.objectName()}")
        logger.info(self.done[-1])


_USES = {
    QAbstractButton: Anybody._click,
    QComboBox: Anybody._choose,
    QAbstractSpinBox: Anybody._turn,
    QLineEdit: Anybody._write,
    QPlainTextEdit: Anybody._add,
    QTextEdit: Anybody._add,
    QAbstractItemView: Anybody._pick,
    QTabBar: Anybody._turn_to,
}
_CONTROLS = tuple(_USES)


def _may_be_triggered(action: QAction) -> bool:
    possible = action.isEnabled() and action.isVisible() and not action.isSeparator() and action.menu() is None
    return possible and not _is_left_alone(action.objectName())


def _is_left_alone(name: str) -> bool:
    return name == "action.save" or any(part in name for part in _LEFT_ALONE)


def _place(widget: QWidget) -> tuple[str, int, int]:
    """An order that does not depend on when a widget was made."""
    corner = widget.mapToGlobal(widget.rect().topLeft())
    return widget.objectName(), corner.x(), corner.y()
