"""The optimizer panel: four sections, and the learning rate drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible, tab_order
from workbench.config.experiment import Experiment
from workbench.config.optimizers.adamw import AdamW
from workbench.config.optimizers.sgd import SGD
from workbench.config.schedules.cosine import Cosine
from workbench.config.sections import Runtime, Training
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.panels.optimizer_panel import OptimizerPanel
from workbench.gui.plots.rate_plot import RatePlot


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> Iterator[OptimizerPanel]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply_theme(qapp, "light")
    made = OptimizerPanel()
    made.show_preview()
    qtbot.addWidget(made)
    made.resize(290, 690)
    made.set_experiment(Experiment())
    made.show()
    yield made
    QLocale.setDefault(before)


def retype(qtbot: QtBot, panel: QWidget, name: str, text: str) -> None:
    editor = panel.findChild(QWidget, name)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)


@pytest.mark.parametrize(
    ("name", "text", "section", "expected"),
    [
        ("optimizer.learning_rate", "3e-4", "optimizer", AdamW(learning_rate=3e-4)),
        ("optimizer.beta2", "0.95", "optimizer", AdamW(beta2=0.95)),
        ("schedule.warmup_steps", "7", "schedule", Cosine(warmup_steps=7)),
        ("training.context_length", "8", "training", Training(context_length=8)),
    ],
)
def test_that_typing_edits_its_section(
    qtbot: QtBot, panel: OptimizerPanel, name: str, text: str, section: str, expected: Any
) -> None:
    seen: list[tuple[str, Any]] = []
    panel.edited.connect(lambda *edit: seen.append(edit))
    retype(qtbot, panel, name, text)
    assert seen[-1] == (section, expected)


def test_that_the_device_is_chosen_with_the_keyboard(qtbot: QtBot, panel: OptimizerPanel) -> None:
    combo = panel.findChild(QComboBox, "runtime.device")
    combo.setFocus()
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(combo, Qt.Key.Key_End)
    assert caught.args == ["runtime", Runtime(device="cpu")]


def test_that_an_optimizer_of_another_scale_brings_its_own_learning_rate(qtbot: QtBot, panel: OptimizerPanel) -> None:
    retype(qtbot, panel, "optimizer.learning_rate", "0.02")
    combo = panel.findChild(QComboBox, "optimizer.name")
    combo.setFocus()
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(combo, Qt.Key.Key_End)
    assert caught.args == ["optimizer", SGD()]


def test_that_the_rate_is_drawn_as_it_will_be_used(qtbot: QtBot, panel: OptimizerPanel) -> None:
    retype(qtbot, panel, "training.steps", "400")
    retype(qtbot, panel, "optimizer.learning_rate", "0.01")
    steps, rates = panel.findChild(RatePlot).points()
    # Warm-up to the peak at step 100, then half a cosine to 1e-4 at step 400.
    fraction = (steps - 100) / 300
    cosine = 1e-4 + (0.01 - 1e-4) * 0.5 * (1 + np.cos(np.pi * fraction))
    expected = np.where(steps <= 100, 0.01 * steps / 100, cosine)
    assert steps[-1] == 400
    np.testing.assert_allclose(rates, expected, rtol=1e-9)


def test_that_showing_an_experiment_reports_no_edit(qtbot: QtBot, panel: OptimizerPanel) -> None:
    with qtbot.assertNotEmitted(panel.edited):
        panel.set_experiment(Experiment(optimizer=SGD(momentum=0.5), training=Training(steps=9)))
    assert panel.findChild(QComboBox, "optimizer.name").currentText() == "SGD with momentum"


def test_that_problems_of_all_sections_are_gathered_and_shown(qtbot: QtBot, panel: OptimizerPanel) -> None:
    retype(qtbot, panel, "training.steps", "-")
    retype(qtbot, panel, "optimizer.weight_decay", "99")
    assert {problem.field for problem in panel.problems()} == {"training.steps", "optimizer.weight_decay"}
    panel.set_problems([Problem("schedule.warmup_steps", "100 is not smaller than training.steps (9)")])
    assert panel.findChild(QWidget, "schedule.warmup_steps").property("invalid")


def test_that_nothing_scrolls_sideways(panel: OptimizerPanel) -> None:
    area = panel.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    assert area.horizontalScrollBar().maximum() == 0


def test_that_every_control_can_be_used_without_a_mouse(panel: OptimizerPanel) -> None:
    assert inaccessible(panel) == []


def test_that_the_tab_key_goes_from_top_to_bottom(panel: OptimizerPanel) -> None:
    places = [widget.mapTo(panel, widget.rect().center()) for widget in tab_order(panel)]
    assert len(places) > 4
    assert [place.y() // 14 for place in places] == sorted(place.y() // 14 for place in places)
