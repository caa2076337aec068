"""One run to look at: how it is doing, its curves, and what the model writes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.events import (
    Evaluated,
    Event,
    JobFailed,
    Progress,
    RolledBack,
    RunEnded,
    RunStarted,
    Sampled,
    StateChanged,
    Steps,
)
from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.i18n import format_count, format_loss, format_number, translate_engine
from workbench.gui.item_models.runs_model import state_text
from workbench.gui.plots.loss_plots import LossPlots
from workbench.gui.plots.pace import PacedDrawing
from workbench.gui.plots.plot_toolbar import PlotToolbar
from workbench.gui.readout import Readout
from workbench.gui.samples_strip import SamplesStrip
from workbench.runs.reading import History

_STATE_ROLES: dict[str, theme.Role] = {
    "paused": "warning",
    "finished": "success",
    "failed": "danger",
    "interrupted": "warning",
}

_LOW = 340
"""Below this height in pixels the curves need what they can get."""


class RunView(QWidget):
    """Shows one run: the one in training, or one that was opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps_planned = 0
        self._last_evaluation = -1
        self._toolbar = PlotToolbar()
        self._plots = LossPlots(self._toolbar.smoothing)
        self._samples = SamplesStrip()
        self._name = ElidedLabel()
        self._state = ElidedLabel()
        self._facts = ElidedLabel()
        self._readouts = self._make_readouts()
        self._drawing = PacedDrawing(self._plots.refresh, self)
        self._lay_out()
        self._toolbar.log_scale_changed.connect(self._plots.set_log_scale)
        self._toolbar.smoothing_changed.connect(self._plots.set_smoothing)
        self._toolbar.auto_range_requested.connect(self._plots.auto_range)
        self._plots.auto_range_changed.connect(self._toolbar.set_follows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._samples.set_low(self.height() < _LOW)

    def begin(self, run: RunStarted) -> None:
        """Show a run that starts from its first step."""
        self.clear()
        self._take_start(run)

    def add(self, events: Sequence[Event]) -> None:
        """Take what the run said, and draw it soon."""
        for event in events:
            self._take(event)
        if any(isinstance(event, Steps | Evaluated | RunStarted | RolledBack) for event in events):
            self._drawing.request()

    def set_history(self, history: History, title: str) -> None:
        """Show the curves and texts that a run recorded."""
        self.clear()
        self._name.setText(title)
        self._plots.add_steps(history.steps, history.losses)
        self._plots.add_evaluations(history.eval_steps, history.train_losses, history.val_losses)
        self._plots.set_floor(history.floor)
        self._samples.set_samples(history.samples)
        if len(history.steps):
            self._show_step(int(history.steps[-1]))
            self._readouts["loss"].show_value(format_loss(self._plots.smoothed_loss()))
            self._readouts["rate"].show_value(format_number(float(f"{history.learning_rates[-1]:.3g}")))
        if len(history.eval_steps):
            self._last_evaluation = int(history.eval_steps[-1])
            last = history.whole_val_loss
            self._show_validation(float(history.val_losses[-1]) if last is None else last)
        self._plots.refresh()

    def clear(self) -> None:
        """Show nothing."""
        self._steps_planned = 0
        self._last_evaluation = -1
        for label in (self._name, self._state, self._facts):
            label.setText("")
        self._plots.clear()
        self._samples.set_samples([])
        for readout in self._readouts.values():
            readout.clear()

    # What a run says

    def _take(self, event: Event) -> None:
        match event:
            case Steps():
                last = event.first_step + len(event.losses)
                self._plots.add_steps(np.arange(event.first_step, last), np.array(event.losses))
            case Progress():
                self._take_progress(event)
            case Evaluated():
                self._take_evaluation(event)
            case Sampled():
                self._samples.add(event)
            case RunStarted():
                self._take_start(event)
            case RolledBack():
                self._go_back(event.to_step)
            case StateChanged() | RunEnded():
                self._take_state(event)
            case JobFailed():
                self._say(translate_engine(event.message), "danger")

    def _take_start(self, run: RunStarted) -> None:
        self._steps_planned = run.steps
        self._name.setText(run.name)
        self._plots.set_floor(run.floor)
        facts = self.tr("{architecture}, {count} parameters, {device} {precision}")
        count = format_count(run.parameters)
        names = {"architecture": run.architecture.upper(), "device": run.device.upper(), "precision": run.precision}
        self._say(facts.format(count=count, **names))
        self._show_step(run.first_step)

    def _go_back(self, step: int) -> None:
        """Forget what came after a step; from the first step on everything comes anew."""
        self._last_evaluation = -1
        self._plots.drop_after(step if step else -1)
        self._samples.drop_after(step if step else -1)
        self._show_step(step)

    def _take_progress(self, event: Progress) -> None:
        self._steps_planned = event.steps
        self._show_step(event.step)
        self._readouts["loss"].show_value(format_loss(event.loss))
        self._readouts["rate"].show_value(format_number(float(f"{event.learning_rate:.3g}")))
        self._readouts["speed"].show_value(format_count(event.tokens_per_second))

    def _take_evaluation(self, event: Evaluated) -> None:
        self._show_validation(event.val_loss)
        # At the end the whole split is measured beside the usual part of it: not a point of the same curve.
        if event.whole and event.step == self._last_evaluation:
            return
        self._last_evaluation = event.step
        self._plots.add_evaluations([event.step], [event.train_loss], [event.val_loss])

    def _take_state(self, event: StateChanged | RunEnded) -> None:
        self._show_step(event.step)
        if event.state in ("paused", "stopped", "finished", "failed"):
            self._readouts["speed"].clear()
        self._state.setText(state_text(event.state))
        theme.set_role(self._state, _STATE_ROLES.get(event.state, "muted"))

    # Helpers

    def _show_step(self, step: int) -> None:
        planned = f" / {format_count(self._steps_planned)}" if self._steps_planned else ""
        self._readouts["step"].show_value(format_count(max(step, 0)) + planned)

    def _show_validation(self, loss: float) -> None:
        self._readouts["val_loss"].show_value(format_loss(loss))
        self._readouts["perplexity"].show_value(format_loss(math.exp(loss) if loss < 700 else math.inf))

    def _say(self, text: str, role: theme.Role = "muted") -> None:
        theme.set_role(self._facts, role)
        self._facts.setText(text)

    def _make_readouts(self) -> dict[str, Readout]:
        described = {
            "step": (self.tr("Step"), self.tr("Weight updates taken, and planned."), "0,000 / 0,000"),
            "loss": (self.tr("Loss"), self.tr("Mean training loss of the last steps, in nats per token."), "0.0000"),
            "val_loss": (
                self.tr("Val. loss"),
                self.tr("Loss on text that the model is not trained on, at the last evaluation."),
                "0.0000",
            ),
            "perplexity": (
                self.tr("Perplexity"),
                self.tr("The exponential of the validation loss: among how many tokens the model is undecided."),
                "000.00",
            ),
            "rate": (self.tr("Rate"), self.tr("The learning rate of the last step."), "0.000000"),
            "speed": (self.tr("Tokens/s"), self.tr("Tokens of training text handled in a second."), "000,000"),
        }
        return {name: Readout(f"training.{name}", *rest) for name, rest in described.items()}

    def _lay_out(self) -> None:
        self._name.setObjectName("training.run_name")
        font = theme.tabular_font()
        font.setBold(True)
        self._name.setFont(font)
        self._state.setObjectName("training.state")
        self._facts.setObjectName("training.facts")
        self._facts.setFont(theme.tabular_font(-1))
        name = QVBoxLayout()
        name.setSpacing(0)
        name.addWidget(self._name)
        name.addWidget(self._state)
        head = QHBoxLayout()
        head.setSpacing(2 * theme.GAP)
        head.addLayout(name, 1)
        for readout in self._readouts.values():
            head.addWidget(readout)
        tools = QHBoxLayout()
        tools.setSpacing(2 * theme.GAP)
        tools.addWidget(self._facts, 1)
        tools.addWidget(self._toolbar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        layout.addLayout(head)
        layout.addLayout(tools)
        layout.addWidget(self._plots, 1)
        layout.addWidget(self._samples)
