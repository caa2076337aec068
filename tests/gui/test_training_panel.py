"""The training panel: what a run says, and what a person clicks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import part
from workbench.events import Evaluated, Event, JobFailed, Progress, RolledBack, RunStarted, Sampled, StateChanged, Steps
from workbench.gui.panels.training_panel import TrainingPanel
from workbench.gui.plots.curve_view import CurveView
from workbench.runs.reading import History

STARTED = RunStarted("/runs/a", "first run", "gpt", 809_856, "cpu", "fp32", 1, 2_000, floor=1.25)


def steps(first: int, count: int, loss: float = 2.0) -> Steps:
    return Steps(first, (loss,) * count, (1e-3,) * count, (1.0,) * count)


def evaluated(step: int, train: float, val: float, whole: bool = False) -> Evaluated:
    return Evaluated(step, train, val, math.exp(val), 2.0, 1_000, whole, True)


@pytest.fixture
def panel(qtbot: QtBot) -> TrainingPanel:
    made = TrainingPanel()
    qtbot.addWidget(made)
    made.resize(690, 400)
    made.show()
    return made


def value(panel: TrainingPanel, name: str) -> str:
    return part(panel, QLabel, f"training.{name}").text()


def test_that_an_empty_panel_teaches(panel: TrainingPanel) -> None:
    text = part(panel, QLabel, "training.empty")
    assert text.isVisible()
    assert "Press Start (F5)" in text.text()


def test_that_an_empty_panel_says_that_a_run_is_being_prepared(panel: TrainingPanel) -> None:
    title, text = part(panel, QLabel, "training.empty_title"), part(panel, QLabel, "training.empty")
    panel.set_preparing(True)
    assert title.text() == "Preparing the run"
    assert "Press Start" not in text.text()
    panel.set_preparing(False)
    assert title.text() == "No run to show yet"
    assert "Press Start (F5)" in text.text()


def test_that_a_run_fills_the_readouts_and_both_plots(panel: TrainingPanel) -> None:
    panel.begin(STARTED)
    events: list[Event] = [StateChanged("training", 0), evaluated(0, 4.2, 4.3), steps(1, 50), evaluated(50, 2.1, 2.25)]
    panel.add([*events, Progress(50, 2_000, 2.0, 5e-4, 31_234.0, 60.0)])
    assert value(panel, "run_name") == "first run"
    assert value(panel, "state") == "training"
    assert value(panel, "facts") == "GPT, 809,856 parameters, CPU fp32"
    assert value(panel, "step") == "50 / 2,000"
    assert value(panel, "loss") == "2.0000"
    assert value(panel, "val_loss") == "2.2500"
    assert value(panel, "perplexity") == f"{math.exp(2.25):.4f}"
    assert value(panel, "rate") == "0.0005"
    assert value(panel, "speed") == "31,234"
    assert panel.view._plots.loss.text() == "Step loss 2.000, Smoothed 2.000, Training 2.100, Validation 2.250"
    assert f"Validation {math.exp(2.25):.3f}" in panel.view._plots.perplexity.text()
    assert panel.view._plots.loss._floor_line.visible


def test_that_the_last_whole_measurement_is_read_out_but_is_no_point_of_the_curve(panel: TrainingPanel) -> None:
    panel.begin(STARTED)
    panel.add([steps(1, 10), evaluated(10, 2.0, 2.5), evaluated(10, 2.0, 2.75, whole=True)])
    assert value(panel, "val_loss") == "2.7500"
    assert "Validation 2.500" in panel.view._plots.loss.text()


def test_that_a_recorded_run_comes_back(panel: TrainingPanel) -> None:
    taken = np.arange(1, 1_001)
    history = History(
        steps=taken,
        losses=5.0 - taken / 250,
        learning_rates=np.full(1_000, 3e-4),
        gradient_norms=np.ones(1_000),
        eval_steps=np.array([0, 1_000]),
        train_losses=np.array([4.9, 1.1]),
        val_losses=np.array([5.0, 1.5]),
        samples=[Sampled(0, "Once ", "xq"), Sampled(1_000, "Once ", "upon a time")],
        whole_val_loss=1.625,
    )
    panel.set_history(history, "an old run")
    assert value(panel, "run_name") == "an old run"
    assert value(panel, "step") == "1,000"
    assert value(panel, "val_loss") == "1.6250"
    assert value(panel, "rate") == "0.0003"
    assert "Step loss 1.000" in panel.view._plots.loss.text()
    assert part(panel, QPlainTextEdit, "samples.text").toPlainText() == "Once upon a time"


def test_that_a_run_without_a_single_step_can_be_opened(panel: TrainingPanel) -> None:
    nothing = np.empty(0)
    none = np.empty(0, dtype=np.int64)
    panel.set_history(History(none, nothing, nothing, nothing, none, nothing, nothing), "barely begun")
    assert value(panel, "step") == "–"
    assert not panel.grab().isNull()


def test_that_live_steps_go_on_where_the_history_ends(panel: TrainingPanel) -> None:
    taken = np.arange(1, 101)
    ones = np.ones(100)
    none = np.empty(0, dtype=np.int64)
    panel.set_history(History(taken, ones * 3, ones, ones, none, np.empty(0), np.empty(0)), "resumed")
    panel.add([steps(91, 20, loss=2.0)])
    np.testing.assert_array_equal(panel.view._plots._steps.x, np.arange(1, 111))
    np.testing.assert_array_equal(panel.view._plots._steps.y[88:92], [3.0, 3.0, 2.0, 2.0])


def test_that_a_run_that_went_back_loses_what_came_after(panel: TrainingPanel) -> None:
    panel.begin(STARTED)
    panel.add(
        [evaluated(0, 4.2, 4.3), Sampled(0, "", "a"), steps(1, 50), evaluated(50, 2.1, 2.2), Sampled(50, "", "b")]
    )
    panel.add([steps(51, 30, 9.0)])
    panel.add([RolledBack(81, 50, 0.5, "Training diverged.")])
    plots = panel.view._plots
    assert value(panel, "step") == "50 / 2,000"
    assert [series.x[-1] for series in (plots._steps, plots._train, plots._val)] == [50, 50, 50]
    panel.add([steps(51, 10, 3.0), StateChanged("paused", 60)])
    assert value(panel, "step") == "60 / 2,000"
    panel.add([RolledBack(61, 0, 0.25, "Training diverged.")])
    assert [len(series.x) for series in (plots._steps, plots._train, plots._val)] == [0, 0, 0]
    assert part(panel, QPlainTextEdit, "samples.text").toPlainText() == ""


def test_that_a_new_run_forgets_the_one_before(panel: TrainingPanel) -> None:
    panel.begin(STARTED)
    panel.add([steps(1, 10), Sampled(5, "", "old text")])
    panel.begin(RunStarted("/runs/b", "second run", "lstm", 10, "cpu", "fp32", 1, 100))
    assert panel.view._plots.loss.text() == "Step loss –, Smoothed –, Training –, Validation –"
    assert part(panel, QPlainTextEdit, "samples.text").toPlainText() == ""
    assert not panel.view._plots.loss._floor_line.visible


def test_that_a_failure_is_said_where_one_looks(panel: TrainingPanel) -> None:
    panel.begin(STARTED)
    panel.add([StateChanged("failed", 35), JobFailed("The loss became NaN at step 35.", "Lower the rate.", "")])
    assert value(panel, "state") == "failed"
    assert value(panel, "facts") == "The loss became NaN at step 35."


def test_that_earlier_samples_can_be_browsed_and_the_newest_is_followed(panel: TrainingPanel, qtbot: QtBot) -> None:
    panel.begin(STARTED)
    text = part(panel, QPlainTextEdit, "samples.text")
    slider = part(panel, QSlider, "samples.browse")
    for step in (0, 100, 200):
        panel.add([Sampled(step, "", f"text {step}")])
    assert text.toPlainText() == "text 200"
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert text.toPlainText() == "text 100"
    panel.add([Sampled(300, "", "text 300")])
    assert text.toPlainText() == "text 100"
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert text.toPlainText() == "text 300"
    panel.add([Sampled(400, "", "text 400")])
    assert text.toPlainText() == "text 400"
    assert part(panel, QLabel, "samples.place").text() == "written at step 400"


def test_that_more_lines_of_a_sample_can_be_shown(panel: TrainingPanel, qtbot: QtBot) -> None:
    panel.begin(STARTED)
    text = part(panel, QPlainTextEdit, "samples.text")
    before = text.height()
    qtbot.mouseClick(part(panel, QToolButton, "samples.expand"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: text.height() > 2 * before)


def test_that_the_log_button_changes_both_axes(panel: TrainingPanel, qtbot: QtBot) -> None:
    panel.begin(STARTED)
    panel.add([steps(1, 10)])
    qtbot.mouseClick(part(panel, QToolButton, "plots.log_scale"), Qt.MouseButton.LeftButton)
    assert all(plot.log_scale for plot in panel.view._plots.plots)


def test_that_the_smoothing_slider_smooths_more_to_the_right(panel: TrainingPanel, qtbot: QtBot) -> None:
    panel.begin(STARTED)
    losses = tuple(4.0 - step / 100 for step in range(200))
    panel.add([Steps(1, losses, (1e-3,) * 200, (1.0,) * 200)])
    slider = part(panel, QSlider, "plots.smoothing")
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert panel.view._plots.smoothed_loss() == pytest.approx(losses[-1])
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert panel.view._plots.smoothed_loss() > losses[-1] + 0.5


def test_that_the_auto_range_button_waits_until_the_user_has_zoomed(panel: TrainingPanel, qtbot: QtBot) -> None:
    panel.begin(STARTED)
    panel.add([steps(1, 1_000)])
    button = part(panel, QToolButton, "plots.auto_range")
    assert not button.isEnabled()
    qtbot.keyClick(part(panel, CurveView, "plots.loss"), Qt.Key.Key_Plus)
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not button.isEnabled())
    assert panel.view._plots.loss.view.x_range()[1] >= 1_000


def test_that_the_wheel_does_not_move_the_sliders(panel: TrainingPanel) -> None:
    panel.begin(STARTED)
    slider = part(panel, QSlider, "plots.smoothing")
    before = slider.value()
    centre = slider.rect().center().toPointF()
    event = QWheelEvent(
        centre,
        slider.mapToGlobal(centre),
        slider.pos(),
        slider.pos() * 0 + slider.rect().bottomRight() * 10,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    assert slider.value() == before


@pytest.mark.parametrize("size", [(560, 320), (690, 400), (1_200, 700), (500, 900)])
def test_that_it_can_be_drawn_at_any_size(panel: TrainingPanel, size: tuple[int, int]) -> None:
    panel.begin(STARTED)
    panel.add([steps(1, 500), evaluated(0, 4.0, 4.0), evaluated(500, 2.0, 2.1), Sampled(500, "a", "b")])
    panel.resize(*size)
    assert panel.size().toTuple() == size
    assert not panel.grab().isNull()


def test_that_every_control_can_be_reached_and_is_named(panel: TrainingPanel) -> None:
    panel.begin(STARTED)
    assert inaccessible(panel) == []


def test_that_every_text_can_be_translated(qtbot: QtBot, qapp: QApplication) -> None:
    with pseudo_language(qapp):
        made = TrainingPanel()
        qtbot.addWidget(made)
        made.begin(STARTED)
        made.add([StateChanged("training", 0), steps(1, 5), Sampled(5, "", "")])
        assert untranslated(made, values=("first run", "GPT", "CPU", "fp32")) == []
