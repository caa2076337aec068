"""The dashed line that no honest curve goes below, with its name at the right end."""

from __future__ import annotations

import math

import pyqtgraph as pg

from workbench.gui import theme


class FloorLine:
    """Two items of a plot that are shown and hidden together."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._line = pg.InfiniteLine(angle=0)
        self._label = pg.TextItem(anchor=(1, 0))
        self._line.setZValue(1)
        plot.addItem(self._line, ignoreBounds=True)
        plot.addItem(self._label, ignoreBounds=True)
        self.take_theme()
        self.show_at(math.nan, "")

    @property
    def visible(self) -> bool:
        """Whether there is a floor to show."""
        return bool(self._line.isVisible())

    def name_height(self) -> float:
        """Pixels that the name takes below the line."""
        return float(self._label.boundingRect().height())

    def take_theme(self) -> None:
        """Take colour and font from the theme in force."""
        self._line.setPen(pg.mkPen(theme.current().floor, width=1, dash=[4, 4]))
        self._label.setColor(theme.color("muted"))
        self._label.fill = pg.mkBrush(theme.color("panel"))
        self._label.setFont(theme.tabular_font(-1))

    def show_at(self, height: float, text: str) -> None:
        """Draw the line at ``height`` (as drawn), or nowhere if that is NaN."""
        visible = math.isfinite(height)
        self._line.setVisible(visible)
        self._label.setVisible(visible)
        if visible:
            self._line.setValue(height)
            self._label.setText(text)
            self._label.setPos(self._label.pos().x(), height)

    def stand_at(self, right: float) -> None:
        """Put the name at the right edge of the view."""
        self._label.setPos(right, self._line.value())
