"""A form whose settings depend on a choice: an architecture, an optimizer, a schedule, a tokenizer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.config.check import REGISTRIES
from workbench.config.registry import Registry
from workbench.config.setting import Section, carries_over
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.forms.other_editors import PlainCombo
from workbench.gui.forms.row import label_for
from workbench.gui.forms.section_form import SectionForm, form_grid, set_label_column
from workbench.gui.i18n import tr_setting


class ChoiceSectionForm(QWidget):
    """A combo box of everything the section's registry holds, and the form of what is chosen.

    ``label`` and ``tip`` are of the combo box; ``heading`` unfolds the rare settings.
    """

    edited = Signal(object)
    """The new Section, after each edit that leaves every setting valid."""

    def __init__(
        self,
        section: str,
        label: str,
        tip: str,
        parent: QWidget | None = None,
        *,
        heading: Heading | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._registry: Registry[Any] = REGISTRIES[section]
        self._form: SectionForm | None = None
        self._entered: dict[str, dict[str, Any]] = {}
        self._shown = ""
        self.combo = self._make_combo(label, tip)
        self._heading = heading
        self._summary = ElidedLabel()
        theme.set_role(self._summary, "muted")
        head = QWidget()
        self._head = form_grid(head)
        self._head.addWidget(label_for(self.combo, label, head), 0, 0)
        self._head.addWidget(self.combo, 0, 1)
        self._head.addWidget(self._summary, 1, 0, 1, 2)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.ROW_GAP)
        self._layout.addWidget(head)
        self._show(self._registry.names()[0])

    # What others ask for

    @property
    def form(self) -> SectionForm:
        """The form of the present choice."""
        assert self._form is not None
        return self._form

    @property
    def choice(self) -> str:
        """The name that is chosen."""
        return str(self.combo.currentData())

    def value(self) -> Section | None:
        """The section as entered, or None while something entered is not valid."""
        return self.form.value()

    def set_value(self, value: Section) -> None:
        """Show a section without reporting an edit."""
        self._entered = {}
        self._show(str(getattr(value, self._registry.key)))
        self.form.set_value(value)

    def problems(self) -> list[Problem]:
        """What is wrong with the texts entered."""
        return self.form.problems()

    def set_problems(self, problems: Iterable[Problem]) -> None:
        """Mark the settings that do not go together with others; those not named are cleared."""
        self.form.set_problems(problems)

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        set_label_column(self._head, self.width())
        super().resizeEvent(event)

    # Construction

    def _make_combo(self, label: str, tip: str) -> PlainCombo:
        combo = PlainCombo(self)
        combo.setObjectName(f"{self.section}.{self._registry.key}")
        combo.setAccessibleName(label)
        combo.setToolTip(tip)
        for index, (name, entry) in enumerate(self._registry.entries.items()):
            combo.addItem(tr_setting(entry.label), name)
            combo.setItemData(index, tr_setting(entry.summary), Qt.ItemDataRole.ToolTipRole)
        combo.activated.connect(lambda index: self._choose())
        return combo

    # What the user does

    def _choose(self) -> None:
        """Switch the form; settings of the same name keep what was entered, where it means the same."""
        before, after = self._registry.get(self._shown), self._registry.get(self.choice)
        entered = self.form.entered()
        self._entered[self._shown] = entered
        shared = {name: value for name, value in entered.items() if carries_over(name, before, after)}
        self._show(self.choice)
        self.form.set_value(_valid(after, self._entered.get(self.choice, {}) | shared))
        self.edited.emit(self.form.value())

    # Helpers

    def _show(self, name: str) -> None:
        """Put the form of this choice in place of the one before."""
        self.combo.setCurrentIndex(self.combo.findData(name))
        self._shown = name
        entry = self._registry.get(name)
        self._summary.say(tr_setting(entry.summary))
        if self._form is not None:
            self._layout.removeWidget(self._form)
            self._form.setParent(None)
            self._form.deleteLater()
        self._form = SectionForm(self.section, entry, self, without=[self._registry.key], heading=self._heading)
        self._form.edited.connect(self.edited)
        self._layout.addWidget(self._form)
        # A new widget goes to the end of the window's tab order; bring it to where it is seen.
        before: QWidget = self.combo
        for editor in self._form.editors():
            QWidget.setTabOrder(before, editor)
            before = editor


def _valid(entry: type[Section], values: dict[str, Any]) -> Section:
    """The section with every value that is valid there."""
    taken: dict[str, Any] = {}
    for name, value in values.items():
        try:
            entry.model_validate({name: value})
        except ValidationError:
            continue
        taken[name] = value
    return entry.model_validate(taken)
