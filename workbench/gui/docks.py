"""The docks: which panel lives where, and the default arrangement for a small and a large window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea

WIDE_WINDOW = 1600
"""From this width on, the playground and the runs get a column of their own at the right."""


MODEL_HEIGHT = 390
"""What the model panel needs to show all of its settings and readouts."""


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
        """Show every panel in the default arrangement for the window's present width."""
        wide = self._window.width() >= WIDE_WINDOW
        for dock in self._docks.values():
            self._window.removeDockWidget(dock)
        self._arrange_settings()
        if wide:
            self._arrange_wide()
        else:
            self._arrange_narrow()
        for dock in self._docks.values():
            dock.setFloating(False)
            dock.show()
        self._docks["playground"].raise_()
        self._docks["runs"].raise_()
        self._resize(wide)

    def _arrange_settings(self) -> None:
        docks, window = self._docks, self._window
        window.addDockWidget(LEFT, docks["data"])
        window.splitDockWidget(docks["data"], docks["optimizer"], Qt.Orientation.Horizontal)
        window.splitDockWidget(docks["data"], docks["model"], Qt.Orientation.Vertical)

    def _arrange_narrow(self) -> None:
        docks, window = self._docks, self._window
        window.addDockWidget(BOTTOM, docks["playground"])
        window.splitDockWidget(docks["playground"], docks["runs"], Qt.Orientation.Horizontal)
        window.tabifyDockWidget(docks["runs"], docks["log"])

    def _arrange_wide(self) -> None:
        docks, window = self._docks, self._window
        window.addDockWidget(RIGHT, docks["playground"])
        window.addDockWidget(BOTTOM, docks["runs"])
        window.tabifyDockWidget(docks["runs"], docks["log"])

    def _resize(self, wide: bool) -> None:
        docks, window = self._docks, self._window
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        column = 330 if wide else 290
        window.resizeDocks([docks["data"], docks["optimizer"]], [column, column], horizontal)
        height = window.height()
        window.resizeDocks([docks["data"], docks["model"]], [height - MODEL_HEIGHT, MODEL_HEIGHT], vertical)
        if wide:
            window.resizeDocks([docks["playground"]], [420], horizontal)
            window.resizeDocks([docks["runs"]], [int(height * 0.28)], vertical)
        else:
            window.resizeDocks([docks["playground"], docks["runs"]], [340, 340], horizontal)
            window.resizeDocks([docks["playground"]], [int(height * 0.36)], vertical)

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
