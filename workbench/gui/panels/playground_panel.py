"""The playground: a prompt, how to sample, and the text as the model writes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.config.experiment import Experiment
from workbench.config.sections import Sampling
from workbench.config.setting import settings_of
from workbench.errors import Problem
from workbench.events import GenerationEnded, Sampled
from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.forms.row import Row
from workbench.gui.i18n import format_count
from workbench.gui.icons import icon

SECTION = "sampling"
_PROMPT_LINES = 2
_LEAST_LINES = 2
_COLUMNS = (6, 3, 2)
"""How many settings may stand in one line: as many as have room, for the text needs the height."""
_WIDEST_NUMBER = "10,000"
_ARROWS = 34
"""Pixels of an editor that its number cannot have: the arrows, the frame and the margins."""


class PlaygroundPanel(QWidget):
    """Edits the experiment's sampling settings and shows what a model writes with them."""

    edited = Signal(str, object)
    """("sampling", the new Sampling) after each valid edit."""
    generate_requested = Signal(object)
    """The Sampling to generate with."""
    stop_requested = Signal()

    _columns = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sampling = Sampling.defaults()
        self._available = False
        self._writing = False
        self._has_own_text = False
        self._pieces: list[tuple[str, str]] = []
        self._rows = {item.name: Row(item, SECTION, self) for item in settings_of(Sampling)}
        self._source = ElidedLabel("", self)
        theme.set_role(self._source, "muted")
        self._source.setObjectName("playground.source")
        self._status = ElidedLabel("", self)
        self._status.setObjectName("playground.status")
        self._status.setFont(theme.tabular_font(-1))
        theme.set_role(self._status, "muted")
        self._output = self._make_output()
        self._generate_button = self._make_generate()
        self._copy = self._tool("copy", "copy", self.tr("Copy"), self.tr("Copy the text, the prompt included."))
        self._clear = self._tool("clear", "trash", self.tr("Clear"), self.tr("Empty the text."))
        self._copy.clicked.connect(self._copy_text)
        self._clear.clicked.connect(self.clear)
        self._grid = self._make_grid()
        self._arrange_settings(_COLUMNS[1])
        self._lay_out()
        self._keep_legible()
        for row in self._rows.values():
            row.editor.changed.connect(self._report)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.generate)
        self.set_experiment(Experiment.defaults())
        self.set_source("", False)
        theme.notifier().changed.connect(self._recolour)

    # What the window asks for

    def set_experiment(self, experiment: Experiment) -> None:
        """Show the sampling settings of an experiment."""
        self._sampling = experiment.sampling
        for name, row in self._rows.items():
            row.editor.set_value(getattr(experiment.sampling, name))
            row.refresh()

    def set_problems(self, problems: list[Problem]) -> None:
        """Mark settings that do not go together with others."""
        texts = {problem.field: problem.message for problem in problems}
        for name, row in self._rows.items():
            row.set_problem(texts.get(f"{SECTION}.{name}", ""))

    def problems(self) -> list[Problem]:
        """What is wrong with the texts entered."""
        return [Problem(f"{SECTION}.{name}", row.error) for name, row in self._rows.items() if row.error]

    def set_source(self, text: str, available: bool, short: str = "") -> None:
        """Say which model would write; ``available`` if there is one; ``short`` where no sentence has room."""
        self._available = available
        nothing, something = self.tr("No model yet: start or open a run."), self.tr("Writes with {model}.")
        if available:
            self._source.say(something.format(model=text), short or text)
        else:
            self._source.say(nothing)
        self._update_button()

    def generate(self) -> None:
        """Ask for a text with the settings as entered, or stop the one being written."""
        if self._writing:
            self.stop_requested.emit()
        elif self._available and not self.problems():
            self.generate_requested.emit(self._sampling)

    def begin(self) -> None:
        """A text is about to be written: show the prompt."""
        self._writing = self._has_own_text = True
        self._empty_output()
        self._insert(self._sampling.prompt, "muted")
        self._status.say(self.tr("Writing…"))
        self._update_button()

    def append_text(self, text: str) -> None:
        """Add the next piece; the view follows unless the user has scrolled up."""
        self._insert(text, "text")

    def finish(self, ended: GenerationEnded | None) -> None:
        """The text is complete, or nothing more will come."""
        if ended is not None:
            rate = format_count(ended.tokens / ended.seconds if ended.seconds > 0 else 0.0)
            text = self.tr("{tokens} tokens, {rate}/s").format(tokens=format_count(ended.tokens), rate=rate)
            self._status.say(text, self.tr("{rate} tokens/s").format(rate=rate))
        elif self._writing:
            self._status.say("")
        self._writing = False
        self._update_button()

    def show_error(self, message: str, advice: str) -> None:
        """Say why there is no text, where the text would be."""
        self._insert(f"\n{message}\n{advice}".rstrip(), "danger")

    def show_sample(self, sample: Sampled) -> None:
        """Show what the model in training wrote, as long as the user has not asked for a text."""
        if self._has_own_text:
            return
        self._empty_output()
        self._insert(sample.prompt, "muted")
        self._insert(sample.text, "text")
        texts = self.tr("written at step {step}"), self.tr("step {step}")
        self._status.say(*(text.format(step=format_count(sample.step)) for text in texts))

    def clear(self) -> None:
        """Empty the text; samples of the run in training may be shown again."""
        self._empty_output()
        self._status.say("")
        self._has_own_text = self._writing

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_settings(self._columns_in(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._columns:
            self._keep_legible()

    # Slots

    def _report(self) -> None:
        for row in self._rows.values():
            row.refresh()
        if not self.problems():
            entered = {name: row.editor.value() for name, row in self._rows.items()}
            self._sampling = self._sampling.model_copy(update=entered)
            self.edited.emit(SECTION, self._sampling)
        self._update_button()

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._output.toPlainText())

    # Helpers

    def _empty_output(self) -> None:
        self._output.clear()
        self._pieces.clear()

    def _recolour(self) -> None:
        pieces, self._pieces = self._pieces, []
        place = self._output.verticalScrollBar().value()
        self._output.clear()
        for text, colour in pieces:
            self._insert(text, colour)
        self._output.verticalScrollBar().setValue(place)

    def _insert(self, text: str, colour: str) -> None:
        self._pieces.append((text, colour))
        bar = self._output.verticalScrollBar()
        follow = bar.value() >= bar.maximum() - bar.singleStep()
        style = QTextCharFormat()
        style.setForeground(theme.color(colour))
        cursor = QTextCursor(self._output.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text, style)
        if follow:
            bar.setValue(bar.maximum())

    def _update_button(self) -> None:
        button = self._generate_button
        button.setEnabled(self._writing or (self._available and not self.problems()))
        text = self.tr("Stop") if self._writing else self.tr("Generate")
        if text != button.text():
            button.setText(text)
            button.setAccessibleName(text)
            button.setIcon(icon("stop" if self._writing else "generate"))

    def _make_output(self) -> QPlainTextEdit:
        output = QPlainTextEdit(self, readOnly=True)
        output.setObjectName("playground.output")
        output.setAccessibleName(self.tr("Generated text"))
        output.setToolTip(self.tr("What the model wrote; the prompt is shown paler."))
        output.setUndoRedoEnabled(False)
        output.setTabChangesFocus(True)
        output.setMinimumHeight(output.fontMetrics().lineSpacing() * _LEAST_LINES + 14)
        output.setPlaceholderText(self.tr("The model continues your prompt here, also while it is training."))
        return output

    def _make_generate(self) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("playground.generate")
        button.setToolTip(self.tr("Let the model continue the prompt, or stop it (Ctrl+Return)."))
        button.clicked.connect(self.generate)
        return button

    def _tool(self, name: str, picture: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"playground.{name}")
        button.setIcon(icon(picture))
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        prompt = self._rows["prompt"].editor
        lines = prompt.fontMetrics().lineSpacing() * _PROMPT_LINES
        prompt.setFixedHeight(lines + 14)
        prompt.setPlaceholderText(self.tr("Prompt: the text that the model continues"))
        self._rows["prompt"].label.hide()
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self._source, 1)
        foot.addWidget(self._copy)
        foot.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        layout.addWidget(prompt)
        layout.addLayout(self._grid)
        layout.addWidget(self._output, 1)
        layout.addLayout(foot)

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(1)
        for name in self._settings_names():
            label = self._rows[name].label
            theme.set_role(label, "muted")
            label.setMinimumHeight(0)
            label.setFont(theme.tabular_font(-1))
        return grid

    def _settings_names(self) -> list[str]:
        return [name for name in self._rows if name != "prompt"]

    def _keep_legible(self) -> None:
        """The panel may be made no narrower than two settings side by side need."""
        self.setMinimumWidth(self._width_of(min(_COLUMNS)))

    def _columns_in(self, width: int) -> int:
        return next((columns for columns in _COLUMNS if self._width_of(columns) <= width), min(_COLUMNS))

    def _width_of(self, columns: int) -> int:
        """The width that so many settings in a line need for their labels, numbers and the button."""
        rows = [self._rows[name] for name in self._settings_names()]
        labels = (row.label.fontMetrics().horizontalAdvance(row.label.text()) for row in rows)
        numbers = (row.editor.fontMetrics().horizontalAdvance(_WIDEST_NUMBER) + _ARROWS for row in rows)
        cell = max(*labels, *numbers, self._generate_button.sizeHint().width())
        return columns * cell + (columns - 1) * theme.GAP + 2 * theme.MARGIN

    def _arrange_settings(self, columns: int) -> None:
        """Labels above editors, so many to a line; the last place is the button's: the panel is often low."""
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(max(_COLUMNS)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        names = self._settings_names()
        for place, name in enumerate(names):
            row, column = divmod(place, columns)
            item = self._rows[name]
            for line, widget in enumerate((item.label, item.editor, item.message)):
                self._grid.addWidget(widget, 3 * row + line, column)
        row, column = divmod(len(names), columns)
        self._grid.addWidget(self._status, 3 * row, column)
        self._grid.addWidget(self._generate_button, 3 * row + 1, column)
