"""One line that says which other sources belong to the text, with a button that opens the list of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workbench.config.sections import Data
from workbench.gui.forms.labels import ElidedLabel

MIXTURE_SETTINGS = ("weight", "more_sources", "mixture_seed")
"""The settings of ``data`` that are edited here."""


class MixtureRow(QWidget):
    """Shown only where there are several sources, or a weight."""

    edited = Signal(object)
    """The settings of ``data`` with other sources."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = Data.defaults()
        self._summary = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._summary.setObjectName("data.mixture")
        button = QPushButton(self.tr("Edit…"))
        button.setObjectName("data.edit_mixture")
        button.setAccessibleName(self.tr("Edit the sources"))
        button.setToolTip(self.tr("Choose the sources of the text and their weights."))
        button.clicked.connect(self.open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._summary, 1)
        layout.addWidget(button)
        self.hide()

    def set_value(self, data: Data) -> None:
        """Show the settings of an experiment."""
        self._data = data
        self.setVisible(data.is_mixture)
        if not data.is_mixture:
            self._summary.say("")
            return
        names = (data.source, *(entry.source for entry in data.more_sources))
        parts = [f"{Path(name).name or name} × {weight:g}" for name, weight in zip(names, data.weights, strict=True)]
        self._summary.say(" + ".join(parts))

    def open(self) -> None:
        """Open the list of sources."""
        from workbench.gui.dialogs.mixture_dialog import MixtureDialog

        dialog = MixtureDialog(self._data, self.window())
        dialog.chosen.connect(self.edited)
        dialog.open()
