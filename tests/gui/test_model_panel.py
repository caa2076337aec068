"""The model panel: what is chosen, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible, tab_order
from workbench.config.architectures.gpt import GPT
from workbench.config.architectures.lstm import LSTM
from workbench.config.experiment import Experiment
from workbench.config.sections import Training
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.forms.share_bar import ShareBar
from workbench.gui.panels.model_panel import ModelPanel

WIDTH = 290


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> Iterator[ModelPanel]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply_theme(qapp, "light")
    made = ModelPanel()
    qtbot.addWidget(made)
    made.resize(WIDTH, 360)
    made.set_experiment(Experiment(model=GPT(layers=2, heads=2, width=64), training=Training(context_length=32)))
    made.set_vocab_size(65, exact=True)
    made.show()
    yield made
    QLocale.setDefault(before)


def read(panel: QWidget, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None
    return label.text()


def retype(qtbot: QtBot, panel: QWidget, name: str, text: str) -> None:
    editor = panel.findChild(QWidget, name)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)


def test_that_the_parameter_count_is_that_of_a_gpt_2(panel: ModelPanel) -> None:
    # Token and position embeddings, per block 12 C^2 and two norms of C, a last norm (no biases, tied output).
    expected = 65 * 64 + 32 * 64 + 2 * (12 * 64**2 + 2 * 64) + 64
    assert read(panel, "model.parameters") == f"{expected:,}"


def test_that_the_readouts_follow_each_edit_at_once(qtbot: QtBot, panel: ModelPanel) -> None:
    before = {name: read(panel, f"model.{name}") for name in ("parameters", "flops", "memory")}
    with qtbot.waitSignal(panel.edited) as caught:
        retype(qtbot, panel, "model.layers", "4")
    assert caught.args == ["model", GPT(layers=4, heads=2, width=64)]
    after = {name: read(panel, f"model.{name}") for name in before}
    assert all(after[name] != before[name] for name in before)


def test_that_an_architecture_is_chosen_with_the_keyboard(qtbot: QtBot, panel: ModelPanel) -> None:
    combo = panel.findChild(QComboBox, "model.architecture")
    combo.setFocus()
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert caught.args == ["model", LSTM(layers=2, width=64)]


def test_that_an_estimated_vocabulary_is_marked_as_such(panel: ModelPanel) -> None:
    exact = read(panel, "model.parameters")
    panel.set_vocab_size(1024, exact=False)
    assert read(panel, "model.vocabulary") == "≈ 1,024 tokens"
    assert read(panel, "model.parameters").startswith("≈ ")
    panel.set_vocab_size(65, exact=True)
    assert read(panel, "model.parameters") == exact


def test_that_the_token_budget_is_one_line_with_a_comment_behind_it(panel: ModelPanel) -> None:
    parameters = int(read(panel, "model.parameters").replace(",", ""))
    training = Training(context_length=32)
    tokens = training.steps * training.batch_size * training.context_length * training.gradient_accumulation
    panel.set_train_tokens(tokens // 2)
    assert read(panel, "model.tokens_per_parameter") == f"{tokens / parameters:.2f}/parameter, 2.00 ×"
    assert "Hoffmann" in panel.findChild(QLabel, "model.tokens_per_parameter").toolTip()


def test_that_the_memory_bar_shows_every_part_in_its_proportion(panel: ModelPanel) -> None:
    bar = panel.findChild(ShareBar, "model.memory_bar")
    parts = {share.label: place.width() for share, place in bar.parts()}
    assert list(parts) == ["Weights", "Gradients", "Optimizer state", "Activations"]
    assert parts["Optimizer state"] == pytest.approx(2 * parts["Weights"])  # Adam keeps two numbers per weight
    assert sum(parts.values()) == pytest.approx(bar.width())
    assert "Activations: " in bar.toolTip()


def test_that_showing_an_experiment_reports_no_edit(qtbot: QtBot, panel: ModelPanel) -> None:
    with qtbot.assertNotEmitted(panel.edited):
        panel.set_experiment(Experiment(model=LSTM(width=512)))
    assert panel.findChild(QComboBox, "model.architecture").currentText() == "LSTM"


def test_that_a_half_typed_number_survives_an_edit_elsewhere(qtbot: QtBot, panel: ModelPanel) -> None:
    experiment = Experiment()
    panel.set_experiment(experiment)
    retype(qtbot, panel, "model.layers", "x")
    panel.set_experiment(experiment.with_section("training", Training(batch_size=3)))
    assert panel.problems() == [Problem("model.layers", "Not a whole number. Write for example 4.")]
    panel.set_experiment(Experiment(model=GPT()))
    assert panel.problems() == []


def test_that_a_combination_that_cannot_work_is_marked(panel: ModelPanel) -> None:
    panel.set_problems([Problem("model.width", "64 is not divisible by model.heads (5)")])
    assert read(panel, "model.width.problem") == "64 is not divisible by model.heads (5)"
    assert panel.findChild(QWidget, "model.width").property("invalid")


def test_that_every_control_can_be_used_without_a_mouse(panel: ModelPanel) -> None:
    assert inaccessible(panel) == []


def test_that_the_tab_key_goes_from_top_to_bottom(panel: ModelPanel) -> None:
    places = [widget.mapTo(panel, widget.rect().center()) for widget in tab_order(panel)]
    assert len(places) > 4
    assert [place.y() // 14 for place in places] == sorted(place.y() // 14 for place in places)
