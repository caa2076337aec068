"""The right end of the toolbar: device, progress, speed and time left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.events import Choice, Event, JobFailed, Progress, RunEnded, RunStarted, Stage
from workbench.gui import theme
from workbench.gui.forms.labels import SteadyLabel
from workbench.gui.forms.text_bar import TextBar
from workbench.gui.i18n import format_count, format_duration, translate_engine

_FULL = 1_000


class RunStatus(QWidget):
    """A one-line instrument that follows the run in training."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preparing = False
        self._device = self._label("status.device", self.tr("Device"))
        self._speed = self._label("status.speed", self.tr("Speed"))
        self._left = self._label("status.time_left", self.tr("Time left"))
        self._speed.set_tip(self.tr("Training tokens per second, pauses and evaluations left out."))
        self._left.set_tip(self.tr("Time until the last step at the present speed."))
        self._bar = TextBar()
        self._bar.setObjectName("status.progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setToolTip(self.tr("Steps taken of the steps planned."))
        self._bar.setRange(0, _FULL)
        self._bar.setMinimumWidth(150)
        self._bar.setMaximumWidth(320)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(14)
        layout.addStretch(1)
        layout.addWidget(self._device)
        layout.addWidget(self._bar, 2)
        layout.addWidget(self._speed)
        layout.addWidget(self._left)
        self.set_engine_starting()

    def set_engine_starting(self) -> None:
        """Say that torch is still being imported."""
        self._device.setText(self.tr("Engine starting…"))
        self._device.set_tip(self.tr("PyTorch is being loaded in the background; you can look around meanwhile."))
        self.clear()

    def clear(self) -> None:
        """No run: an empty bar."""
        self._bar.setValue(0)
        self._bar.setFormat(self.tr("Ready"))
        self._speed.setText(self.tr("– tokens/s"))
        self._left.setText("–:––")
        self._preparing = False

    def begin(self) -> None:
        """A run was asked for and is being prepared."""
        self.clear()
        self._bar.setFormat(self.tr("Preparing…"))
        self._preparing = True

    def add(self, events: list[Event]) -> None:
        """Follow the events of a job."""
        for event in events:
            if isinstance(event, Progress):
                self._show_progress(event)
            elif isinstance(event, Choice) and event.what == "device":
                self.set_device(event)
            elif isinstance(event, RunEnded | JobFailed) and self._preparing:
                self.clear()
            elif isinstance(event, RunStarted):
                self._preparing = False
                self._show_steps(event.first_step, event.steps)
            elif isinstance(event, RunEnded):
                self._left.setText(format_duration(0.0) if event.state == "finished" else "–:––")
            elif isinstance(event, Stage):
                self._bar.setFormat(translate_engine(event.message))

    def set_device(self, choice: Choice) -> None:
        """Show the device and, as a tooltip, why it was chosen."""
        known = choice.value in ("cpu", "cuda", "mps")  # a GPU may also be named: "NVIDIA H100"
        self._device.setText(choice.value.upper() if known else choice.value)
        self._device.set_tip(translate_engine(choice.reason))

    def _show_progress(self, event: Progress) -> None:
        self._show_steps(event.step, event.steps)
        self._speed.setText(self.tr("{rate} tokens/s").format(rate=format_count(round(event.tokens_per_second))))
        self._left.setText(format_duration(event.seconds_left))

    def _show_steps(self, step: int, steps: int) -> None:
        self._bar.setValue(round(_FULL * step / max(1, steps)))
        self._bar.setFormat(f"{format_count(step)} / {format_count(steps)}")

    def _label(self, name: str, accessible: str) -> SteadyLabel:
        label = SteadyLabel()
        label.setObjectName(name)
        label.setAccessibleName(accessible)
        label.setFont(theme.tabular_font())
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label
