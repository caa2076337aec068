"""One line for cleaning: how many steps there are, and the button that opens them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from workbench.config.cleaning import Cleaning
from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.forms.row import label_for
from workbench.gui.forms.section_form import form_grid, set_label_column
from workbench.gui.i18n import tr_setting


class CleaningRow(QWidget):
    """Shows the section ``cleaning``; it is edited in a dialog."""

    wanted = Signal()
    """The dialog is to be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ElidedLabel()
        self._text.setObjectName("data.cleaning")
        self._button = QToolButton()
        self._button.setObjectName("data.edit_cleaning")
        self._button.setText(self.tr("Edit…"))
        self._button.setAccessibleName(self.tr("Edit the steps of cleaning"))
        self._button.setToolTip(self.tr("Choose what is done to the text before it is divided, and see what changes."))
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_role(self._button, "disclosure")
        self._button.clicked.connect(self.wanted)
        self._grid = form_grid(self)
        self._grid.addWidget(label_for(self._button, self.tr("Cleaning"), self), 0, 0)
        field = QHBoxLayout()
        field.setSpacing(theme.GAP)
        field.addWidget(self._text, 1)
        field.addWidget(self._button)
        self._grid.addLayout(field, 0, 1)
        self.set_value(Cleaning.defaults())

    def set_value(self, cleaning: Cleaning) -> None:
        """Show how many steps are on; their names are the tooltip."""
        active = cleaning.active
        names = [tr_setting(step.label) for step in active]
        if not active:
            text = self.tr("none")
        elif len(active) == 1:
            text = names[0]
        else:
            text = self.tr("{count} steps").format(count=len(active))
        self._text.say(text)
        self._text.set_tip("\n".join(names) or self.tr("The text is taken as it is."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        set_label_column(self._grid, self.width())
        super().resizeEvent(event)
