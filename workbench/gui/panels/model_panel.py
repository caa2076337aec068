"""The model panel: which neural network, how large, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.config.experiment import Experiment
from workbench.config.setting import Section
from workbench.errors import Problem
from workbench.gui.forms.choice_section_form import ChoiceSectionForm
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.readouts import Readouts
from workbench.gui.forms.scroll import scrolled
from workbench.gui.forms.share_bar import Share, ShareBar
from workbench.gui.i18n import format_bytes, format_count, format_short
from workbench.models.sizing import Size, describe_size

UNKNOWN_VOCABULARY = 256
"""Assumed while the text has not been read: the number of byte values."""


class ModelPanel(QWidget):
    """Edits ``model``; its readouts follow every edit at once."""

    edited = Signal(str, object)
    """("model", the new section)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_panel")
        self._experiment = Experiment()
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
        layout.addWidget(Heading(self.tr("Size")))
        layout.addWidget(self._readouts)
        layout.addWidget(self._memory)
        scrolled(self, content, layout)
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

    # Construction

    def _make_readouts(self) -> Readouts:
        readouts = Readouts("model")
        readouts.add("vocabulary", self.tr("Vocabulary"), self.tr("How many different tokens the model tells apart."))
        readouts.add(
            "parameters", self.tr("Parameters"), self.tr("Numbers that training adjusts; more of them can learn more.")
        )
        readouts.add(
            "tokens_per_parameter",
            self.tr("Training data"),
            self.tr("Different training tokens for each parameter; far below 1, a model starts to learn by heart."),
        )
        readouts.add(
            "flops",
            self.tr("Work per token"),
            self.tr("Arithmetic operations to learn from one token, forward and backward, in millions (MFLOPs)."),
        )
        readouts.add("memory", self.tr("Memory"), self.tr("Estimate of what training needs; the bar shows its parts."))
        return readouts

    # What the user does

    def _edit(self, model: Section) -> None:
        self._experiment = self._experiment.with_section("model", model)
        self._show_size()
        self.edited.emit("model", model)

    # Helpers

    def _show_size(self) -> None:
        size = describe_size(self._experiment, self._vocab_size)
        about = "" if self._exact else "≈ "
        show = self._readouts.show_value
        show("vocabulary", self.tr("{count} tokens").format(count=about + format_count(self._vocab_size)))
        show("parameters", about + format_count(size.parameters))
        per_parameter = self.tr("after the text is read")
        if self._train_tokens is not None:
            ratio = format_short(self._train_tokens / max(1, size.parameters))
            per_parameter = self.tr("{ratio} tokens/parameter").format(ratio=about + ratio)
        show("tokens_per_parameter", per_parameter)
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
