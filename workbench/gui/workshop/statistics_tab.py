"""What the data are like: counts of each part, plots, frequent and rare tokens, copies, languages, the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.config.experiment import Experiment
from workbench.events import JobFailed
from workbench.gui import engine, theme
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.labels import ElidedLabel, WrappedLabel
from workbench.gui.forms.scroll import PanelScroll
from workbench.gui.i18n import format_count, format_short, translate_engine
from workbench.gui.in_turns import InTurns
from workbench.gui.workshop.asking_tab import AskingTab
from workbench.gui.workshop.share_rows import ShareRows, percent
from workbench.gui.workshop.statistics_plots import StatisticsPlots
from workbench.gui.workshop.statistics_words import class_names, copies_in_words, language_shares
from workbench.gui.workshop.tables import FrequencyTable, PartsTable
from workbench.models.budget import token_budget
from workbench.models.sizing import describe_size

if TYPE_CHECKING:
    from workbench.jobs.describe import Description

_TWO_COLUMNS = 760
"""Narrower, in device-independent pixels, everything stands in one column."""
_EDIT_MS = 600


class StatisticsTab(AskingTab):
    """Counts anew whenever text or tokenizer change while it is seen; the budget follows every edit at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_EDIT_MS, parent)
        self._experiment = Experiment()
        self.description: Description | None = None
        self._status = ElidedLabel()
        self._status.setObjectName("workshop.statistics_status")
        theme.set_role(self._status, "muted")
        self._stop = QPushButton(self.tr("Cancel"))
        self._stop.setObjectName("workshop.statistics_cancel")
        self._stop.setAccessibleName(self.tr("Cancel"))
        self._stop.setToolTip(self.tr("End the counting."))
        self._error = self._label("error", "danger")
        self.parts = PartsTable("workshop.parts")
        self._budget = self._label("budget", "plain")
        self._copies = self._label("copies", "plain")
        self._lengths = self._label("lengths", "muted")
        self._lengths_title = Heading("")
        self._unused = self._label("unused", "muted")
        self.plots = StatisticsPlots()
        self._blocks: list[QWidget] = []
        self._columns = 1
        self._lay_out()
        self._connect()
        # They are hidden until the counting is over.
        plots = (self._make_lengths, self._make_zipf, self._make_growth)
        self.made = InTurns((*plots, self._make_shares, self._make_tables), self)

    # What the window tells

    def set_experiment(self, experiment: Experiment) -> None:
        """Look at another experiment's data."""
        names = ("data", "cleaning", "tokenizer")
        same = all(getattr(self._experiment, name, None) == getattr(experiment, name, None) for name in names)
        self._experiment = experiment
        if self.description is not None:
            self._show_settings(self.description)
        if not same:
            self._want(_EDIT_MS)

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= _TWO_COLUMNS else 1
        if columns != self._columns:
            self._arrange(columns)

    # Construction

    def _label(self, name: str, role: theme.Role) -> WrappedLabel:
        label = WrappedLabel(role=role)
        label.setObjectName(f"workshop.statistics_{name}")
        return label

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._stop)
        top.addWidget(self._status, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, theme.MARGIN)
        column.setSpacing(theme.GAP)
        column.addWidget(self.parts)
        column.addWidget(Heading(self.tr("Token budget")))
        column.addWidget(self._budget)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * theme.MARGIN)
        self._grid.setVerticalSpacing(theme.ROW_GAP)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._content = content
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.MARGIN, 0, 0)
        layout.setSpacing(theme.GAP)
        self._busy = QWidget()
        self._busy.setLayout(top)
        self._busy.hide()
        top.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        self._error.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        layout.addWidget(self._error)
        layout.addWidget(self._busy)
        layout.addWidget(PanelScroll(content), 1)
        content.hide()  # until there is something to see; a scroll area shows what it is given

    def _make_lengths(self) -> None:
        self._add(self._lengths_title, self.plots.make_lengths(), self._lengths)

    def _make_zipf(self) -> None:
        self._add(self.tr("Frequency by rank (Zipf)"), self.plots.make_zipf(), self._unused)

    def _make_growth(self) -> None:
        self._add(self.tr("Growth of the vocabulary (Heaps)"), self.plots.make_growth())

    def _make_shares(self) -> None:
        self.classes = ShareRows("workshop.classes", self.tr("Classes of characters in the training text"))
        self.languages = ShareRows("workshop.languages", self.tr("Languages of passages spread over the text"))
        languages, copies = Heading(self.tr("Languages")), Heading(self.tr("Copies"))
        self._add(self.tr("Characters"), self.classes, languages, self.languages, copies, self._copies)

    def _make_tables(self) -> None:
        self.most = FrequencyTable("workshop.most", self.tr("Most frequent tokens"))
        self.least = FrequencyTable("workshop.least", self.tr("Least frequent tokens"))
        self._add(self.tr("Most frequent tokens"), self.most)
        self._add(self.tr("Least frequent tokens"), self.least)

    def _add(self, title: str | Heading, *widgets: QWidget) -> None:
        """One more block of those that stand side by side where there is room."""
        self._blocks.append(_block(title, *widgets))
        self._arrange(self._columns)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for place, block in enumerate(self._blocks):
            self._grid.addWidget(block, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask)
        self._stop.clicked.connect(self._job.cancel)
        self._job.answered.connect(lambda index, found: self.made.add(lambda: self._show(found)))
        self._job.staged.connect(self._show_stage)
        self._job.failed.connect(self._show_failure)

    # Helpers

    def _ask(self) -> None:
        self._wanted = False
        experiment = self._experiment
        self._job.ask(lambda answers: engine.describe_data(experiment, answers[0]))

    def _show_stage(self, message: str) -> None:
        self._status.say(translate_engine(message))
        self._busy.setVisible(bool(message))

    def _show(self, found: Description | None) -> None:
        if found is None:
            return
        self.description = found
        self._error.say("")
        train = found.statistics.parts["train"]
        self.parts.show_statistics(found.statistics)
        self.plots.show_counts(found.statistics)
        by_documents, by_lines = self.tr("Length of the documents"), self.tr("Length of the lines")
        self._lengths_title.set_title(by_lines if train.by_lines else by_documents)
        names = class_names()
        total = max(1, train.characters)
        shares = [(names[kind], count / total) for kind, count in train.character_classes.items() if count]
        self.classes.set_shares(sorted(shares, key=lambda share: -share[1]))
        self.languages.set_shares(language_shares(found.overview.languages))
        self._copies.say(copies_in_words(found.overview))
        self.most.show_tokens(found.most)
        self.least.show_tokens(found.least)
        unused = self.tr("{count} of {size} tokens of the vocabulary occur nowhere in the training text.")
        size = found.statistics.vocab_size
        self._unused.say(unused.format(count=format_count(found.unused), size=format_count(size)))
        self._show_settings(found)
        QTimer.singleShot(0, self, self._reveal)  # to lay it out and paint it takes as long as to fill it

    def _reveal(self) -> None:
        self._content.setVisible(self.description is not None)

    def _show_settings(self, found: Description) -> None:
        """What depends on the model and the training, too."""
        train = found.statistics.parts["train"]
        size = describe_size(self._experiment, found.statistics.vocab_size)
        budget = token_budget(self._experiment, size.parameters, train.tokens)
        numbers = self.tr(
            "{tokens} tokens in all: {epochs} passes through the training text, {ratio} tokens for each of the "
            "{parameters} parameters."
        ).format(
            tokens=format_short(budget.tokens),
            epochs=format_short(float(budget.epochs)),
            ratio=format_short(float(budget.tokens_per_parameter)),
            parameters=format_short(size.parameters),
        )
        theme.set_role(self._budget, "plain" if budget.sensible else "warning")
        self._budget.say("\n".join([numbers, *map(translate_engine, budget.comments)]))
        context = self._experiment.training.context_length
        self.plots.show_lengths(context)
        self._lengths.say(self._lengths_in_words(found, context))

    def _lengths_in_words(self, found: Description, context: int) -> str:
        train = found.statistics.parts["train"]
        longer, tokens = train.unit_lengths.longer_than(context)
        if train.by_lines:
            text = self.tr(
                "{share} of the lines are longer than the context ({context} tokens); they hold {tokens} of the "
                "tokens. A sequence takes in as many lines as it has room for: nothing is padded."
            )
        else:
            text = self.tr(
                "{share} of the documents are longer than the context ({context} tokens) and are cut; they hold "
                "{tokens} of the tokens. Shorter ones share a sequence: nothing is padded."
            )
        said = text.format(
            share=percent(longer / max(1, int(train.unit_lengths.counts.sum()))),
            context=format_count(context),
            tokens=percent(tokens / max(1, train.tokens)),
        )
        if not found.statistics.exact_lengths:
            said += " " + self.tr("This tokenizer changes the text, so the lengths are nearly right.")
        return said

    def _show_failure(self, failure: JobFailed) -> None:
        self.description = None
        self._content.hide()
        self._error.say("\n".join(filter(None, map(translate_engine, (failure.message, failure.advice)))))


def _block(title: str | Heading, *widgets: QWidget) -> QWidget:
    block = QWidget()
    layout = QVBoxLayout(block)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.ROW_GAP)
    layout.addWidget(Heading(title) if isinstance(title, str) else title)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return block
