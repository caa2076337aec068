"""The playground, typed into and clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import part
from workbench.config.experiment import Experiment
from workbench.config.sections import Sampling
from workbench.events import GenerationEnded, Sampled
from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.panels.playground_panel import PlaygroundPanel


@pytest.fixture
def panel(qtbot: QtBot) -> PlaygroundPanel:
    made = PlaygroundPanel()
    qtbot.addWidget(made)
    made.resize(345, 300)
    made.set_source("a run", True)
    made.show()
    return made


def enter(qtbot: QtBot, panel: QWidget, name: str, text: str) -> None:
    editor = part(panel, QWidget, name)
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_that_generate_asks_with_the_settings_as_entered(panel: PlaygroundPanel, qtbot: QtBot) -> None:
    enter(qtbot, panel, "sampling.prompt", "Hello")
    enter(qtbot, panel, "sampling.temperature", "0.5")
    enter(qtbot, panel, "sampling.top_k", "7")
    enter(qtbot, panel, "sampling.top_p", "0.9")
    enter(qtbot, panel, "sampling.max_tokens", "33")
    enter(qtbot, panel, "sampling.seed", "5")
    with qtbot.waitSignal(panel.generate_requested) as asked:
        qtbot.mouseClick(part(panel, QPushButton, "playground.generate"), Qt.MouseButton.LeftButton)
    assert asked.args == [Sampling(prompt="Hello", temperature=0.5, top_k=7, top_p=0.9, max_tokens=33, seed=5)]


@pytest.mark.parametrize("width", [1, 300, 345, 700, 1200])
def test_that_labels_and_numbers_are_whole_at_any_width(panel: PlaygroundPanel, width: int) -> None:
    panel.resize(width, 400)
    QApplication.processEvents()
    for label in panel.findChildren(QLabel):
        if isinstance(label.buddy(), QAbstractSpinBox):
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), label.text()
    for field in panel.findChildren(QAbstractSpinBox):
        line = field.findChild(QLineEdit)
        assert line.fontMetrics().horizontalAdvance(line.text()) + 2 * line.textMargins().left() <= line.width()
    button = part(panel, QPushButton, "playground.generate")
    assert button.width() >= button.sizeHint().width()


def test_that_ctrl_return_in_the_prompt_generates(panel: PlaygroundPanel, qtbot: QtBot) -> None:
    prompt = part(panel, QPlainTextEdit, "sampling.prompt")
    panel.activateWindow()
    prompt.setFocus()
    with qtbot.waitSignal(panel.generate_requested):
        qtbot.keyClick(prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_that_nothing_can_be_generated_without_a_model(panel: PlaygroundPanel) -> None:
    panel.set_source("", False)
    assert not part(panel, QPushButton, "playground.generate").isEnabled()


def test_that_a_wrong_number_keeps_the_button_off_and_is_reported(panel: PlaygroundPanel, qtbot: QtBot) -> None:
    enter(qtbot, panel, "sampling.top_p", "7")
    assert [problem.field for problem in panel.problems()] == ["sampling.top_p"]
    assert not part(panel, QPushButton, "playground.generate").isEnabled()


def test_that_the_text_streams_in_behind_the_prompt(panel: PlaygroundPanel) -> None:
    panel.set_experiment(Experiment(sampling=Sampling(prompt="Once ")))
    panel.begin()
    panel.append_text("upon ")
    panel.append_text("a time")
    panel.finish(GenerationEnded("Once ", "upon a time", 4, 0.5))
    assert part(panel, QPlainTextEdit, "playground.output").toPlainText() == "Once upon a time"
    assert part(panel, QWidget, "playground.status").text() == "4 tokens, 8/s"


@pytest.mark.parametrize("width", [1, 325, 345, 700])
def test_that_what_is_said_of_the_text_is_whole_at_any_width(panel: PlaygroundPanel, width: int) -> None:
    panel.resize(width, 400)
    QApplication.processEvents()
    status = part(panel, ElidedLabel, "playground.status")
    panel.show_sample(Sampled(4_000, "Once ", "upon"))
    assert status.shown_text() in ("written at step 4,000", "step 4,000")
    panel.show_sample(Sampled(1_000_000, "Once ", "upon"))
    assert status.shown_text() in ("written at step 1,000,000", "step 1,000,000")
    panel.finish(GenerationEnded("Once ", "upon a time", 2_000, 0.2))
    assert status.shown_text() in ("2,000 tokens, 10,000/s", "10,000 tokens/s")
    panel.finish(GenerationEnded("Once ", "upon a time", 20, 0.5))
    status.grab()  # a tooltip is given when it is painted
    assert status.text() == "20 tokens, 40/s"
    assert status.toolTip() == ("" if status.shown_text() == status.text() else status.text())


def test_that_the_model_that_writes_is_named_whole_at_the_usual_width(panel: PlaygroundPanel) -> None:
    panel.resize(325, 264)
    QApplication.processEvents()
    source = part(panel, ElidedLabel, "playground.source")
    panel.set_source("the model in training", True)
    assert source.shown_text() == source.text() == "Writes with the model in training."
    panel.set_source("a run", True)
    assert source.shown_text() == "Writes with a run."


def test_that_a_narrow_panel_names_the_model_that_writes_without_a_sentence(panel: PlaygroundPanel) -> None:
    source = part(panel, ElidedLabel, "playground.source")
    panel.resize(250, 264)
    QApplication.processEvents()
    panel.set_source("the model in training", True, "Model in training")
    assert source.shown_text() == "Model in training"
    assert source.text() == "Writes with the model in training."


def test_that_the_button_stops_while_text_is_being_written(panel: PlaygroundPanel, qtbot: QtBot) -> None:
    panel.begin()
    with qtbot.waitSignal(panel.stop_requested):
        qtbot.mouseClick(part(panel, QPushButton, "playground.generate"), Qt.MouseButton.LeftButton)


def test_that_new_text_does_not_pull_the_view_down_from_what_is_being_read(panel: PlaygroundPanel) -> None:
    output = part(panel, QPlainTextEdit, "playground.output")
    panel.begin()
    panel.append_text("line\n" * 200)
    bar = output.verticalScrollBar()
    assert bar.value() == bar.maximum()
    bar.setValue(10)
    panel.append_text("line\n" * 10)
    assert bar.value() == 10


def test_that_samples_are_shown_until_the_user_asks_for_a_text(panel: PlaygroundPanel, qtbot: QtBot) -> None:
    output = part(panel, QPlainTextEdit, "playground.output")
    panel.show_sample(Sampled(10, "Once ", "xqz"))
    assert output.toPlainText() == "Once xqz"
    panel.begin()
    panel.append_text("mine")
    panel.finish(None)
    panel.show_sample(Sampled(20, "Once ", "upon"))
    assert output.toPlainText().endswith("mine")
    qtbot.mouseClick(part(panel, QToolButton, "playground.clear"), Qt.MouseButton.LeftButton)
    panel.show_sample(Sampled(30, "Once ", "upon a"))
    assert output.toPlainText() == "Once upon a"


def test_that_copy_takes_prompt_and_text(panel: PlaygroundPanel, qtbot: QtBot) -> None:
    panel.show_sample(Sampled(1, "Once ", "upon"))
    qtbot.mouseClick(part(panel, QToolButton, "playground.copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Once upon"


def test_that_showing_an_experiment_is_not_an_edit(panel: PlaygroundPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.edited):
        panel.set_experiment(Experiment(sampling=Sampling(seed=9)))


def test_that_an_error_stands_where_the_text_would(panel: PlaygroundPanel) -> None:
    panel.begin()
    panel.show_error("The character “é” is unknown.", "Leave it out.")
    assert "unknown" in part(panel, QPlainTextEdit, "playground.output").toPlainText()


def test_that_a_new_theme_recolours_the_text_and_keeps_it(panel: PlaygroundPanel, qapp: QApplication) -> None:
    output = part(panel, QPlainTextEdit, "playground.output")
    panel.show_sample(Sampled(1, "Once ", "upon"))
    colours = []
    for scheme in ("light", "dark"):
        theme.apply_theme(qapp, scheme)
        cursor = QTextCursor(output.document())
        cursor.setPosition(len("Once u"))
        colours.append(cursor.charFormat().foreground().color().name())
        assert output.toPlainText() == "Once upon"
    theme.apply_theme(qapp, "system")
    assert colours == [theme.LIGHT.text, theme.DARK.text]


def test_that_every_control_can_be_reached_and_is_named(panel: PlaygroundPanel) -> None:
    assert inaccessible(panel) == []


def test_that_every_text_can_be_translated(qtbot: QtBot, qapp: QApplication) -> None:
    with pseudo_language(qapp):
        made = PlaygroundPanel()
        qtbot.addWidget(made)
        made.begin()
        made.finish(GenerationEnded("", "", 10, 1.0))
        assert untranslated(made) == []
