"""A small picture of the learning rate against the step, for the optimizer panel."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.config.schedule import Schedule
from workbench.gui import theme
from workbench.gui.plots.base_plot import BasePlot

POINTS = 256
"""Steps at which the schedule is asked: more than the picture has pixels to show."""


class RatePlot(BasePlot):
    """Draws a schedule; it cannot be zoomed, and lets the wheel pass to what it lies in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("schedule.preview")
        self.setAccessibleName(self.tr("Learning rate preview"))
        self.setToolTip(self.tr("The learning rate at each step of the training, as set above."))
        self.setMouseEnabled(False, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._curve = pg.PlotCurveItem(antialias=True)
        self.addItem(self._curve)
        self._color_curve()
        theme.notifier().changed.connect(self._color_curve)

    def set_schedule(self, schedule: Schedule, steps: int, peak: float) -> None:
        """Draw ``schedule`` over ``steps`` updates; ``peak`` is the optimizer's learning rate."""
        xs = _steps_to_ask(steps, schedule.warmup_steps)
        rates = np.array([schedule.rate(int(step), steps, peak) for step in xs])
        self._curve.setData(xs, rates)
        top = float(rates.max()) or 1.0
        self.view.setRange(xRange=(0, max(steps, 1)), yRange=(0, top * 1.08), padding=0)
        text = self.tr("From {first} to {highest}, ending at {last}")
        numbers = {"first": f"{rates[0]:.3g}", "highest": f"{rates.max():.3g}", "last": f"{rates[-1]:.3g}"}
        self.setAccessibleDescription(text.format(**numbers))

    def points(self) -> tuple[np.ndarray, np.ndarray]:
        """The steps drawn, and the rate at each."""
        xs, ys = self._curve.getData()
        return (np.empty(0), np.empty(0)) if xs is None else (xs, ys)

    def sizeHint(self) -> QSize:
        return QSize(240, 96)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return False
        return bool(super().viewportEvent(event))

    def _color_curve(self) -> None:
        self._curve.setPen(pg.mkPen(theme.current().accent, width=2))


def _steps_to_ask(steps: int, warmup_steps: int) -> np.ndarray:
    steps = max(steps, 1)
    spread = np.linspace(1, steps, min(steps, POINTS))
    corners = [step for step in (warmup_steps, warmup_steps + 1) if 1 <= step <= steps]
    return np.unique(np.concatenate([spread, corners]).round().astype(np.int64))
