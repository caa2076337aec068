"""The window comes sooner: what is hidden at first is made after it, and one style sheet dresses all together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import tab_order
from workbench.config.sections import Data, Training
from workbench.config.setting import settings_of
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.first_paint import FirstPaint
from workbench.gui.forms.later import Later, made_later
from workbench.gui.forms.section_form import SectionForm


class Panel(QWidget):
    """Two forms between two buttons, as panels have them."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = QPushButton("first"), QPushButton("last")
        self.training, self.data = SectionForm("training", Training), SectionForm("data", Data)
        self.data.set_shown({"encoding": False, "pattern": False})
        layout = QVBoxLayout(self)
        for widget in (self.first, self.training, self.data, self.last):
            layout.addWidget(widget)


def names(panel: QWidget) -> list[str]:
    return [widget.objectName() or widget.property("text") for widget in tab_order(panel)]


@pytest.fixture
def late(qtbot: QtBot) -> tuple[Panel, Later]:
    with made_later() as later:
        panel = Panel()
    qtbot.addWidget(panel)
    return panel, later


def hidden(form: SectionForm) -> list[str]:
    cls = {"training": Training, "data": Data}[form.section]
    names = [item.name for item in settings_of(cls) if item.kind != "list"]
    return [name for name in names if form.findChild(QWidget, f"{form.section}.{name}") is None]


def test_that_only_rows_that_are_shown_are_made_at_first(late: tuple[Panel, Later]) -> None:
    panel, _ = late
    assert panel.findChild(QWidget, "training.steps") is not None
    assert panel.findChild(QWidget, "training.checkpoint_every") is None
    assert panel.findChild(QWidget, "data.pattern") is None


def test_that_the_rest_is_made_in_turns_of_the_event_loop_and_in_the_usual_tab_order(
    late: tuple[Panel, Later], qtbot: QtBot
) -> None:
    panel, later = late
    later.make_rest(panel)
    qtbot.waitUntil(lambda: not hidden(panel.training) and not hidden(panel.data))
    usual = Panel()
    qtbot.addWidget(usual)
    for each in (panel, usual):
        each.training.set_expanded(True)
        each.data.set_expanded(True)
        each.data.set_shown({"encoding": True, "pattern": True})
        each.show()
    assert "training.checkpoint_every" in names(panel)
    assert names(panel) == names(usual)
    assert panel.sizeHint() == usual.sizeHint()


def test_that_a_form_gives_and_takes_values_that_have_no_editor_yet(late: tuple[Panel, Later], qtbot: QtBot) -> None:
    panel, _ = late
    form = panel.training
    given = Training(checkpoint_every=77, steps=300)
    form.set_value(given)
    assert form.value() == given
    with qtbot.waitSignal(form.edited) as caught:
        form.editor("steps").stepBy(1)
    assert caught.args[0].checkpoint_every == 77
    assert "checkpoint_every" in hidden(form)
    assert form.editor("checkpoint_every").value() == 77


def test_that_unfolding_makes_the_rare_rows(late: tuple[Panel, Later]) -> None:
    form = late[0].training
    assert hidden(form)
    form.set_expanded(True)
    assert hidden(form) == []


def test_that_what_is_wrong_with_a_hidden_setting_is_shown(late: tuple[Panel, Later], qtbot: QtBot) -> None:
    form = late[0].training
    late[0].show()
    form.set_problems([Problem("training.checkpoint_every", "is too seldom")])
    message = form.findChild(QWidget, "training.checkpoint_every.problem")
    assert message is not None
    assert message.isVisible()
    with qtbot.waitSignal(form.edited) as caught:
        form.editor("checkpoint_every").stepBy(1)
    assert caught.args[0].checkpoint_every > Training().checkpoint_every


def test_that_a_form_that_is_gone_is_passed_over(qtbot: QtBot) -> None:
    with made_later() as later:
        kept, gone = SectionForm("training", Training), SectionForm("training", Training)
        qtbot.addWidget(kept)
        del gone
    context = QObject()
    later.make_rest(context)
    qtbot.waitUntil(lambda: not hidden(kept))


def test_that_widgets_made_together_look_as_if_dressed_one_by_one(qapp: QApplication, qtbot: QtBot) -> None:
    def grabbed(make: Callable[[], QWidget]) -> QWidget:
        widget = make()
        qtbot.addWidget(widget)
        widget.resize(300, 400)
        widget.show()
        return widget

    theme.apply_theme(qapp, "light")
    usual = grabbed(lambda: SectionForm("training", Training))
    with theme.dressed_together(qapp):
        theme.apply_theme(qapp, "light")
        form = SectionForm("training", Training)
    assert qapp.styleSheet()
    assert grabbed(lambda: form).grab().toImage() == usual.grab().toImage()


def test_that_the_first_paint_is_told_once_and_after_it_happened(qtbot: QtBot) -> None:
    painted: list[str] = []

    class Window(QWidget):
        def paintEvent(self, event: object) -> None:
            painted.append("painted")

    window = Window()
    qtbot.addWidget(window)
    window.show()
    FirstPaint(window).done.connect(lambda: painted.append("told"))
    qtbot.waitUntil(lambda: "told" in painted)
    assert painted[0] == "painted"
    window.hide()
    window.show()
    qtbot.waitUntil(lambda: painted[-1] == "painted")
    assert painted.count("told") == 1


def test_that_a_role_given_while_widgets_are_dressed_together_is_seen(qapp: QApplication, qtbot: QtBot) -> None:
    with theme.dressed_together(qapp):
        theme.apply_theme(qapp, "light")
        label = QLabel("text")
        theme.set_role(label, "danger")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(label.foregroundRole()) == theme.color("danger")
    theme.set_role(label, "success")
    assert label.palette().color(label.foregroundRole()) == theme.color("success")
