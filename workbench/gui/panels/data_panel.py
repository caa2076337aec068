"""The data panel: which text, how it is cut into tokens, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from workbench.config.augmentation import Augmentation
from workbench.config.cleaning import Cleaning
from workbench.config.experiment import Experiment
from workbench.config.missing import missing_files
from workbench.config.mixing import MixedSource
from workbench.config.sections import Data
from workbench.config.setting import Section, settings_of
from workbench.config.splitting import Splitting
from workbench.data.hub.name import is_hub
from workbench.errors import Problem
from workbench.events import DataPrepared, Event, JobFailed, Leakage, Notice, Stage, TableSeen
from workbench.gui import theme
from workbench.gui.forms.choice_section_form import ChoiceSectionForm
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.labels import WrappedLabel
from workbench.gui.forms.scroll import scrolled
from workbench.gui.forms.section_form import SectionForm
from workbench.gui.i18n import translate_engine
from workbench.gui.parts.cleaning_row import CleaningRow
from workbench.gui.parts.mixture_row import MIXTURE_SETTINGS, MixtureRow
from workbench.gui.parts.source_row import SourceRow, is_folder_of_texts
from workbench.gui.parts.table_row import TABLE_SETTINGS, TableRow
from workbench.gui.parts.text_facts import TextFacts
from workbench.gui.parts.text_preview import TextPreview

_ELSEWHERE = ("source", *TABLE_SETTINGS, *MIXTURE_SETTINGS)
"""The settings of ``data`` that have widgets of their own."""
_EXPERIMENT_SUFFIXES = (".yaml", ".yml")


class DataPanel(QWidget):
    """Edits ``data`` and ``tokenizer``, and shows the text as it was prepared."""

    edited = Signal(str, object)
    """(the section's name, the new section)."""
    edit_cleaning = Signal()
    """The dialog of cleaning is wanted."""
    look_inside = Signal()
    """The data workshop is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("data_panel")
        self.setAcceptDrops(True)
        self._data = Data.defaults()
        self._source, self._mixture = SourceRow(), MixtureRow()
        text_heading = Heading(self.tr("Text"), "data", first=True)
        text_heading.add(self._make_look_inside())
        self._form = SectionForm("data", Data, without=_ELSEWHERE, heading=text_heading)
        self._noise = SectionForm("augmentation", Augmentation, heading=text_heading)
        tip = self.tr("How the text is cut into the pieces that the model learns.")
        heading = Heading(self.tr("Tokenizer"), "tokenizer")
        self._tokenizer = ChoiceSectionForm("tokenizer", self.tr("Kind"), tip, heading=heading)
        self._preview, self._facts, self._table = TextPreview(), TextFacts(), TableRow()
        self._cleaning = CleaningRow()
        self._left_out = WrappedLabel(role="warning")
        self._left_out.setObjectName("data.left_out")
        self._facts.hide()
        self._facts_are_new = False
        self._problems: list[Problem] = []
        self._refused: list[Problem] = []  # what came out when the tokenizer was made
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(text_heading)
        layout.addWidget(self._source)
        layout.addWidget(self._mixture)
        layout.addWidget(self._table)
        layout.addWidget(self._preview, 1)
        for widget in (self._left_out, self._cleaning, self._form, self._noise, heading, self._tokenizer, self._facts):
            layout.addWidget(widget)
        scrolled(self, content, layout)
        self._drop_hint = self._make_drop_hint()
        self._connect()
        self._show_data()

    # What the window tells

    def set_experiment(self, experiment: Experiment) -> None:
        """Show an experiment without reporting an edit."""
        self._data = experiment.data
        self._cleaning.set_value(experiment.cleaning)
        self._noise.set_value(experiment.augmentation)
        self._tokenizer.set_value(experiment.tokenizer)
        self._show_data()

    def set_cleaning(self, cleaning: Cleaning) -> None:
        """Show the steps that the dialog of cleaning gave."""
        self._cleaning.set_value(cleaning)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the settings that do not go together."""
        self._problems = list(problems)
        self._source.set_problems(self._problems)
        self._table.set_problems(problems)
        self._form.set_problems([*problems, *self._missing(), *self._refused])
        self._noise.set_problems(problems)
        self._tokenizer.set_problems([*problems, *self._refused])

    def problems(self) -> list[Problem]:
        """What is wrong with the texts entered here."""
        return [*self._form.problems(), *self._noise.problems(), *self._missing(), *self._tokenizer.problems()]

    def follow(self, event: Event) -> None:
        """Show what the preview of the text says."""
        match event:
            case Stage():
                self.show_busy(translate_engine(event.message))
            case TableSeen():  # comes first, where files are read
                self._left_out.say("")
                self._table.show_table(event)
            case Notice() if event.level == "warning":
                self._left_out.say("\n".join(filter(None, (self._left_out.text(), translate_engine(event.message)))))
            case DataPrepared():
                self.show_report(event)
            case Leakage():
                self._facts.show_leakage(event)
            case JobFailed() if event.field.startswith(("tokenizer.", "data.split")):
                self._preview.end_busy()
                text = " ".join(filter(None, (translate_engine(event.message), translate_engine(event.advice))))
                self._refuse([Problem(event.field, text)])
            case JobFailed():
                self.show_error(event.message, event.advice)

    def show_busy(self, text: str) -> None:
        """The text is being read; what was known stays until more is known."""
        self._refuse([])
        self._facts_are_new = False
        self._preview.show_busy(text)

    def show_report(self, report: DataPrepared) -> None:
        """The text is read: show what it is."""
        self._facts_are_new = True
        self._preview.show_text(report.preview)
        self._facts.show_report(report)
        self._facts.show()

    def show_error(self, message: str, advice: str) -> None:
        """The text cannot be used: say why, and what to do; facts of this very text stay."""
        self._preview.show_error(translate_engine(message), translate_engine(advice), self._facts_are_new)
        self._facts.setVisible(self._facts_are_new)

    def choose_file(self) -> None:
        """Ask for a text file."""
        self._source.choose_file()

    def choose_path(self, path: Path) -> None:
        """Take this file as the text."""
        self._source.choose_path(path)

    def choose_paths(self, paths: Sequence[Path]) -> None:
        """Take these files and folders as the text, one after the other."""
        first, *others = [str(path.absolute()) for path in paths]
        if not others:
            self._source.choose(first)
            return
        more = tuple(MixedSource(source=source) for source in others)
        alone = {"source": first, "text_columns": "", "template": "", "weight": 1.0}
        self._edit_mixture(self._data.model_copy(update={**alone, "more_sources": more}))

    # Qt events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not text_sources(event.mimeData()):
            event.ignore()  # the window may know what to do with it
            return
        event.acceptProposedAction()
        self._drop_hint.setGeometry(self.rect().adjusted(4, 4, -4, -4))
        self._drop_hint.show()
        self._drop_hint.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_hint.hide()
        texts = text_sources(event.mimeData())
        if texts:
            event.acceptProposedAction()
            self.choose_paths(texts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drop_hint.setGeometry(self.rect().adjusted(4, 4, -4, -4))
        super().resizeEvent(event)

    # Construction

    def _connect(self) -> None:
        self._source.chosen.connect(self._choose_source)
        self._mixture.edited.connect(self._edit_mixture)
        self._source.mixture_wanted.connect(self._mixture.open)
        self._form.edited.connect(self._edit_data)
        self._table.edited.connect(self._edit_table)
        self._cleaning.wanted.connect(self.edit_cleaning)
        self._noise.edited.connect(lambda value: self.edited.emit("augmentation", value))
        self._tokenizer.edited.connect(lambda value: self.edited.emit("tokenizer", value))

    def _make_drop_hint(self) -> QLabel:
        hint = QLabel(self.tr("Drop the file to learn from its text."), self)
        hint.setObjectName("data.drop_hint")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setWordWrap(True)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.set_role(hint, "drop")
        hint.hide()
        return hint

    def _make_look_inside(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("data.look_inside")
        button.setText(self.tr("Look inside…"))
        button.setAccessibleName(self.tr("Look inside the data"))
        button.setToolTip(self.tr("See the tokens of a text, the statistics of the data, and the first batches."))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_role(button, "disclosure")
        button.clicked.connect(self.look_inside)
        return button

    # What the user does

    def _choose_source(self, source: str) -> None:
        # Columns and templates belong to the table that they were chosen for.
        self._data = self._data.model_copy(update={"source": source, "text_columns": "", "template": ""})
        self._show_data()
        self.edited.emit("data", self._data)

    def _edit_data(self, data: Section) -> None:
        assert isinstance(data, Data)
        # The form knows nothing of what is edited beside it.
        kept = {name: getattr(self._data, name) for name in _ELSEWHERE}
        self._data = data.model_copy(update=kept)
        self._show_settings()
        self.edited.emit("data", self._data)

    def _edit_mixture(self, data: Data) -> None:
        self._data = data
        self._show_data()
        self.edited.emit("data", data)

    def _edit_table(self, columns: str, template: str) -> None:
        self._data = self._data.model_copy(update={"text_columns": columns, "template": template})
        self._form.set_value(self._data)
        self.edited.emit("data", self._data)

    # Helpers

    def _refuse(self, problems: list[Problem]) -> None:
        """Mark the settings with which the text could not be divided, or no tokenizer be made."""
        if problems != self._refused:
            self._refused = problems
            self.set_problems(self._problems)

    def _missing(self) -> list[Problem]:
        """The files beside the source that are not there; a missing source is told when it is read."""
        return [found for found in missing_files(vars(self._data)) if found.field != "data.source"]

    def _show_data(self) -> None:
        self._source.set_source(self._data.source)
        self._mixture.set_value(self._data)
        self._table.set_value(self._data)
        self._left_out.say("")
        self._form.set_value(self._data)
        self._show_settings()

    def _show_settings(self) -> None:
        names = [setting.name for setting in settings_of(Data) if setting.name not in _ELSEWHERE]
        self._form.set_shown({name: _applies(name, self._data) for name in names})


def _applies(name: str, data: Data) -> bool:
    """True if a setting of ``data`` matters for its sample corpus, or for its file.

    ``sample_...`` belongs to every sample, ``markov_...`` to the sample of that name only, and
    only files are read. Of the settings of the split, those that its way uses.
    """
    if name in Splitting.model_fields:
        return data.uses(name)
    if data.sample is not None:
        return name.partition("_")[0] in ("sample", data.sample)
    if name in ("sample_characters", "sample_seed", "markov_order"):
        return False
    return _applies_to_files(name, data)


def _applies_to_files(name: str, data: Data) -> bool:
    from workbench.data.readers.formats import format_of
    from workbench.data.readers.formats.delimited import Delimited
    from workbench.data.readers.formats.pdf import Pdf
    from workbench.data.readers.parts import ARCHIVE, suffix_of

    source = Path(data.source)
    many = is_hub(data.source) or source.suffix.lower() == ARCHIVE or source.is_dir()
    if name == "pattern":
        return many
    suffix = suffix_of(source.name)
    if name == "encoding":
        return many or format_of(suffix).encoded
    if name in ("documents", "mark"):
        return (many or not format_of(suffix).columns) and (name == "documents" or data.documents == "mark")
    if name == "page_seconds":
        return many or suffix in Pdf.suffixes
    return name != "header" or many or suffix in Delimited.suffixes


def text_sources(dragged: QMimeData) -> list[Path]:
    """The files and folders of texts that are dragged."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return [path for path in paths if _is_text_file(path) or is_folder_of_texts(path)]


def _is_text_file(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() not in _EXPERIMENT_SUFFIXES
