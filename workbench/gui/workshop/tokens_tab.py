"""The inspector: a text in coloured tokens, of one tokenizer or of two side by side."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from workbench.config.experiment import Experiment
from workbench.events import JobFailed
from workbench.gui import engine, theme
from workbench.gui.forms.buttons import push_button
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.i18n import format_count, translate_engine
from workbench.gui.workshop.asking_tab import AskingTab
from workbench.gui.workshop.latest_job import LatestJob
from workbench.gui.workshop.passage_editor import MOST_LAID_OUT, PassageEditor
from workbench.gui.workshop.token_column import TokenColumn
from workbench.gui.workshop.tokenizer_combo import TokenizerCombo
from workbench.tokenizer.inspection import Inspection

TYPING_MS = 250
"""A text is cut anew so long after the last key."""


class TokensTab(AskingTab):
    """Asks for the tokens of its text whenever text, tokenizer or experiment change, while it is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TYPING_MS, parent)
        self._experiment = Experiment()
        self._passages = 0
        self.editor = PassageEditor()
        self._take = push_button(
            "workshop.take", self.tr("Take a passage"), self.tr("Take the next passage of the source.")
        )
        self._clear = push_button("workshop.clear", self.tr("Clear"), self.tr("Empty the text."))
        self._status = ElidedLabel()
        self._status.setObjectName("workshop.status")
        theme.set_role(self._status, "muted")
        self.first, self.second = self._make_combos()
        self._left: TokenColumn | None = None
        self._right: TokenColumn | None = None
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._passage = LatestJob(self)
        self._lay_out()
        self._connect()

    @property
    def left(self) -> TokenColumn:
        """The column of the first tokenizer: half of what the tab costs, made when it is first asked for."""
        if self._left is None:
            self._left = TokenColumn("workshop.left", self.tr("Tokens"))
            self._sides.insertWidget(0, self._left)
        return self._left

    @property
    def right(self) -> TokenColumn:
        """The column of the other tokenizer; made when it is first asked for."""
        if self._right is None:
            self._right = TokenColumn("workshop.right", self.tr("Tokens of the other tokenizer"))
            self._right.hide()
            self._sides.addWidget(self._right)
        return self._right

    # What the window tells

    def set_experiment(self, experiment: Experiment) -> None:
        """Look at another experiment's tokenizer and source."""
        before, self._experiment = self._experiment, experiment
        if before.data != experiment.data:
            self._passages = 0
        self._want(0)

    def close_jobs(self, timeout_ms: int) -> None:
        """End what is being computed, for the window's end."""
        super().close_jobs(timeout_ms)
        self._passage.close(timeout_ms)

    def come_into_view(self) -> None:
        """Do what was put off while nobody looked; the first time, take the beginning of the source."""
        if not self.editor.passage() and not self._passages:
            self._take_passage()
        else:
            super().come_into_view()

    # Construction

    def _make_combos(self) -> tuple[TokenizerCombo, TokenizerCombo]:
        first = TokenizerCombo(
            "workshop.tokenizer", self.tr("Tokenizer"), self.tr("The tokenizer that cuts the text."), optional=False
        )
        second = TokenizerCombo(
            "workshop.compare",
            self.tr("Compare with"),
            self.tr("A second tokenizer that cuts the same text, beside the first."),
            optional=True,
        )
        return first, second

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for button in (self._take, self._clear):
            buttons.addWidget(button)
        buttons.addWidget(self._status, 1)
        combos = QGridLayout()
        combos.setHorizontalSpacing(theme.GAP)
        names = self.tr("Tokenizer"), self.tr("Compare with")
        for place, (text, combo) in enumerate(zip(names, (self.first, self.second), strict=True)):
            label = QLabel(text)
            label.setBuddy(combo)
            combos.addWidget(label, 0, 2 * place)
            combos.addWidget(combo, 0, 2 * place + 1)
            combos.setColumnStretch(2 * place + 1, 1)
        self._sides.setChildrenCollapsible(False)
        self._sides.setHandleWidth(theme.MARGIN)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.GAP)
        below.addLayout(buttons)
        below.addLayout(combos)
        below.addWidget(self._sides, 1)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setChildrenCollapsible(False)
        whole.addWidget(self.editor)
        whole.addWidget(lower)
        whole.setStretchFactor(0, 1)
        whole.setStretchFactor(1, 6)
        whole.setSizes([110, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.addWidget(whole)

    def _connect(self) -> None:
        self.editor.passage_changed.connect(lambda: self._want(TYPING_MS))
        self._timer.timeout.connect(self._ask)
        self._take.clicked.connect(self._take_passage)
        self._clear.clicked.connect(lambda: self.editor.set_passage(""))
        self.first.chosen.connect(lambda: self._want(0))
        self.second.chosen.connect(lambda: self._want(0))
        self._job.answered.connect(self._show_answer)
        self._job.staged.connect(self._show_stage)
        self._job.failed.connect(self._show_failure)
        self._passage.answered.connect(lambda index, text: self.editor.set_passage(text))
        self._passage.staged.connect(self._show_stage)
        self._passage.failed.connect(self._show_failure)

    # What the user does

    def _take_passage(self) -> None:
        number, experiment = self._passages, self._experiment
        self._passages += 1
        self._passage.ask(lambda answers: engine.take_passage(experiment, number, answers[0]))

    def _ask(self) -> None:
        self._wanted = False
        text, experiment = self.editor.passage(), self._experiment
        choices = [combo.wanted(experiment) for combo in (self.first, self.second)]
        if choices[1] is not None and self.right.isHidden():
            self.right.show()
            self._sides.setSizes([self._sides.width() // 2] * 2)
        elif choices[1] is None and self._right is not None:
            self._right.hide()
            self._right.clear()
        if not text:
            self._job.cancel()
            for column in filter(None, (self.left, self._right)):
                column.clear()
            return
        wanted = [choice for choice in choices if choice is not None]

        def ask(answers: list[Future[Any]]) -> engine.Job:
            return engine.inspect_text(experiment, text, wanted, answers)

        self._job.ask(ask, len(wanted))

    # What the jobs say

    def _show_answer(self, index: int, answer: Inspection | JobFailed | None) -> None:
        column = self.right if index else self.left
        if isinstance(answer, JobFailed):
            column.show_failure(answer)
        elif answer is not None and index == 0:
            column.show_inspection(answer, None)
        elif answer is not None:
            column.show_inspection(answer, self.left.inspection, ratios=True)
            if self.left.inspection is not None:
                self.left.show_inspection(self.left.inspection, answer)

    def _show_stage(self, message: str) -> None:
        text = translate_engine(message)
        if not text and self.editor.shortened:
            text = self.tr("The first {shown} of {count} characters are shown; all are cut.").format(
                shown=format_count(MOST_LAID_OUT), count=format_count(len(self.editor.passage()))
            )
        theme.set_role(self._status, "muted")
        self._status.say(text)

    def _show_failure(self, failure: JobFailed) -> None:
        theme.set_role(self._status, "danger")
        self._status.say(" ".join((translate_engine(failure.message), translate_engine(failure.advice))))
