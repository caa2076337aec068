"""Where a text is typed or pasted; of a very long one only the beginning is laid out, and all of it is used."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from workbench.gui import theme

MOST_LAID_OUT = 20_000
"""Characters: Qt takes a second to lay out a line of a million."""


class PassageEditor(QPlainTextEdit):
    """A text of any length."""

    passage_changed = Signal()
    """Another text is to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workshop.text")
        self.setAccessibleName(self.tr("Text"))
        self.setToolTip(self.tr("The text that is cut into tokens: type, paste, or take a passage of the source."))
        self.setPlaceholderText(self.tr("Type or paste a text."))
        self.setTabChangesFocus(True)
        self.setFont(theme.fixed_font(-0.5))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._whole: str | None = None
        self._setting = False
        self.textChanged.connect(self._edit)

    @property
    def shortened(self) -> bool:
        """Whether only the beginning of the text is on show."""
        return self._whole is not None

    def passage(self) -> str:
        """The whole text."""
        return self._whole if self._whole is not None else self.toPlainText()

    def set_passage(self, text: str) -> None:
        """Take another text; a long one can be replaced but not edited."""
        self._setting = True
        self._whole = text if len(text) > MOST_LAID_OUT else None
        self.setReadOnly(self._whole is not None)
        self.setPlainText(text[:MOST_LAID_OUT])
        self._setting = False
        self.passage_changed.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if len(self.toPlainText()) + len(text) <= MOST_LAID_OUT:
            super().insertFromMimeData(source)
            return
        cursor = self.textCursor()
        before, after = self.toPlainText()[: cursor.selectionStart()], self.toPlainText()[cursor.selectionEnd() :]
        self.set_passage(before + text + after)

    def _edit(self) -> None:
        if not self._setting:
            self.passage_changed.emit()
