"""What every plot of the window shares: axes, colours of the theme, no foreign menus."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QWidget

from workbench.gui import theme
from workbench.gui.plots.axes import NumberAxis

TICK_WIDTH_TEXT = "00,000"
"""The widest number that an axis at the side has room for."""

_BELOW_CURVES = -1_000
"""Where the grid is drawn; the plot's own area stands at -100."""


class BasePlot(pg.PlotWidget):
    """A themed plot with a step axis below and a number axis at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.x_axis = NumberAxis("bottom", spacing=80, whole=True)
        self.y_axis = NumberAxis("left", spacing=32)
        axes = {"bottom": self.x_axis, "left": self.y_axis}
        # pyqtgraph's own menu, which nobody opens here, would take half of the time that a plot takes to be made.
        super().__init__(parent, background=None, enableMenu=False, axisItems=axes)
        for axis in (self.x_axis, self.y_axis):
            axis.setZValue(_BELOW_CURVES)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.hideButtons()
        self.plotItem.layout.setContentsMargins(0, 6, 18, 0)
        self.view: pg.ViewBox = self.plotItem.getViewBox()
        self.view.disableAutoRange()
        self.take_theme()
        theme.notifier().changed.connect(self.take_theme)

    def take_theme(self) -> None:
        """Take colours and fonts from the theme in force."""
        for axis in (self.x_axis, self.y_axis):
            axis.take_theme()
        self.name_axes()
        metrics = QFontMetrics(theme.tabular_font(-1))
        self.y_axis.make_room(metrics.horizontalAdvance(TICK_WIDTH_TEXT) + 6)
        self.x_axis.make_room(metrics.height() + 4)
        self.resetCachedContent()  # the view keeps a picture of its background

    def name_axes(self) -> None:
        """Name the axes in the theme's font and colour, where a plot has names for them."""
