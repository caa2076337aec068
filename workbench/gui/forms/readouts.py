"""Values to read, not to edit, in the same two columns as a form."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.forms.section_form import form_grid, set_label_column

_EDITOR_INSET = 8
"""Where the text of an editor begins, so that values stand below values."""


class Readouts(QWidget):
    """Rows of a muted label and a value; each value is found as ``panel.name``."""

    def __init__(self, panel: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._values: dict[str, ElidedLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = form_grid(self)

    def add(self, name: str, label: str, tip: str) -> None:
        """Add a row at the bottom, without a value as yet."""
        title = QLabel(label, self)
        title.setToolTip(tip)
        title.setWordWrap(True)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        theme.set_role(title, "muted")
        value = ElidedLabel("–", self)
        value.setObjectName(f"{self._panel}.{name}")
        value.setAccessibleName(label)
        value.setFont(theme.tabular_font())
        value.setContentsMargins(_EDITOR_INSET, 0, 0, 0)
        value.set_tip(tip)
        theme.set_role(value, "value")
        row = self._grid.rowCount()
        self._grid.addWidget(title, row, 0)
        self._grid.addWidget(value, row, 1)
        self._labels[name], self._values[name] = title, value

    def show_value(self, name: str, text: str, tip: str | None = None) -> None:
        """Show a value; ``tip`` replaces its explanation."""
        self._values[name].setText(text)
        if tip is not None:
            self._values[name].set_tip(tip)

    def set_shown(self, name: str, shown: bool) -> None:
        """Show or hide a row."""
        self._labels[name].setVisible(shown)
        self._values[name].setVisible(shown)

    def text(self, name: str) -> str:
        """The value shown."""
        return self._values[name].text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        set_label_column(self._grid, self.width())
        super().resizeEvent(event)
