"""Names a data set of the Hugging Face Hub."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.data.hub.name import HubName, is_hub
from workbench.errors import DataError
from workbench.gui.forms.labels import WrappedLabel
from workbench.gui.i18n import translate_engine

_WIDTH = 400


class HubDialog(QDialog):
    """Asks for the name and, if there are several, for the configuration, the split and the revision."""

    chosen = Signal(str)
    """The value of ``data.source`` that means the data set."""

    def __init__(self, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hub_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Data set of the Hugging Face Hub"))
        self.setMinimumWidth(_WIDTH)
        name = HubName.parse(source) if is_hub(source) else HubName("")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._add_fields(form, name)
        note = WrappedLabel(role="muted")
        note.say(
            self.tr(
                "It is downloaded once and kept; a download that breaks goes on where it was. "
                "Choosing another source stops it."
            )
        )
        self._problem = WrappedLabel(role="danger")
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(self._problem)
        layout.addWidget(self._make_buttons())
        self._name.textChanged.connect(lambda: self._problem.say(""))

    def accept(self) -> None:
        """Take what was entered, if it names a data set."""
        try:
            name = HubName.parse(self._written().source)
        except DataError as error:
            self._problem.say(translate_engine(error.message))
            self._name.setFocus()
            return
        self.chosen.emit(name.source)
        super().accept()

    # Construction

    def _add_fields(self, form: QFormLayout, name: HubName) -> None:
        self._name = self._add(
            form,
            "name",
            self.tr("Data set"),
            self.tr("Owner and name as its page shows them, or the address of that page."),
            name.repository,
            self.tr("owner/name"),
        )
        self._config = self._add(
            form,
            "config",
            self.tr("Configuration"),
            self.tr("Which of several tables, such as a language; empty takes the only one."),
            name.config,
            self.tr("the only one"),
        )
        self._split = self._add(
            form,
            "split",
            self.tr("Split"),
            self.tr("Which part of the data set; empty takes the one to train on."),
            name.split,
            "train",
        )
        self._revision = self._add(
            form,
            "revision",
            self.tr("Revision"),
            self.tr(
                "A branch, tag or commit with the author's own files; empty takes the files that the Hub converted."
            ),
            name.revision,
            self.tr("converted to Parquet"),
        )

    def _add(self, form: QFormLayout, name: str, label: str, tip: str, text: str, placeholder: str) -> QLineEdit:
        editor = QLineEdit(text)
        editor.setObjectName(f"hub.{name}")
        editor.setAccessibleName(label)
        editor.setToolTip(tip)
        editor.setPlaceholderText(placeholder)
        form.addRow(label, editor)
        return editor

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        buttons = (
            (
                QDialogButtonBox.ButtonRole.AcceptRole,
                "open",
                self.tr("Open"),
                self.tr("Download the data set and learn from it."),
            ),
            (QDialogButtonBox.ButtonRole.RejectRole, "cancel", self.tr("Cancel"), self.tr("Change nothing.")),
        )
        for role, name, text, tip in buttons:
            button = box.addButton(text, role)
            button.setObjectName(f"hub.{name}")
            button.setAccessibleName(text)
            button.setToolTip(tip)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    # Helpers

    def _written(self) -> HubName:
        repository = self._name.text().strip().partition("/datasets/")
        return HubName(
            (repository[2] or repository[0]).removeprefix("hub:").strip("/"),
            self._config.text().strip(),
            self._split.text().strip(),
            self._revision.text().strip(),
        )
