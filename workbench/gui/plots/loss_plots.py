"""The two plots of a training run, loss and perplexity, drawn from the same numbers and moved together."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from workbench.gui import theme
from workbench.gui.plots.curve import Curve, Look
from workbench.gui.plots.curve_plot import CurvePlot
from workbench.gui.plots.series import Series

_STACKED_BELOW = 1.25
"""Width over height under which the plots stand one above the other."""
_STACKED_HEIGHT = 320


class LossPlots(QWidget):
    """Loss per step with its moving average, and the losses measured on both splits; beside it the perplexities."""

    auto_range_changed = Signal(bool)

    def __init__(self, smoothing: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._train, self._val = Series(smoothing), Series(), Series()
        each = Look(self.tr("Step loss"), self.tr("step"), "curve_train", opacity=0.28)
        smooth = Look(self.tr("Smoothed"), self.tr("avg"), "curve_smooth", width=1.6, smooth=True)
        train = Look(self.tr("Training"), self.tr("train"), "curve_train", dots=True)
        val = Look(self.tr("Validation"), self.tr("val"), "curve_val", dots=True)
        loss = [Curve(self._steps, each), Curve(self._steps, smooth), Curve(self._train, train), Curve(self._val, val)]
        perplexity = [
            Curve(self._steps, smooth, np.exp),
            Curve(self._train, train, np.exp),
            Curve(self._val, val, np.exp),
        ]
        self.loss = CurvePlot(self.tr("Loss (nats/token)"), loss)
        self.perplexity = CurvePlot(self.tr("Perplexity"), perplexity)
        self.loss.view.setObjectName("plots.loss")
        self.perplexity.view.setObjectName("plots.perplexity")
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SECTION_GAP)
        for plot in self.plots:
            self._layout.addWidget(plot, 1)
        self._link(self.loss, self.perplexity)
        self._link(self.perplexity, self.loss)

    @property
    def plots(self) -> tuple[CurvePlot, CurvePlot]:
        """Both plots."""
        return self.loss, self.perplexity

    def add_steps(self, steps: ArrayLike, losses: ArrayLike) -> None:
        """Append training steps (ascending) with their losses; call `refresh` afterwards."""
        self._steps.append(steps, losses)

    def add_evaluations(self, steps: ArrayLike, train_losses: ArrayLike, val_losses: ArrayLike) -> None:
        """Append measurements on both splits; call `refresh` afterwards."""
        self._train.append(steps, train_losses)
        self._val.append(steps, val_losses)

    def drop_after(self, step: int) -> None:
        """Forget every point after a step; call `refresh` afterwards."""
        for series in (self._steps, self._train, self._val):
            series.drop_after(step)

    def set_floor(self, floor: float | None) -> None:
        """Draw the entropy rate of the text, in nats per token, that no model can go below."""
        self.loss.set_floor(floor)
        self.perplexity.set_floor(None if floor is None else math.exp(floor))

    def clear(self) -> None:
        """Forget the run, and follow the next one."""
        for series in (self._steps, self._train, self._val):
            series.clear()
        self.set_floor(None)
        self.auto_range()

    def refresh(self) -> None:
        """Draw what has come since the last time."""
        for plot in self.plots:
            plot.refresh()

    def set_log_scale(self, on: bool) -> None:
        """Draw values on a logarithmic scale, or not."""
        for plot in self.plots:
            plot.set_log_scale(on)

    def set_smoothing(self, weight: float) -> None:
        """Weight of the past in the moving average, 0 (none) to below 1."""
        self._steps.set_smoothing(weight)
        self.refresh()

    def auto_range(self) -> None:
        """Show everything, and follow the data."""
        for plot in self.plots:
            plot.auto_range()

    def smoothed_loss(self) -> float:
        """The moving average of the loss at the last step; NaN before the first."""
        return float(self._steps.smooth[-1]) if len(self._steps.smooth) else math.nan

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = event.size()
        stacked = size.width() < size.height() * _STACKED_BELOW and size.height() >= _STACKED_HEIGHT
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction != self._layout.direction():
            self._layout.setDirection(direction)

    def _link(self, source: CurvePlot, other: CurvePlot) -> None:
        source.range_chosen.connect(other.show_range)
        source.pointed.connect(other.point_at)
        source.auto_range_changed.connect(self._follow_auto_range)

    def _follow_auto_range(self, follows: bool) -> None:
        if follows:
            for plot in self.plots:
                plot.auto_range()
        self.auto_range_changed.emit(all(plot.follows for plot in self.plots))
