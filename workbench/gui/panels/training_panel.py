"""The training panel: a run's curves and texts, or what would be here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedLayout, QWidget

from workbench.events import Event, RunStarted
from workbench.gui import theme

if TYPE_CHECKING:
    from workbench.gui.parts.run_view import RunView
    from workbench.runs.reading import History

_READABLE_WIDTH = 460
"""Longer lines than this are hard to read."""


class TrainingPanel(QWidget):
    """Shows one run, once there is one. The plots are made only then, for the window to open sooner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training_panel")
        self._title, self._text = QLabel(), QLabel()
        self._stack = QStackedLayout(self)
        self.set_preparing(False)
        self._stack.addWidget(self._make_empty())

    @cached_property
    def view(self) -> RunView:
        """What shows the run; made when it is first asked for."""
        from workbench.gui.parts.run_view import RunView

        made = RunView()
        self._stack.addWidget(made)
        return made

    def prepare(self) -> None:
        """Make the plots now, so that the first run need not wait for them."""
        self.view.ensurePolished()

    def begin(self, run: RunStarted) -> None:
        """Show a run that starts from its first step."""
        self.view.begin(run)
        self._stack.setCurrentWidget(self.view)

    def add(self, events: Sequence[Event]) -> None:
        """Take what the run said, and draw once."""
        self.view.add(events)

    def set_history(self, history: History, title: str) -> None:
        """Show the curves and texts that a run recorded."""
        self.view.set_history(history, title)
        self._stack.setCurrentWidget(self.view)

    def clear(self) -> None:
        """Show nothing but what would be here."""
        self.view.clear()
        self._stack.setCurrentIndex(0)

    def set_preparing(self, preparing: bool) -> None:
        """Say, where no run is shown, whether one is being prepared."""
        if preparing:
            self._title.setText(self.tr("Preparing the run"))
            self._text.setText(
                self.tr(
                    "The text is turned into tokens, and a few settings are tried to find which of them trains this "
                    "model fastest on this computer. Both are remembered for the next run.\n\n"
                    "The curves begin with the first step."
                )
            )
        else:
            self._title.setText(self.tr("No run to show yet"))
            self._text.setText(
                self.tr(
                    "Press Start (F5) to train with the settings in the panels.\n\n"
                    "Here the loss and the perplexity fall, step by step, on the training text and on text that the "
                    "model has not seen; below them the model writes a few lines now and then, which get better.\n\n"
                    "Double-click a run in the list to see its curves again."
                )
            )

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        title, text = self._title, self._text
        theme.set_role(title, "title")
        title.setObjectName("training.empty_title")
        text.setObjectName("training.empty")
        text.setWordWrap(True)
        text.setMaximumWidth(_READABLE_WIDTH)
        theme.set_role(text, "muted")
        layout = QGridLayout(empty)  # a layout that keeps the height that the wrapped text needs
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        for row, label in enumerate((title, text), start=1):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label, row, 1)
        layout.setColumnStretch(1, 10)
        for edge in (0, 2):
            layout.setColumnStretch(edge, 1)
        for edge in (0, 3):
            layout.setRowStretch(edge, 1)
        return empty
