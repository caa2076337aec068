"""Forms made from the description of settings alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible, tab_order
from workbench.config import architectures
from workbench.config.architecture import Architecture
from workbench.config.architectures import ARCHITECTURES
from workbench.config.architectures.gpt import GPT
from workbench.config.architectures.lstm import LSTM
from workbench.config.check import PLAIN, REGISTRIES, section_class
from workbench.config.optimizers.adamw import AdamW
from workbench.config.optimizers.sgd import SGD
from workbench.config.registry import Registry
from workbench.config.sections import Runtime, Training
from workbench.config.setting import Section, settings_of
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.forms.choice_section_form import ChoiceSectionForm
from workbench.gui.forms.section_form import SectionForm
from workbench.gui.settings import WindowSettings

NARROW = 264
CLASSES = [
    pytest.param(name, cls, id=f"{name}.{cls.__name__}")
    for name, cls in [
        *PLAIN.items(),
        *((name, entry) for name, registry in REGISTRIES.items() for entry in registry.entries.values()),
    ]
]

NEW_ARCHITECTURE = """
from typing import ClassVar, Literal
from workbench.config.architecture import Architecture
from workbench.config.setting import setting

class Hopfield(Architecture):
    label: ClassVar[str] = "Hopfield"
    summary: ClassVar[str] = "Remembers patterns."
    architecture: Literal["hopfield"] = "hopfield"
    width: int = setting(64, "Width", "Size.", minimum=8, maximum=512, step=8)
    sharp: bool = setting(True, "Sharp", "Whether it is sharp.")
    mode: str = setting("a", "Mode", "How.", choices=[("a", "First"), ("b", "Second")])
    cooling: float = setting(0.5, "Cooling", "How fast.", minimum=0.0, maximum=1.0, advanced=True)
