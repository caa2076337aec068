"""The docks: which panel lives where, and the default arrangement for a low, a small, a usual and a large window."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QWidget

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
HORIZONTAL, VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical

WIDE_WINDOW = 1600
"""From this width on, the playground and the runs get a column of their own at the right."""
SMALL_WIDTH, SMALL_HEIGHT = 1200, 740
"""Below either, panels that would be squeezed share their place as tabs."""
LOW_HEIGHT = 560
"""Below it (a usual screen at 200 %) nothing has room under the curves: what is there otherwise stands at the right."""

_CURVES_WIDTH = 450

Size = Literal["low", "small", "medium", "wide"]


class Docks:
    """The dock of every panel, by name, and where it goes by default."""

    def __init__(self, window: QMainWindow, panels: dict[str, tuple[str, QWidget]]) -> None:
        self._window = window
        self._docks = {name: self._make(name, title, panel) for name, (title, panel) in panels.items()}
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, window.tabPosition(LEFT).North)
        for corner in (Qt.Corner.TopLeftCorner, Qt.Corner.BottomLeftCorner):
            window.setCorner(corner, LEFT)
        for corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner):
            window.setCorner(corner, RIGHT)

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    def all(self) -> list[QDockWidget]:
        """Every dock in the order of the View menu."""
        return list(self._docks.values())

    def arrange(self) -> None:
        """Show every panel in the default arrangement for the window's present size."""
        size = self._size()
        for dock in self._docks.values():
            self._window.removeDockWidget(dock)
        self._arrange_settings(size)
        self._arrange_rest(size)
        for dock in self._docks.values():
            dock.setFloating(False)
            dock.show()
        for name in ("data", "runs", "playground"):
            self._docks[name].raise_()
        self._resize(size)
        # Once more when the panels have taken their widths: the playground needs less height where it is wide.
        QTimer.singleShot(0, self._window, lambda: self._resize(size))

    def _size(self) -> Size:
        if self._window.height() < LOW_HEIGHT:
            return "low"
        if self._window.width() < SMALL_WIDTH or self._window.height() < SMALL_HEIGHT:
            return "small"
        return "wide" if self._window.width() >= WIDE_WINDOW else "medium"

    def _arrange_settings(self, size: Size) -> None:
        docks, window = self._docks, self._window
        window.addDockWidget(LEFT, docks["data"])
        if size in ("low", "small"):
            window.tabifyDockWidget(docks["data"], docks["model"])
            window.tabifyDockWidget(docks["model"], docks["optimizer"])
        else:
            window.splitDockWidget(docks["data"], docks["optimizer"], HORIZONTAL)
            window.splitDockWidget(docks["data"], docks["model"], VERTICAL)

    def _arrange_rest(self, size: Size) -> None:
        docks, window = self._docks, self._window
        window.addDockWidget(RIGHT if size in ("low", "wide") else BOTTOM, docks["playground"])
        if size == "wide":
            window.addDockWidget(BOTTOM, docks["runs"])
        elif size == "medium":
            window.splitDockWidget(docks["playground"], docks["runs"], HORIZONTAL)
        else:
            window.tabifyDockWidget(docks["playground"], docks["runs"])
        window.tabifyDockWidget(docks["runs"], docks["log"])

    def _resize(self, size: Size) -> None:
        docks, window, height = self._docks, self._window, self._window.height()
        if size == "low":
            side = max(1, (self._window.width() - _CURVES_WIDTH) // 2)
            window.resizeDocks([docks["data"], docks["playground"]], [side, side], HORIZONTAL)
            return
        if size == "small":
            window.resizeDocks([docks["data"]], [290], HORIZONTAL)
            window.resizeDocks([docks["playground"]], [int(height * 0.34)], VERTICAL)
            return
        column = 330 if size == "wide" else 290
        window.resizeDocks([docks["data"], docks["optimizer"]], [column, column], HORIZONTAL)
        needed = self._needed_height("model")
        rest = max(1, docks["data"].height() + docks["model"].height() - needed)
        window.resizeDocks([docks["data"], docks["model"]], [rest, needed], VERTICAL)
        if size == "wide":
            window.resizeDocks([docks["playground"]], [420], HORIZONTAL)
            window.resizeDocks([docks["runs"]], [int(height * 0.28)], VERTICAL)
        else:
            window.resizeDocks([docks["playground"], docks["runs"]], [340, 340], HORIZONTAL)
            window.resizeDocks([docks["playground"]], [int(height * 0.36)], VERTICAL)

    def _needed_height(self, name: str) -> int:
        """What a dock must have to show its whole panel without scrolling, in the present language and font."""
        dock = self._docks[name]
        area = dock.findChild(QScrollArea)
        assert area is not None
        content = area.widget()
        assert content is not None
        # Before the first layout the heights mean nothing yet, and the difference may be anything.
        return max(1, content.minimumSizeHint().height() + dock.height() - area.viewport().height())

    def _make(self, name: str, title: str, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"dock.{name}")
        dock.setWidget(panel)
        dock.setAccessibleName(title)
        action = dock.toggleViewAction()
        tip = QCoreApplication.translate("docks", "Show or hide the panel “{title}”.")
        action.setToolTip(tip.format(title=title))
        action.setStatusTip(action.toolTip())
        return dock
