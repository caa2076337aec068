"""The model panel: which neural network, how large, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from workbench.config.experiment import Experiment
from workbench.config.setting import Section
from workbench.errors import Problem
from workbench.events import Probed
from workbench.gui import theme
from workbench.gui.forms.choice_section_form import ChoiceSectionForm
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.readouts import Readouts
from workbench.gui.forms.scroll import scrolled
from workbench.gui.forms.share_bar import Share, ShareBar
from workbench.gui.i18n import format_bytes, format_count, format_duration, format_short, translate_engine
from workbench.models.budget import token_budget
from workbench.models.sizing import Size, describe_size

UNKNOWN_VOCABULARY = 256
"""Assumed while the text has not been read: the number of byte values."""
_MEASURED = ("measured_memory", "measured_speed", "measured_time")


class ModelPanel(QWidget):
    """Edits ``model``; its readouts follow every edit at once."""

    edited = Signal(str, object)
    """("model", the new section)."""
    measure_clicked = Signal()
    """A measurement by real steps is wanted, or the one at work is to end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_panel")
        self._experiment = Experiment.defaults()
        self._vocab_size, self._exact = UNKNOWN_VOCABULARY, False
        self._train_tokens: int | None = None
        tip = self.tr("The kind of neural network that learns the text.")
        self._form = ChoiceSectionForm("model", self.tr("Architecture"), tip)
        self._form.edited.connect(self._edit)
        self._readouts = self._make_readouts()
        self._memory = ShareBar("model.memory_bar", self.tr("Memory while training"))
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self._form)
        layout.addWidget(self._make_size_heading())
        layout.addWidget(self._readouts)
        layout.addWidget(self._memory)
        self._area = scrolled(self, content, layout)
        self._show_size()

    # What the window tells

    def set_experiment(self, experiment: Experiment) -> None:
        """Show an experiment without reporting an edit; the very same model leaves what is typed alone."""
        if experiment.model is not self._experiment.model:
            self._form.set_value(experiment.model)
        self._experiment = experiment
        self._show_size()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the settings that do not go together."""
        self._form.set_problems(problems)

    def problems(self) -> list[Problem]:
        """What is wrong with the texts entered here."""
        return self._form.problems()

    def set_vocab_size(self, size: int, exact: bool) -> None:
        """How many different tokens the model will know; ``exact`` once the tokenizer is trained."""
        self._vocab_size, self._exact = size, exact
        self._show_size()

    def set_train_tokens(self, tokens: int | None) -> None:
        """How many tokens there are to learn from, or None while that is not known."""
        self._train_tokens = tokens
        self._show_size()

    def set_measuring(self, measuring: bool, allowed: bool) -> None:
        """Whether a measurement is at work, and whether one may be."""
        self._measure.setText(self.tr("Cancel") if measuring else self.tr("Measure"))
        self._measure.setEnabled(measuring or allowed)
        if not measuring:
            self._readouts.set_shown("measuring", False)

    def show_measuring(self, text: str) -> None:
        """How far the measurement is."""
        self._readouts.set_shown("measuring", True)
        self._readouts.show_value("measuring", text, text)

    def show_measured(self, found: Probed | None) -> None:
        """What a few real steps showed, until the experiment changes (None)."""
        for name in _MEASURED:
            self._readouts.set_shown(name, found is not None)
        if found is not None:
            show = self._readouts.show_value
            show("measured_memory", format_bytes(found.memory))
            speed = format_count(round(found.tokens_per_second))
            show("measured_speed", self.tr("{count} tokens/s").format(count=speed))
            show("measured_time", format_duration(found.seconds))
            QTimer.singleShot(0, self, self._show_readouts)

    # Construction

    def _make_size_heading(self) -> Heading:
        heading = Heading(self.tr("Size"))
        self._measure = QToolButton()
        self._measure.setObjectName("model.measure")
        self._measure.setText(self.tr("Measure"))
        self._measure.setAccessibleName(self.tr("Measure memory, speed and time"))
        self._measure.setToolTip(
            self.tr("Take a few real steps in a process of its own, to know memory, speed and time before Start.")
        )
        self._measure.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_role(self._measure, "disclosure")
        self._measure.clicked.connect(self.measure_clicked)
        heading.add(self._measure)
        return heading

    def _make_readouts(self) -> Readouts:
        readouts = Readouts("model")
        self._budget_tip = self.tr(
            "Tokens that the steps take for each parameter, and how often they go through the training text."
        )
        readouts.add("vocabulary", self.tr("Vocabulary"), self.tr("How many different tokens the model tells apart."))
        readouts.add(
            "parameters", self.tr("Parameters"), self.tr("Numbers that training adjusts; more of them can learn more.")
        )
        readouts.add(
            "tokens_per_parameter",
            self.tr("Token budget"),
            self._budget_tip,
        )
        readouts.add(
            "flops",
            self.tr("Work per token"),
            self.tr("Arithmetic operations to learn from one token, forward and backward, in millions (MFLOPs)."),
        )
        readouts.add("memory", self.tr("Memory"), self.tr("Estimate of what training needs; the bar shows its parts."))
        readouts.add("measuring", self.tr("Measuring"), "")
        readouts.add(
            "measured_memory",
            self.tr("Peak memory"),
            self.tr(
                "Measured: the peak over a few real steps, and the copies that a checkpoint takes while it is written."
            ),
        )
        readouts.add("measured_speed", self.tr("Speed"), self.tr("Tokens learned from in each second, as measured."))
        readouts.add(
            "measured_time",
            self.tr("Whole run"),
            self.tr("Time for the whole run at the measured speed, its evaluations included."),
        )
        for name in ("measuring", *_MEASURED):
            readouts.set_shown(name, False)
        return readouts

    # What the user does

    def _edit(self, model: Section) -> None:
        self._experiment = self._experiment.with_section("model", model)
        self._show_size()
        self.edited.emit("model", model)

    # Helpers

    def _show_readouts(self) -> None:
        """Scroll so far that the last of the values is seen."""
        self._area.ensureVisible(0, self._memory.y())

    def _show_size(self) -> None:
        size = describe_size(self._experiment, self._vocab_size)
        about = "" if self._exact else "≈ "
        show = self._readouts.show_value
        show("vocabulary", self.tr("{count} tokens").format(count=about + format_count(self._vocab_size)))
        show("parameters", about + format_count(size.parameters))
        per_parameter = self.tr("after the text is read")
        comments = None
        if self._train_tokens is not None:
            budget = token_budget(self._experiment, size.parameters, self._train_tokens)
            per_parameter = self.tr("{ratio}/parameter, {epochs} ×").format(
                ratio=about + format_short(float(budget.tokens_per_parameter)),
                epochs=format_short(float(budget.epochs)),
            )
            comments = "\n".join([self._budget_tip, *map(translate_engine, budget.comments)])
        show("tokens_per_parameter", per_parameter, comments)
        millions = format_short(size.flops_per_token / 1e6)
        show("flops", self.tr("{count} MFLOPs").format(count=about + millions))
        show("memory", "≈ " + format_bytes(size.training_bytes))
        self._memory.set_shares(self._memory_parts(size))

    def _memory_parts(self, size: Size) -> list[Share]:
        names = {
            "weights": (self.tr("Weights"), 1.0),
            "gradients": (self.tr("Gradients"), 0.75),
            "optimizer": (self.tr("Optimizer state"), 0.5),
            "activations": (self.tr("Activations"), 0.28),
            "average": (self.tr("Averaged weights"), 0.15),
        }
        return [
            Share(names[part][0], count, format_bytes(count), "accent", names[part][1])
            for part, count in size.parts.items()
        ]
