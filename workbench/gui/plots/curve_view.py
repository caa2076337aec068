"""The drawing area of a CurvePlot: it is zoomed and panned by mouse and keys, and tells where the pointer is."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.gui import theme
from workbench.gui.plots.base_plot import BasePlot

_LEAST_STEPS = 2.0
_MOST = 1e13
"""How far one can zoom out, in steps; and in, in values."""
_KEY_SHARE = 0.01
"""Part of the width by which an arrow key moves the crosshair."""
_ZOOM = 0.8


class CurveView(BasePlot):
    """Says what the user does; what is drawn is the business of CurvePlot."""

    zoomed = Signal()
    """The user changed the part in view."""
    pointed = Signal(float)
    """The step under the pointer; NaN when it has left."""
    auto_range_wanted = Signal()
    resized = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        tip = self.tr(
            "{plot} against the training step. Drag to move, turn the wheel to zoom, double-click to see all."
        )
        self.setToolTip(tip.format(plot=title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setLimits(
            minXRange=_LEAST_STEPS, maxXRange=_MOST, minYRange=1 / _MOST, yMin=-1e3 * _MOST, yMax=1e3 * _MOST
        )
        self.view.sigRangeChangedManually.connect(lambda _axes: self.zoomed.emit())
        self._pointer = math.nan

    def x_range(self) -> tuple[float, float]:
        """First and last step in view."""
        left, right = self.view.viewRange()[0]
        return float(left), float(right)

    def width_in_pixels(self) -> int:
        """Device pixels across the drawing area."""
        return max(50, round(self.view.width() * self.devicePixelRatioF()))

    def show_x(self, left: float, right: float) -> None:
        """Show these steps."""
        self.view.setXRange(left, right, padding=0)

    def show_y(self, low: float, high: float) -> None:
        """Show these values, as drawn."""
        self.view.setYRange(low, high, padding=0)

    def settle(self) -> None:
        """Let the items take the new range now; done at the first painting, it would cause a second one."""
        self.scene().prepareForPaint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = self.mapToScene(event.position().toPoint())
        inside = self.view.sceneBoundingRect().contains(place)
        self._point(float(self.view.mapSceneToView(place).x()) if inside else math.nan)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(math.nan)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.auto_range_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the crosshair, plus and minus zoom around it, Home shows all, Escape lets go."""
        left, right = self.x_range()
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            stride = max(1.0, (right - left) * _KEY_SHARE) * (1 if key == Qt.Key.Key_Right else -1)
            start = self._pointer if math.isfinite(self._pointer) else (left + right) / 2
            self._point(min(right, max(left, start + stride)))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom(1 / _ZOOM if key == Qt.Key.Key_Minus else _ZOOM)
        elif key == Qt.Key.Key_Home:
            self.auto_range_wanted.emit()
        elif key == Qt.Key.Key_Escape and math.isfinite(self._pointer):
            self._point(math.nan)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def name_axes(self) -> None:
        font = theme.tabular_font(-1)
        style = {"color": theme.current().muted, "font-size": f"{font.pointSizeF():g}pt"}
        self.x_axis.setLabel(self.tr("Step"), **style)

    def _point(self, where: float) -> None:
        if where != self._pointer and not (math.isnan(where) and math.isnan(self._pointer)):
            self._pointer = where
            self.pointed.emit(where)

    def _zoom(self, factor: float) -> None:
        left, right = self.x_range()
        centre = self._pointer if math.isfinite(self._pointer) else (left + right) / 2
        self.show_x(centre - (centre - left) * factor, centre + (right - centre) * factor)
        self.zoomed.emit()
