"""Connects the playground to whatever model can write: the one in training, or the open run's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.config.sections import Sampling
from workbench.events import Event, GenerationEnded, JobFailed, TextGenerated
from workbench.gui.panels.playground_panel import PlaygroundPanel
from workbench.gui.sessions import PlaygroundSession, TrainingSession

CLOSING_TIMEOUT_MS = 20_000


class PlaygroundControl(QObject):
    """Starts and stops generation and streams its text into the panel."""

    received = Signal(list)
    """Events of the generation."""

    def __init__(self, panel: PlaygroundPanel, training: TrainingSession, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._training = training
        self._session = PlaygroundSession(self)
        self._run: Path | None = None
        panel.generate_requested.connect(self._generate)
        panel.stop_requested.connect(self._session.stop)
        self._session.received.connect(self._follow)
        self._session.received.connect(self.received)
        self._session.ended.connect(lambda: panel.finish(None))

    def refresh_source(self, shown_run: Path | None) -> None:
        """Say which model would write now."""
        self._run = shown_run
        training = self._training
        if training.is_live and shown_run in (None, training.run_dir):
            self._panel.set_source(self.tr("the model in training"), True, self.tr("Model in training"))
        elif shown_run is not None:
            self._panel.set_source(shown_run.name, True)
        else:
            self._panel.set_source("", False)

    def close(self) -> None:
        """End a generation that is still writing."""
        self._session.close(CLOSING_TIMEOUT_MS)

    def _generate(self, sampling: Sampling) -> None:
        if self._session.busy:
            return
        self._session.generate(sampling, self._training, self._run)
        if self._session.busy:
            self._panel.begin()

    def _follow(self, events: list[Event]) -> None:
        pieces: list[str] = []
        for event in events:
            if isinstance(event, TextGenerated):
                pieces.append(event.text)
        if pieces:
            self._panel.append_text("".join(pieces))
        for event in events:
            if isinstance(event, GenerationEnded):
                self._panel.finish(event)
            elif isinstance(event, JobFailed):
                self._panel.show_error(event.message, event.advice)
