"""The preview of the learning rate."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.config.schedules import SCHEDULES
from workbench.config.schedules.cosine import Cosine
from workbench.config.schedules.linear import Linear
from workbench.gui.plots.rate_plot import POINTS, RatePlot


@pytest.mark.parametrize("name", SCHEDULES.names())
def test_that_the_curve_is_the_schedule(qtbot: QtBot, name: str) -> None:
    plot = RatePlot()
    qtbot.addWidget(plot)
    schedule = SCHEDULES.get(name)()
    plot.set_schedule(schedule, 2_000, 1e-3)
    steps, rates = plot.points()
    assert steps[0] == 1
    assert steps[-1] == 2_000
    assert rates == pytest.approx([schedule.rate(int(step), 2_000, 1e-3) for step in steps])
    assert rates.max() == pytest.approx(1e-3)
    assert schedule.warmup_steps in steps


@pytest.mark.parametrize("steps", [1, 2, 101, 1_000_000_000])
def test_that_any_length_is_drawn_with_few_points(qtbot: QtBot, steps: int) -> None:
    plot = RatePlot()
    qtbot.addWidget(plot)
    plot.set_schedule(Linear(), steps, 1e-3)
    xs, ys = plot.points()
    assert 1 <= len(xs) <= POINTS + 2
    assert np.isfinite(ys).all()


def test_that_the_whole_curve_is_in_view(qtbot: QtBot) -> None:
    plot = RatePlot()
    qtbot.addWidget(plot)
    plot.set_schedule(Cosine(final_learning_rate=1e-5), 5_000, 3e-4)
    (left, right), (bottom, top) = plot.view.viewRange()
    assert (left, right) == (0, 5_000)
    assert bottom == 0
    assert top > 3e-4


def test_that_the_wheel_passes_through_to_what_the_plot_lies_in(qtbot: QtBot) -> None:
    plot = RatePlot()
    qtbot.addWidget(plot)
    plot.set_schedule(Cosine(), 2_000, 1e-3)
    plot.show()
    before = plot.view.viewRange()
    centre = QPointF(plot.rect().center())
    event = QWheelEvent(
        centre,
        plot.mapToGlobal(centre),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)
    assert plot.view.viewRange() == before
    assert not event.isAccepted()


def test_that_the_curve_is_told_in_words_too(qtbot: QtBot) -> None:
    plot = RatePlot()
    qtbot.addWidget(plot)
    plot.set_schedule(Linear(warmup_steps=10, final_learning_rate=0.0), 100, 2e-3)
    assert plot.accessibleDescription() == "From 0.0002 to 0.002, ending at 0"