"""


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply_theme(qapp, "light")
    yield
    QLocale.setDefault(before)


def shown(qtbot: QtBot, form: Any) -> Any:
    qtbot.addWidget(form)
    form.resize(NARROW, form.sizeHint().height())
    form.show()
    return form


def retype(qtbot: QtBot, editor: QWidget, text: str) -> None:
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)


def choose(qtbot: QtBot, form: ChoiceSectionForm, name: str) -> None:
    """Walk to a choice with the arrow keys, as a person would."""
    form.combo.setFocus()
    target = form.combo.findData(name)
    while form.combo.currentIndex() != target:
        key = Qt.Key.Key_Down if form.combo.currentIndex() < target else Qt.Key.Key_Up
        qtbot.keyClick(form.combo, key)


@pytest.mark.parametrize(("name", "cls"), CLASSES)
def test_that_every_section_has_a_form_that_gives_back_its_values(qtbot: QtBot, name: str, cls: type[Section]) -> None:
    form = shown(qtbot, SectionForm(name, cls))
    form.set_value(cls())
    assert form.value() == cls()
    assert form.problems() == []
    for setting in settings_of(cls):
        if setting.kind == "list":  # has a dialog of its own
            continue
        assert form.editor(setting.name).objectName() == f"{name}.{setting.name}"


@pytest.mark.parametrize(("name", "cls"), CLASSES)
def test_that_every_form_can_be_used_by_keyboard_and_screen_reader(qtbot: QtBot, name: str, cls: type[Section]) -> None:
    choice = REGISTRIES[name].key if name in REGISTRIES else ""
    form = shown(qtbot, SectionForm(name, cls, without=[choice]))
    form.set_expanded(True)
    assert inaccessible(form) == []
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy()}
    reachable = set(tab_order(form))
    shown_here = (item for item in settings_of(cls) if item.name != choice and item.kind != "list")
    assert all(form.editor(item.name) in reachable for item in shown_here)
    assert buddies <= reachable


@pytest.mark.parametrize(("name", "cls"), CLASSES)
def test_that_no_form_is_wider_than_its_column(qtbot: QtBot, name: str, cls: type[Section]) -> None:
    form = shown(qtbot, SectionForm(name, cls))
    form.set_expanded(True)
    assert form.minimumSizeHint().width() <= NARROW
    labels = [label for label in form.findChildren(QLabel) if label.buddy() and label.isVisible()]
    words = [(label, word) for label in labels for word in label.text().split()]
    assert all(label.fontMetrics().horizontalAdvance(word) <= label.width() for label, word in words)


def test_that_an_edit_gives_the_whole_new_section(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("training", Training))
    form.set_value(Training(seed=7))
    with qtbot.waitSignal(form.edited) as caught:
        retype(qtbot, form.editor("steps"), "5")
    assert caught.args == [Training(seed=7, steps=5)]


def test_that_a_wrong_entry_is_marked_and_held_back(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("training", Training))
    with qtbot.assertNotEmitted(form.edited):
        form.editor("steps").setFocus()
        qtbot.keyClicks(form.editor("steps"), "x")
    message = form.findChild(QLabel, "training.steps.problem")
    assert message.isVisible()
    assert message.text() == "Not a whole number. Write for example 2,000."
    assert form.editor("steps").property("invalid")
    assert message.text() in form.editor("steps").toolTip()
    assert form.value() is None
    assert form.problems() == [Problem("training.steps", message.text())]
    retype(qtbot, form.editor("steps"), "10")
    assert not message.isVisible()
    assert not form.editor("steps").property("invalid")


def test_that_problems_from_outside_are_shown_until_they_are_gone(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("model", GPT))
    form.set_problems([Problem("model.width", "is not divisible"), Problem("training.steps", "is not ours")])
    message = form.findChild(QLabel, "model.width.problem")
    assert message.text() == "Is not divisible"
    assert message.isVisible()
    form.set_problems([])
    assert not message.isVisible()


def test_that_rare_settings_are_folded_until_asked_for_and_that_this_is_remembered(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("runtime", Runtime))
    more = form.findChild(QWidget, "runtime.more")
    assert form.editor("device").isVisible()
    assert not form.editor("threads").isVisible()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert form.editor("threads").isVisible()
    assert WindowSettings().is_unfolded("runtime")
    assert shown(qtbot, SectionForm("runtime", Runtime)).editor("threads").isVisible()


def test_that_a_problem_with_a_rare_setting_unfolds_it(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("runtime", Runtime))
    form.set_problems([Problem("runtime.threads", "are too many")])
    assert form.editor("threads").isVisible()


def test_that_a_hidden_setting_keeps_its_value(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("training", Training))
    form.set_value(Training(seed=3))
    form.set_shown({"seed": False})
    assert not form.editor("seed").isVisible()
    with qtbot.waitSignal(form.edited) as caught:
        retype(qtbot, form.editor("steps"), "9")
    assert caught.args[0].seed == 3


def test_that_a_form_can_show_a_part_of_its_section(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("training", Training, only=["steps", "seed"]))
    form.set_value(Training(batch_size=5))
    retype(qtbot, form.editor("steps"), "9")
    assert form.value() == Training(batch_size=5, steps=9)


def test_that_two_betas_share_a_row(qtbot: QtBot) -> None:
    form = shown(qtbot, SectionForm("optimizer", AdamW))
    first, second = form.editor("beta1"), form.editor("beta2")
    assert first.y() == second.y()
    assert first.geometry().right() < second.x()
    assert any(label.text() == "Beta 1, 2" and label.buddy() is first for label in form.findChildren(QLabel))


def test_that_editors_of_stacked_forms_stand_in_one_column(qtbot: QtBot) -> None:
    forms = [shown(qtbot, SectionForm(name, cls)) for name, cls in (("model", GPT), ("training", Training))]
    lefts = {forms[0].editor("width").x(), forms[0].editor("layers").x(), forms[1].editor("steps").x()}
    assert len(lefts) == 1


def test_that_a_choice_switches_the_form_and_keeps_equal_names(qtbot: QtBot) -> None:
    form = shown(qtbot, ChoiceSectionForm("model", "Architecture", "Which network."))
    form.set_value(GPT(width=96, layers=3, dropout=0.2, heads=6))
    with qtbot.waitSignal(form.edited) as caught:
        choose(qtbot, form, "lstm")
    assert caught.args == [LSTM(width=96, layers=3, dropout=0.2)]
    choose(qtbot, form, "gpt")
    assert form.value() == GPT(width=96, layers=3, dropout=0.2, heads=6)


def test_that_a_kept_value_that_is_too_large_elsewhere_falls_back(qtbot: QtBot) -> None:
    form = shown(qtbot, ChoiceSectionForm("model", "Architecture", "Which network."))
    form.set_value(GPT(layers=96, width=96))
    choose(qtbot, form, "lstm")
    assert form.value() == LSTM(width=96)
    assert form.problems() == []


def test_that_a_learning_rate_does_not_follow_into_an_optimizer_of_another_scale(qtbot: QtBot) -> None:
    form = shown(qtbot, ChoiceSectionForm("optimizer", "Optimizer", "Which rule."))
    form.set_value(AdamW(learning_rate=0.005))
    choose(qtbot, form, "adam")
    assert form.value().learning_rate == 0.005
    choose(qtbot, form, "sgd")
    assert form.value() == SGD()
    choose(qtbot, form, "adamw")
    assert form.value() == AdamW(learning_rate=0.005)


def test_that_only_the_chosen_form_answers_to_its_names(qtbot: QtBot) -> None:
    form = shown(qtbot, ChoiceSectionForm("model", "Architecture", "Which network."))
    for name in ("lstm", "mlp", "gpt"):
        choose(qtbot, form, name)
        assert len(form.findChildren(QWidget, "model.width")) == 1
        assert (form.findChild(QWidget, "model.heads") is not None) == (name == "gpt")


@pytest.mark.parametrize("section", REGISTRIES)
def test_that_every_entry_of_a_registry_can_be_chosen(qtbot: QtBot, section: str) -> None:
    form = shown(qtbot, ChoiceSectionForm(section, "Kind", "Which."))
    names = REGISTRIES[section].names()
    assert [form.combo.itemData(index) for index in range(form.combo.count())] == names
    for name in names:
        choose(qtbot, form, name)
        assert isinstance(form.value(), section_class(section, name))
        assert form.problems() == []


def test_that_a_new_architecture_file_appears_without_an_edit(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hopfield.py").write_text(NEW_ARCHITECTURE, encoding="utf-8")
    monkeypatch.setattr(architectures, "__path__", [*architectures.__path__, str(tmp_path)])
    registry = Registry(architectures.__name__, Architecture, "architecture")
    monkeypatch.setitem(REGISTRIES, "model", registry)
    try:
        form = shown(qtbot, ChoiceSectionForm("model", "Architecture", "Which network."))
        choose(qtbot, form, "hopfield")
        qtbot.mouseClick(form.form.editor("sharp"), Qt.MouseButton.LeftButton)
        value: Any = form.value()
        assert (value.architecture, value.width, value.sharp, value.cooling) == ("hopfield", 128, False, 0.5)
        assert not form.form.editor("cooling").isVisible()
    finally:
        sys.modules.pop(f"{architectures.__name__}.hopfield", None)
    assert "hopfield" not in ARCHITECTURES.names()
