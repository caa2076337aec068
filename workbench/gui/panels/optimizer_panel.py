"""The optimizer panel: how the model learns - optimizer, schedule, training and runtime."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.config.experiment import Experiment
from workbench.config.sections import Runtime, Training
from workbench.config.setting import Section
from workbench.errors import Problem
from workbench.gui.forms.choice_section_form import ChoiceSectionForm
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.scroll import scrolled
from workbench.gui.forms.section_form import SectionForm

if TYPE_CHECKING:
    from workbench.gui.plots.rate_plot import RatePlot

RATE_PLOT_HEIGHT = 96
"""Kept free for the preview, in device-independent pixels."""


class OptimizerPanel(QWidget):
    """Edits the four sections that say how to learn, and draws the learning rate."""

    edited = Signal(str, object)
    """(the section's name, the new section)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("optimizer_panel")
        self._experiment = Experiment.defaults()
        optimizer_tip = self.tr("The rule that turns gradients into weight updates.")
        schedule_tip = self.tr("How the learning rate changes from the first step to the last.")
        self._headings = {
            "optimizer": Heading(self.tr("Update rule"), "optimizer", first=True),
            "schedule": Heading(self.tr("Schedule"), "schedule"),
            "training": Heading(self.tr("Training"), "training"),
            "runtime": Heading(self.tr("Runtime"), "runtime"),
        }
        self._schedule = self._choice_form("schedule", self.tr("Shape"), schedule_tip)
        self._forms: dict[str, ChoiceSectionForm | SectionForm] = {
            "optimizer": self._choice_form("optimizer", self.tr("Optimizer"), optimizer_tip),
            "schedule": self._schedule,
            "training": SectionForm("training", Training, heading=self._headings["training"]),
            "runtime": SectionForm("runtime", Runtime, heading=self._headings["runtime"]),
        }
        for name, form in self._forms.items():
            form.edited.connect(lambda value, name=name: self._edit(name, value))
        self._rate_plot: RatePlot | None = None
        self._rate_place = QVBoxLayout()
        self._rate_place.addSpacing(RATE_PLOT_HEIGHT)
        self._lay_out()

    # What the window tells

    def set_experiment(self, experiment: Experiment) -> None:
        """Show an experiment without reporting an edit."""
        self._experiment = experiment
        for name, form in self._forms.items():
            form.set_value(experiment.section(name))
        self._draw_rate()

    def show_preview(self) -> None:
        """Draw the schedule from now on. Not done at first, so that the window opens before its plots are loaded."""
        if self._rate_plot is None:
            from workbench.gui.plots.rate_plot import RatePlot

            self._rate_place.takeAt(0)
            self._rate_plot = RatePlot()
            self._rate_place.addWidget(self._rate_plot)
            # A new widget goes to the end of the window's tab order; bring it to where it is seen.
            QWidget.setTabOrder(self._schedule.form.editors()[-1], self._rate_plot)
            self._draw_rate()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the settings that do not go together."""
        for form in self._forms.values():
            form.set_problems(problems)

    def problems(self) -> list[Problem]:
        """What is wrong with the texts entered here."""
        return [problem for form in self._forms.values() for problem in form.problems()]

    # Construction

    def _choice_form(self, section: str, label: str, tip: str) -> ChoiceSectionForm:
        return ChoiceSectionForm(section, label, tip, heading=self._headings[section])

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        for name, form in self._forms.items():
            layout.addWidget(self._headings[name])
            layout.addWidget(form)
            if name == "schedule":
                layout.addLayout(self._rate_place)
        scrolled(self, content, layout)

    # What the user does

    def _edit(self, name: str, value: Section) -> None:
        self._experiment = self._experiment.with_section(name, value)
        self._draw_rate()
        self.edited.emit(name, value)

    # Helpers

    def _draw_rate(self) -> None:
        if self._rate_plot is None:
            return
        schedule = self._experiment.schedule
        peak = self._experiment.optimizer.learning_rate
        self._rate_plot.set_schedule(schedule, self._experiment.training.steps, peak)
