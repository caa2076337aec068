"""Editors, used with real keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QStyle,
    QStyleOptionSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from workbench.config.optimizers.adamw import AdamW
from workbench.config.optimizers.sgd import SGD
from workbench.config.schedules.cosine import Cosine
from workbench.config.sections import Data, Runtime, Sampling, Training
from workbench.config.setting import Section, settings_of
from workbench.gui import theme
from workbench.gui.forms.number_editors import UnitLineEdit
from workbench.gui.forms.other_editors import PlainCombo
from workbench.gui.forms.row import make_editor


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply_theme(qapp, "light")
    yield
    QLocale.setDefault(before)


def show(qtbot: QtBot, section: type[Section], name: str) -> Any:
    setting = next(item for item in settings_of(section) if item.name == name)
    editor = make_editor(setting, "test")
    editor.resize(150, editor.height())
    qtbot.addWidget(editor)
    editor.show()
    editor.setFocus()
    return editor


def retype(qtbot: QtBot, editor: QWidget, text: str) -> None:
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)


def click_arrow(qtbot: QtBot, editor: QAbstractSpinBox, control: QStyle.SubControl) -> None:
    option = QStyleOptionSpinBox()
    editor.initStyleOption(option)
    place = editor.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, control, editor)
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=place.center())


def test_that_typing_reports_each_valid_edit(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "steps")
    seen: list[Any] = []
    editor.changed.connect(lambda: seen.append(editor.value()))
    retype(qtbot, editor, "1500")
    assert seen == [1, 15, 150, 1500]


def test_that_a_whole_number_gets_its_separators_when_left(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "steps")
    editor.activateWindow()
    qtbot.waitUntil(editor.hasFocus)
    retype(qtbot, editor, "25000")
    assert editor.text() == "25000"
    editor.clearFocus()
    assert editor.text() == "25,000"
    assert editor.value() == 25_000


def test_that_scientific_notation_is_the_same_number(qtbot: QtBot) -> None:
    editor = show(qtbot, AdamW, "learning_rate")
    retype(qtbot, editor, "3e-4")
    assert editor.value() == 3e-4
    assert editor.text() == "3e-4"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "0.0003"


def test_that_wrong_text_stays_and_is_explained(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "steps")
    retype(qtbot, editor, "many")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "many"
    assert editor.value() is None
    assert editor.error() == "Not a whole number. Write for example 2,000."


@pytest.mark.parametrize(
    ("section", "name", "text", "sentence"),
    [
        (Training, "steps", "0", "Must be at least 1."),
        (AdamW, "learning_rate", "0", "Must be greater than 0."),
        (AdamW, "weight_decay", "11", "Must be at most 10."),
        (Training, "batch_size", "100000", "Must be at most 65,536."),
        (Training, "batch_size", "2.5", "Not a whole number. Write for example 12."),
        (SGD, "momentum", "0,9", "Not a number. Write for example 0.9."),
    ],
)
def test_that_each_mistake_has_a_sentence(
    qtbot: QtBot, section: type[Section], name: str, text: str, sentence: str
) -> None:
    editor = show(qtbot, section, name)
    retype(qtbot, editor, text)
    assert editor.error() == sentence
    assert editor.value() is None


def test_that_zero_is_shown_in_words_and_may_be_typed_either_way(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "gradient_clip")
    editor.set_value(0.0)
    assert editor.text() == "off"
    assert editor.value() == 0.0
    retype(qtbot, editor, "1.5")
    assert editor.value() == 1.5
    retype(qtbot, editor, "OFF")
    assert editor.value() == 0.0
    retype(qtbot, editor, "0")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "off"


def test_that_arrow_keys_and_arrow_clicks_step(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "context_length")
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    assert editor.value() == 80
    click_arrow(qtbot, editor, QStyle.SubControl.SC_SpinBoxUp)
    assert editor.value() == 96
    click_arrow(qtbot, editor, QStyle.SubControl.SC_SpinBoxDown)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.value() == 64
    qtbot.keyClick(editor, Qt.Key.Key_PageUp)
    assert editor.value() == 64 + 10 * 16


def test_that_learning_rates_step_by_factors(qtbot: QtBot) -> None:
    editor = show(qtbot, AdamW, "learning_rate")
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    assert editor.value() == 2e-3
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.value() == 5e-4


def test_that_steps_end_at_the_limits(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "batch_size")
    editor.set_value(2)
    for _ in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.value() == 1
    rate = show(qtbot, Cosine, "final_learning_rate")
    rate.set_value(1e-8)
    qtbot.keyClick(rate, Qt.Key.Key_Down)
    assert rate.value() == 0.0
    positive = show(qtbot, AdamW, "learning_rate")
    positive.set_value(1e-8)
    qtbot.keyClick(positive, Qt.Key.Key_Down)
    assert positive.value() == 1e-8
    assert positive.error() == ""


@pytest.mark.parametrize(
    ("section", "name"), [(Training, "steps"), (AdamW, "learning_rate"), (Runtime, "device"), (Data, "encoding")]
)
def test_that_the_wheel_changes_nothing_even_with_focus(qtbot: QtBot, section: type[Section], name: str) -> None:
    editor = show(qtbot, section, name)
    before = editor.value()
    middle = QPointF(editor.rect().center())
    for turn in (120, -120):
        event = QWheelEvent(
            middle,
            editor.mapToGlobal(middle),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(editor, event)
        assert not event.isAccepted()
    assert editor.value() == before


def test_that_setting_a_value_reports_nothing_and_keeps_equal_text(qtbot: QtBot) -> None:
    editor = show(qtbot, AdamW, "learning_rate")
    retype(qtbot, editor, "1e-3")
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value(0.001)
        assert editor.text() == "1e-3"
        editor.set_value(0.002)
    assert editor.text() == "0.002"


def test_that_a_unit_is_shown_only_where_it_has_room(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "batch_size")
    line = editor.findChild(UnitLineEdit)
    assert line.shown_unit() == "sequences"
    editor.resize(70, editor.height())
    assert line.shown_unit() == ""


def test_that_a_unit_is_not_shown_behind_a_word(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "evaluation_tokens")
    editor.resize(220, editor.height())
    line = editor.findChild(UnitLineEdit)
    assert line.shown_unit() == "tokens"
    editor.set_value(0)
    assert editor.text() == "all"
    assert line.shown_unit() == ""


def test_that_a_choice_is_made_with_the_keyboard(qtbot: QtBot) -> None:
    editor = show(qtbot, Runtime, "device")
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.value() == "cuda"
    assert editor.currentText() == "GPU (CUDA)"


def test_that_a_switch_is_flipped_by_click_and_by_space(qtbot: QtBot) -> None:
    editor = show(qtbot, SGD, "nesterov")
    assert editor.value() is False
    with qtbot.waitSignal(editor.changed):
        qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
    assert editor.value() is True
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert editor.value() is False


def test_that_texts_report_typing_but_not_setting(qtbot: QtBot) -> None:
    editor = show(qtbot, Sampling, "prompt")
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value("Once")
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClicks(editor, "!")
    assert "!" in editor.value()
    assert "Once" in editor.value()


def test_that_a_tooltip_names_help_and_limits(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "batch_size")
    assert editor.toolTip() == "Sequences looked at together.\n1 to 65,536 sequences."
    assert editor.accessibleName() == "Batch size"
    rate = show(qtbot, AdamW, "learning_rate")
    assert rate.toolTip().endswith("Above 0, up to 100.")


def test_that_a_narrow_combo_box_says_that_its_text_goes_on(qtbot: QtBot) -> None:
    combo = PlainCombo()
    qtbot.addWidget(combo)
    combo.addItem("A rather long choice")
    shown = []
    for width in (400, 90):
        combo.resize(width, combo.height())
        shown.append(combo.shown_text())
    assert shown[0] == "A rather long choice"
    assert shown[1].endswith("…")
    assert combo.currentText() == "A rather long choice"
    short = PlainCombo()
    qtbot.addWidget(short)
    short.addItem(shown[1])
    short.resize(90, short.height())
    assert combo.grab().toImage() == short.grab().toImage()  # painted in dots, too


@pytest.mark.parametrize("width", range(60, 240, 6))
def test_that_a_combo_box_is_painted_as_qt_paints_one_with_the_text_that_has_room(qtbot: QtBot, width: int) -> None:
    ours, plain = PlainCombo(), QComboBox()
    for combo in (ours, plain):
        qtbot.addWidget(combo)
        combo.addItem("A rather long choice")
        combo.setFixedSize(width, ours.height())
    plain.setItemText(0, ours.shown_text())
    assert ours.grab().toImage() == plain.grab().toImage()


def test_that_the_arrows_follow_what_is_typed_and_set(qtbot: QtBot) -> None:
    editor = show(qtbot, Sampling, "top_p")
    flag = QAbstractSpinBox.StepEnabledFlag
    assert editor.stepEnabled() == flag.StepDownEnabled
    retype(qtbot, editor, "0.5")
    assert editor.stepEnabled() == flag.StepUpEnabled | flag.StepDownEnabled
    editor.set_value(1.0)
    assert editor.stepEnabled() == flag.StepDownEnabled


def test_that_a_number_is_written_anew_when_the_editor_changes_its_language(qtbot: QtBot) -> None:
    editor = show(qtbot, Training, "steps")
    editor.set_value(12_000)
    before = editor.stepEnabled()
    QLocale.setDefault(QLocale("de_DE"))
    editor.setLocale(QLocale("de_DE"))
    assert editor.stepEnabled() == before
    assert editor.value() == 12  # what stands there, read the German way
    editor.set_value(12_000)
    assert editor.lineEdit().text() == "12.000"
