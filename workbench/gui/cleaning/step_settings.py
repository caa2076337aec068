"""The settings of one step, with what it does and what it costs a language model."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import Section
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.forms.labels import WrappedLabel
from workbench.gui.forms.scroll import PanelScroll
from workbench.gui.forms.section_form import SectionForm
from workbench.gui.i18n import tr_setting

_SECTION = "cleaning"


class StepSettings(QWidget):
    """A form for the step on show; empty where there is none."""

    edited = Signal(object)
    """The step with its new settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form: SectionForm | None = None
        self._title = QLabel()
        self._title.setObjectName("cleaning.title")
        theme.set_role(self._title, "title")
        self._summary = WrappedLabel(role="plain")
        self._cost = WrappedLabel()
        self._cost.setObjectName("cleaning.cost")
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(0, 0, theme.GAP, 0)
        self._layout.setSpacing(theme.GAP)
        for label in (self._title, self._summary, self._cost):
            self._layout.addWidget(label)
        self._layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PanelScroll(content))

    def show_step(self, step: CleaningStep | None) -> None:
        """Show the settings of a step, or nothing."""
        if self._form is not None:
            self._layout.removeWidget(self._form)
            self._form.setParent(None)
            self._form.deleteLater()
            self._form = None
        if step is None:
            self._title.setText("")
            self._summary.say(self.tr("There are no steps: the text stays as it is. “Add” offers what can be done."))
            self._cost.say("")
            return
        self._title.setText(tr_setting(step.label))
        self._summary.say(tr_setting(step.summary))
        self._cost.say(self.tr("For a language model: {cost}").format(cost=tr_setting(step.cost)))
        self._form = SectionForm(_SECTION, type(step), self, without=["step", "enabled"])
        self._form.set_value(step)
        self._form.edited.connect(self._edit)
        self._layout.insertWidget(self._layout.count() - 1, self._form)
        before: QWidget | None = None
        for editor in self._form.editors():
            if before is not None:
                QWidget.setTabOrder(before, editor)
            before = editor
        self._mark(step)

    def problems(self) -> list[Problem]:
        """What is wrong with the texts entered."""
        return [] if self._form is None else self._form.problems()

    def _edit(self, step: Section) -> None:
        assert isinstance(step, CleaningStep)
        self._mark(step)
        self.edited.emit(step)

    def _mark(self, step: CleaningStep) -> None:
        if self._form is not None:
            self._form.set_problems([Problem(f"{_SECTION}.{field}", text) for field, text in step.problems()])
