"""What the model will be fed: the batches of the first steps, sequence by sequence, inputs above targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.config.experiment import Experiment
from workbench.events import JobFailed
from workbench.gui import engine, theme
from workbench.gui.forms.labels import ElidedLabel, WrappedLabel
from workbench.gui.i18n import format_count, translate_engine
from workbench.gui.workshop.asking_tab import AskingTab
from workbench.gui.workshop.spans import Span, fed_span
from workbench.gui.workshop.token_view import TokenView

if TYPE_CHECKING:
    from workbench.jobs.first_batches import FedBatch, Sequence

MOST_TOKENS = 40_000
"""Tokens of a batch that are looked at one by one; the rows beyond are counted only."""
_EDIT_MS = 300
_NUMBER, _BEGINS, _DOCUMENTS = range(3)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BatchesTab(AskingTab):
    """Shows one batch; the arrows of the step go to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_EDIT_MS, parent)
        self._experiment = Experiment()
        self.batch: FedBatch | None = None
        self.step = self._spin("step", self.tr("Step"), self.tr("The step whose batch is shown; 1 is the first."))
        self.part = self._spin(
            "part", self.tr("Part"), self.tr("The batch within the step, where gradients are added up over several.")
        )
        self._status = ElidedLabel()
        self._status.setObjectName("workshop.batch_status")
        theme.set_role(self._status, "muted")
        self._about = WrappedLabel(role="plain")
        self._about.setObjectName("workshop.batch_about")
        self._error = WrappedLabel(role="danger")
        self._error.setObjectName("workshop.batch_error")
        self.list = self._make_list()
        self.inputs = TokenView("workshop.inputs", self.tr("Inputs"))
        self.targets = TokenView("workshop.targets", self.tr("Targets"))
        self._lay_out()
        self._connect()

    # What the window tells

    def set_experiment(self, experiment: Experiment) -> None:
        """Look at what another experiment feeds its model."""
        parts = ("data", "cleaning", "tokenizer", "training")
        same = all(getattr(self._experiment, name, None) == getattr(experiment, name, None) for name in parts)
        self._experiment = experiment
        training = experiment.training
        self.step.setRange(1, training.steps)
        self.step.setSuffix(self.tr(" of {count}").format(count=format_count(training.steps)))
        self.part.setRange(1, training.gradient_accumulation)
        self.part.setSuffix(self.tr(" of {count}").format(count=format_count(training.gradient_accumulation)))
        for widget in (self.part, self._part_label):
            widget.setVisible(training.gradient_accumulation > 1)
        if not same:
            self._want(_EDIT_MS)

    # Construction

    def _spin(self, name: str, title: str, tip: str) -> QSpinBox:
        spin = QSpinBox()
        spin.setObjectName(f"workshop.{name}")
        spin.setAccessibleName(title)
        spin.setToolTip(tip)
        spin.setRange(1, 1)
        spin.setGroupSeparatorShown(True)
        spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        spin.setFont(theme.tabular_font())
        spin.setFixedHeight(theme.row_height())
        spin.setMinimumWidth(130)
        spin.valueChanged.connect(lambda value: self._want(_EDIT_MS))
        return spin

    def _make_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setObjectName("workshop.sequences")
        view.setAccessibleName(self.tr("Sequences of the batch"))
        view.setToolTip(self.tr("The sequences of this batch; choose one to see its tokens."))
        view.setHeaderLabels([self.tr("No."), self.tr("Begins at"), self.tr("Documents")])
        tips = (
            self.tr("The place of the sequence in the batch."),
            self.tr("Where in the training text it begins, in tokens."),
            self.tr("How many documents begin within it."),
        )
        for column, tip in enumerate(tips):
            view.headerItem().setToolTip(column, tip)
            view.headerItem().setTextAlignment(column, _RIGHT)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setFont(theme.tabular_font(-1))
        view.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.header().setStretchLastSection(True)
        return view

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        self._part_label = QLabel(self.tr("Part"))
        for label, spin in ((QLabel(self.tr("Step")), self.step), (self._part_label, self.part)):
            label.setBuddy(spin)
            top.addWidget(label)
            top.addWidget(spin)
        top.addWidget(self._status, 1)
        tokens = QWidget()
        column = QVBoxLayout(tokens)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.ROW_GAP)
        inputs = ElidedLabel(self.tr("Inputs: what the model reads"))
        targets = ElidedLabel(self.tr("Targets: what it has to predict at each place, one token further on"))
        for label, view in ((inputs, self.inputs), (targets, self.targets)):
            theme.set_role(label, "heading")
            column.addWidget(label)
            column.addWidget(view, 1)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(theme.MARGIN)
        sides.addWidget(self.list)
        sides.addWidget(tokens)
        sides.setStretchFactor(1, 1)
        sides.setSizes([230, 770])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        layout.addLayout(top)
        layout.addWidget(self._error)
        layout.addWidget(self._about)
        layout.addWidget(sides, 1)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask)
        self._job.answered.connect(lambda index, batch: self._show_batch(batch))
        self._job.staged.connect(lambda message: self._status.say(translate_engine(message)))
        self._job.failed.connect(self._show_failure)
        self.list.currentItemChanged.connect(lambda item: self._show_sequence())
        self.inputs.current_changed.connect(self.targets.set_current)
        self.targets.current_changed.connect(self.inputs.set_current)

    # Helpers

    def _ask(self) -> None:
        self._wanted = False
        experiment, step, part = self._experiment, self.step.value(), self.part.value()
        rows = max(1, MOST_TOKENS // experiment.training.context_length)
        self._job.ask(lambda answers: engine.first_batch(experiment, step, part, rows, answers[0]))

    def _show_batch(self, batch: FedBatch | None) -> None:
        if batch is None:
            return
        self.batch = batch
        self._error.say("")
        self._about.say(self._describe(batch))
        row = self._row()
        with QSignalBlocker(self.list):  # of the sequences that go, none is of this batch
            self._list_sequences(batch)
            if (chosen := self.list.topLevelItem(min(row, len(batch.sequences) - 1))) is not None:
                self.list.setCurrentItem(chosen)
        self._show_sequence()

    def _list_sequences(self, batch: FedBatch) -> None:
        self.list.clear()
        for number, sequence in enumerate(batch.sequences, 1):
            documents = "–" if sequence.borders is None else format_count(len(sequence.borders))
            item = QTreeWidgetItem([format_count(number), format_count(sequence.start), documents])
            for column in (_NUMBER, _BEGINS, _DOCUMENTS):
                item.setTextAlignment(column, _RIGHT)
            self.list.addTopLevelItem(item)

    def _row(self) -> int:
        """The sequence on show; the first before there is one."""
        item = self.list.currentItem()
        return 0 if item is None else self.list.indexOfTopLevelItem(item)

    def _describe(self, batch: FedBatch) -> str:
        rows, width = batch.ids.shape
        first, last = (number + 1 for number in batch.passes)
        sentences = [
            self.tr("{rows} sequences of {length} tokens, from pass {number} through the training text.").format(
                rows=format_count(rows),
                length=format_count(width - 1),
                number=format_count(first) if first == last else f"{format_count(first)}–{format_count(last)}",
            ),
            self.tr("Every token but the first is predicted: nothing is masked, nothing is padded."),
        ]
        if any(sequence.borders for sequence in batch.sequences):
            sentences.append(self.tr("A bar stands before a token with which a document begins."))
        if any(sequence.borders is None for sequence in batch.sequences):
            sentences.append(self.tr("This tokenizer loses characters, so the borders of documents are not known."))
        if len(batch.sequences) < rows:
            text = self.tr("The first {count} sequences are listed.")
            sentences.append(text.format(count=format_count(len(batch.sequences))))
        return " ".join(sentences)

    def _show_sequence(self) -> None:
        if self.list.currentItem() is None or self.batch is None:
            return
        sequence = self.batch.sequences[self._row()]
        spans = self._spans(sequence)
        self.inputs.set_spans(spans[:-1])
        self.targets.set_spans(spans[1:])

    @staticmethod
    def _spans(sequence: Sequence) -> list[Span]:
        borders = set(sequence.borders or ())
        return [
            fed_span(token, sequence.start + place, place in borders) for place, token in enumerate(sequence.tokens)
        ]

    def _show_failure(self, failure: JobFailed) -> None:
        self.batch = None
        self.list.clear()
        self.inputs.set_spans([])
        self.targets.set_spans([])
        self._about.say("")
        self._error.say("\n".join(filter(None, map(translate_engine, (failure.message, failure.advice)))))
