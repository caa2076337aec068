"""One measured value as an instrument shows it: a small caption, and below it the number."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel


class Readout(QWidget):
    """A muted caption over a value in tabular figures; a dash until there is one."""

    def __init__(self, name: str, caption: str, tip: str, widest: str, parent: QWidget | None = None) -> None:
        """``widest`` is a text that always fits, so that the row does not move while numbers change."""
        super().__init__(parent)
        self._caption = QLabel(caption)
        self._caption.setFont(theme.tabular_font(-1))
        self._caption.setToolTip(tip)
        theme.set_role(self._caption, "muted")
        self._value = ElidedLabel("–")
        self._value.setObjectName(name)
        self._value.setAccessibleName(caption)
        self._value.setFont(theme.tabular_font())
        self._value.set_tip(tip)
        theme.set_role(self._value, "value")
        advance = self._value.fontMetrics().horizontalAdvance
        self.setMinimumWidth(max(advance(widest) + 2, self._caption.sizeHint().width()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._caption)
        layout.addWidget(self._value)

    def show_value(self, text: str) -> None:
        """Show a value."""
        self._value.setText(text)

    def clear(self) -> None:
        """Show that there is no value."""
        self._value.setText("–")

    def text(self) -> str:
        """The value shown."""
        return self._value.text()
