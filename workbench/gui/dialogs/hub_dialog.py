"""Names a data set of the Hugging Face Hub, and downloads it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.data.hub.name import HubName, is_hub
from workbench.errors import DataError
from workbench.events import JobFailed
from workbench.gui import engine, theme
from workbench.gui.forms.labels import ElidedLabel, WrappedLabel
from workbench.gui.forms.thin_bar import thin_bar
from workbench.gui.i18n import translate_engine
from workbench.gui.workshop.latest_job import LatestJob

_WIDTH = 400
_STEPS = 1_000  # of the bar
_BAR_HEIGHT = 6


class HubDialog(QDialog):
    """Asks for the name and, if there are several, for the configuration, the split and the revision.

    Open downloads; Cancel ends the download first, and then the dialog. It is kept, and opened again: a connection that
    hangs ends later than the dialog.
    """

    chosen = Signal(str)
    """The value of ``data.source`` that means the data set, which is here now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hub_dialog")
        self.setWindowTitle(self.tr("Data set of the Hugging Face Hub"))
        self.setMinimumWidth(_WIDTH)
        self.setModal(True)
        self._source = ""
        self._downloading = False
        self._job = LatestJob(self)
        self._form = QWidget()
        self._form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._add_fields(form)
        note = WrappedLabel(role="muted")
        note.say(self.tr("It is downloaded once and kept; a download that breaks goes on where it was."))
        self._bar, self._stage = self._make_bar(), self._make_stage()
        self._problem = WrappedLabel(role="danger")
        self._problem.setObjectName("hub.problem")
        layout = QVBoxLayout(self)
        for widget in (self._form, note, self._problem, self._stage, self._bar):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._make_buttons())
        self._name.textChanged.connect(lambda: self._problem.say(""))
        self._job.staged.connect(self._show_stage)
        self._job.advanced.connect(self._show_advance)
        self._job.failed.connect(self._show_failure)
        self._job.answered.connect(lambda index, here: self._finish(here))

    def ask(self, source: str) -> None:
        """Open, on the data set that is in use, if it is one."""
        name = HubName.parse(source) if is_hub(source) else HubName("")
        for field, editor in self._fields.items():
            editor.setText(getattr(name, field))
        self._problem.say("")
        self._show_busy(False)
        self._name.setFocus()
        self.open()

    def accept(self) -> None:
        """Download what was entered, if it names a data set."""
        if self._downloading:
            return
        try:
            self._source = HubName.parse(self._written().source).source
        except DataError as error:
            self._say_problem(translate_engine(error.message))
            self._name.setFocus()
            return
        self._problem.say("")
        self._show_busy(True)
        self._job.ask(lambda answers: engine.fetch_data_set(self._source, answers[0]))

    def reject(self) -> None:
        """End the download; where there is none, close."""
        if not self._downloading:
            super().reject()
            return
        self._job.cancel()
        self._show_busy(False)
        self._stage.say(self.tr("Stopped; what was downloaded is kept."))
        self._open.setFocus()

    # What the download says

    def _show_stage(self, text: str) -> None:
        if text:
            self._stage.say(translate_engine(text))

    def _show_advance(self, fraction: float | None) -> None:
        self._bar.setRange(0, 0 if fraction is None else _STEPS)
        self._bar.setValue(0 if fraction is None else round(_STEPS * fraction))

    def _show_failure(self, failure: JobFailed) -> None:
        self._show_busy(False)
        self._say_problem(" ".join(filter(None, map(translate_engine, (failure.message, failure.advice)))))
        self._name.setFocus()

    def _finish(self, here: bool) -> None:
        self._show_busy(False)
        if here:
            super().accept()
            self.chosen.emit(self._source)

    def _show_busy(self, busy: bool) -> None:
        self._downloading = busy
        self._form.setEnabled(not busy)
        self._open.setEnabled(not busy)
        self._open.setDefault(not busy)
        self._bar.setVisible(busy)
        self._show_advance(None)
        self._stage.say("")
        tip = self.tr("Stop the download; what is here already is kept.") if busy else self.tr("Change nothing.")
        self._cancel.setToolTip(tip)
        if busy:
            self._cancel.setFocus()

    # Construction

    def _add_fields(self, form: QFormLayout) -> None:
        self._name = self._add(
            form,
            "name",
            self.tr("Data set"),
            self.tr("Owner and name as its page shows them, or the address of that page."),
            self.tr("owner/name"),
        )
        self._config = self._add(
            form,
            "config",
            self.tr("Configuration"),
            self.tr("Which of several tables, such as a language; empty takes the only one."),
            self.tr("the only one"),
        )
        self._split = self._add(
            form,
            "split",
            self.tr("Split"),
            self.tr("Which part of the data set; empty takes the one to train on."),
            "train",
        )
        self._revision = self._add(
            form,
            "revision",
            self.tr("Revision"),
            self.tr(
                "A branch, tag or commit with the author's own files; empty takes the files that the Hub converted."
            ),
            self.tr("converted to Parquet"),
        )
        self._fields = {
            "repository": self._name,
            "config": self._config,
            "split": self._split,
            "revision": self._revision,
        }

    def _add(self, form: QFormLayout, name: str, label: str, tip: str, placeholder: str) -> QLineEdit:
        editor = QLineEdit()
        editor.setObjectName(f"hub.{name}")
        editor.setAccessibleName(label)
        editor.setToolTip(tip)
        editor.setPlaceholderText(placeholder)
        form.addRow(label, editor)
        return editor

    def _make_stage(self) -> ElidedLabel:
        stage = ElidedLabel()
        stage.setObjectName("hub.stage")
        theme.set_role(stage, "muted")
        return stage

    def _make_bar(self) -> QProgressBar:
        tip = self.tr("How much of the data set is here.")
        return thin_bar("hub.progress", self.tr("Download"), tip, _BAR_HEIGHT)

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self._open = self._button(box, roles.AcceptRole, "open", self.tr("Open"))
        self._open.setToolTip(self.tr("Download the data set and learn from it."))
        self._open.setDefault(True)
        self._cancel = self._button(box, roles.RejectRole, "cancel", self.tr("Cancel"))
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _button(self, box: QDialogButtonBox, role: QDialogButtonBox.ButtonRole, name: str, text: str) -> QPushButton:
        button = box.addButton(text, role)
        button.setObjectName(f"hub.{name}")
        button.setAccessibleName(text)
        return button

    # Helpers

    def _say_problem(self, text: str) -> None:
        """Show it, in a dialog that is high enough for it."""
        self._problem.say(text)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _written(self) -> HubName:
        repository = self._name.text().strip().partition("/datasets/")
        return HubName(
            (repository[2] or repository[0]).removeprefix("hub:").strip("/"),
            self._config.text().strip(),
            self._split.text().strip(),
            self._revision.text().strip(),
        )
