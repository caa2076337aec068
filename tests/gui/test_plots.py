"""The live plots, moved by mouse and keys."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.gui import theme
from workbench.gui.plots.curve_plot import CurvePlot
from workbench.gui.plots.loss_plots import LossPlots


@pytest.fixture
def plots(qtbot: QtBot) -> LossPlots:
    made = LossPlots(0.9)
    qtbot.addWidget(made)
    made.resize(900, 300)
    steps = np.arange(1, 1_001)
    made.add_steps(steps, 5.0 - steps / 500)
    made.add_evaluations([0, 500, 1_000], [5.0, 4.0, 3.0], [5.2, 4.4, 3.6])
    made.refresh()
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


def turn_wheel(plot: CurvePlot, clicks: int) -> None:
    place = QPointF(plot.view.viewport().rect().center())
    event = QWheelEvent(
        place,
        plot.view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * clicks),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.view.viewport(), event)


def move_mouse(plot: CurvePlot, place: QPoint, pressed: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    viewport = plot.view.viewport()
    where = QPointF(place)
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, where, viewport.mapToGlobal(where), none, pressed, keys)
    QApplication.sendEvent(viewport, event)


def place_of(plot: CurvePlot, step: float) -> QPoint:
    low, high = plot.view.view.viewRange()[1]
    return plot.view.mapFromScene(plot.view.view.mapViewToScene(QPointF(step, (low + high) / 2)))


def test_that_the_view_follows_new_data(plots: LossPlots) -> None:
    plots.add_steps(np.arange(1_001, 2_001), np.full(1_000, 0.5))
    plots.refresh()
    for plot in plots.plots:
        left, right = plot.view.x_range()
        assert left <= 1
        assert right >= 2_000
    assert plots.loss.view.view.viewRange()[1][0] < 0.5


def test_that_new_data_does_not_undo_a_zoom(plots: LossPlots, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plots.loss.auto_range_changed):
        turn_wheel(plots.loss, 3)
    zoomed = plots.loss.view.view.viewRange()
    assert zoomed[0][1] - zoomed[0][0] < 900
    plots.add_steps(np.arange(1_001, 5_001), np.full(4_000, 0.1))
    plots.add_evaluations([5_000], [0.1], [0.2])
    plots.refresh()
    assert plots.loss.view.view.viewRange() == zoomed


def test_that_the_other_plot_shows_the_same_steps(plots: LossPlots) -> None:
    turn_wheel(plots.loss, 3)
    assert plots.perplexity.view.x_range() == pytest.approx(plots.loss.view.x_range())


def test_that_auto_range_brings_both_plots_back(plots: LossPlots, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plots.auto_range_changed) as told:
        turn_wheel(plots.perplexity, 3)
    assert told.args == [False]
    with qtbot.waitSignal(plots.auto_range_changed, check_params_cb=lambda follows: follows):
        qtbot.mouseDClick(plots.loss.view.viewport(), Qt.MouseButton.LeftButton)
    assert all(plot.follows for plot in plots.plots)
    assert plots.perplexity.view.x_range()[1] >= 1_000


def test_that_dragging_moves_the_view(plots: LossPlots, qtbot: QtBot) -> None:
    viewport = plots.loss.view.viewport()
    before = plots.loss.view.x_range()
    start, end = place_of(plots.loss, 500), place_of(plots.loss, 400)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    places = itertools.cycle([end, (start + end) / 2])

    def drag() -> bool:
        move_mouse(plots.loss, next(places), Qt.MouseButton.LeftButton)
        return plots.loss.view.x_range()[0] > before[0] + 20

    qtbot.waitUntil(drag)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert not plots.loss.follows


def test_that_zooming_out_without_end_is_harmless(plots: LossPlots) -> None:
    for log in (False, True):
        plots.set_log_scale(log)
        for _ in range(60):
            turn_wheel(plots.loss, -30)
        assert not plots.grab().isNull()
        plots.auto_range()


def test_that_the_crosshair_snaps_to_the_nearest_step_and_shows_every_value(plots: LossPlots) -> None:
    move_mouse(plots.loss, place_of(plots.loss, 500))
    words = plots.loss.text().split()
    step = int(words[1])
    assert abs(step - 500) <= 3  # a pixel is wider than a step here
    assert f"Step loss {5 - step / 500:.3f}" in plots.loss.text()
    assert "Training 4.000, Validation 4.400" in plots.loss.text()
    assert plots.perplexity.text().startswith(f"Step {step}")
    assert f"Validation {math.exp(4.4):.2f}" in plots.perplexity.text()


def test_that_the_legend_shows_the_latest_values_without_a_crosshair(plots: LossPlots) -> None:
    assert plots.loss.text().startswith("Step loss 3.000, Smoothed 3.0")
    assert plots.loss.text().endswith("Training 3.000, Validation 3.600")


def test_that_arrow_keys_move_the_crosshair(plots: LossPlots, qtbot: QtBot) -> None:
    plots.loss.view.setFocus()
    qtbot.keyClick(plots.loss.view, Qt.Key.Key_Right)
    first = plots.loss.text()
    assert first.startswith("Step 5")
    qtbot.keyClick(plots.loss.view, Qt.Key.Key_Right)
    assert plots.loss.text() != first
    qtbot.keyClick(plots.loss.view, Qt.Key.Key_Escape)
    assert plots.loss.text().startswith("Step loss")


def test_that_keys_zoom_and_home_brings_everything_back(plots: LossPlots, qtbot: QtBot) -> None:
    qtbot.keyClick(plots.loss.view, Qt.Key.Key_Plus)
    left, right = plots.loss.view.x_range()
    assert right - left < 900
    qtbot.keyClick(plots.loss.view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: all(plot.follows for plot in plots.plots))


def test_that_a_logarithmic_axis_shows_the_same_numbers(plots: LossPlots, qtbot: QtBot) -> None:
    plots.set_log_scale(True)
    low, high = plots.loss.view.view.viewRange()[1]
    assert low < math.log10(3.0) < math.log10(5.2) < high
    assert "Validation 3.600" in plots.loss.text()
    plots.set_log_scale(False)
    low, high = plots.loss.view.view.viewRange()[1]
    assert low < 3.0 < 5.2 < high


def test_that_the_floor_is_in_view_on_both_scales(plots: LossPlots) -> None:
    plots.set_floor(1.25)
    for log in (False, True):
        plots.set_log_scale(log)
        for plot, floor in ((plots.loss, 1.25), (plots.perplexity, math.exp(1.25))):
            assert plot._floor_line.visible
            assert plot.view.view.viewRange()[1][0] < (math.log10(floor) if log else floor)
    plots.set_floor(None)
    assert not plots.loss._floor_line.visible


@pytest.mark.parametrize(
    ("steps", "losses"),
    [
        ([], []),
        ([1], [4.0]),
        ([1, 2], [math.nan, math.nan]),
        ([1, 2, 3], [4.0, math.inf, 3.0]),
        ([1, 2], [1e300, 1e308]),
        ([1, 2], [0.0, 0.0]),
    ],
)
@pytest.mark.parametrize("log", [False, True])
def test_that_odd_data_is_drawn_without_complaint(
    qtbot: QtBot, steps: list[int], losses: list[float], log: bool
) -> None:
    plots = LossPlots(0.9)
    qtbot.addWidget(plots)
    plots.set_log_scale(log)
    plots.add_steps(steps, losses)
    plots.refresh()
    plots.show()
    assert not plots.grab().isNull()
    for plot in plots.plots:
        assert np.isfinite(plot.view.view.viewRange()).all()


def test_that_a_million_points_become_a_few_thousand_on_screen(qtbot: QtBot) -> None:
    plots = LossPlots(0.95)
    qtbot.addWidget(plots)
    plots.resize(1_200, 400)
    plots.add_steps(np.arange(1, 1_000_001), np.random.default_rng(3).normal(2.0, 0.1, 1_000_000))
    plots.refresh()
    drawn = [len(curve.item.getData()[0]) for plot in plots.plots for curve in plot._curves if len(curve.x)]
    assert max(drawn) < 5_000
    assert not plots.grab().isNull()


def test_that_narrow_plots_stand_above_each_other(plots: LossPlots, qtbot: QtBot) -> None:
    plots.resize(500, 700)
    qtbot.waitUntil(lambda: plots.perplexity.y() > plots.loss.y())
    plots.resize(900, 300)
    qtbot.waitUntil(lambda: plots.perplexity.x() > plots.loss.x())


def test_that_curves_take_the_colours_of_a_new_theme(plots: LossPlots, qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    light = plots.loss._curves[-1].item.opts["pen"].color().name()
    theme.apply_theme(qapp, "dark")
    dark = plots.loss._curves[-1].item.opts["pen"].color().name()
    theme.apply_theme(qapp, "system")
    assert (light, dark) == (theme.LIGHT.curve_val, theme.DARK.curve_val)


def test_that_the_ground_under_curves_takes_the_colour_of_a_new_theme(plots: LossPlots, qapp: QApplication) -> None:
    shown = {}
    for scheme in ("light", "dark", "light"):
        theme.apply_theme(qapp, scheme)
        shown[scheme] = plots.loss.view.viewport().grab().toImage().pixelColor(2, 2).lightness()
    theme.apply_theme(qapp, "system")
    assert shown["light"] > 200
    assert shown["dark"] < 60


def test_that_a_new_theme_leaves_a_plot_its_size(plots: LossPlots, qapp: QApplication) -> None:
    view, shown = plots.loss.view, set()
    for scheme in ("light", "dark", "light", "dark"):
        theme.apply_theme(qapp, scheme)
        view.plotItem.layout.activate()
        shown.add((view.x_axis.height(), view.y_axis.width()))
    theme.apply_theme(qapp, "system")
    assert len(shown) == 1
