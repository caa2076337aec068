"""The beginning of the text - or, in its place, what is being done or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui import theme
from workbench.gui.forms.labels import WrappedLabel
from workbench.gui.forms.thin_bar import thin_bar

_LINES = 2
_BUSY_HEIGHT = 3


class _WholeLines(QPlainTextEdit):
    """A text of which no line is cut at the bottom, whatever height the layout gives it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.height() - 2 * self.frameWidth() - int(self.document().documentMargin())
        self.setViewportMargins(0, 0, 0, max(0, room) % self.fontMetrics().lineSpacing())


class TextPreview(QWidget):
    """Empty, busy, in error, or showing a text; an error may stand above a text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = WrappedLabel(self.tr("The text is read as soon as one is chosen."))
        self._status.setObjectName("data.status")
        self._busy = self._make_busy_bar()
        self._error_message = WrappedLabel(role="danger")
        self._error_message.setObjectName("data.error_message")
        self._error_advice = WrappedLabel(role="plain")
        self._error_advice.setObjectName("data.error_advice")
        self._error = self._make_error_card()
        self._text = self._make_text()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.ROW_GAP)
        for widget in (self._busy, self._status, self._error):
            layout.addWidget(widget)
        layout.addWidget(self._text, 1)
        for widget in (self._busy, self._error, self._text):
            widget.hide()

    def show_busy(self, text: str) -> None:
        """The text is being read; an older one stays until then."""
        self._error.hide()
        self._busy.show()
        self._busy.setToolTip(text)
        self._busy.setAccessibleDescription(text)
        self._status.say(text if self._text.isHidden() else "")

    def show_error(self, message: str, advice: str, keep_text: bool) -> None:
        """The text cannot be used: what is wrong and what to do."""
        self._busy.hide()
        self._status.say("")
        self._error_message.say(message)
        self._error_advice.say(advice)
        self._error.show()
        self._text.setVisible(keep_text)

    def show_text(self, text: str) -> None:
        """The beginning of the text."""
        self._busy.hide()
        self._status.say("")
        self._error.hide()
        if text != self._text.toPlainText():
            self._text.setPlainText(text)
        self._text.show()

    def end_busy(self) -> None:
        """The text was read; what is wrong is told elsewhere."""
        self._busy.hide()
        self._status.say("")
        self._error.hide()

    # Construction

    def _make_busy_bar(self) -> QProgressBar:
        return thin_bar("data.busy", self.tr("Reading the text"), self.tr("The text is being read."), _BUSY_HEIGHT)

    def _make_error_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("data.error")
        theme.set_role(card, "card")
        title = QLabel(self.tr("This text cannot be used"))
        theme.set_role(title, "heading")
        for label in (self._error_message, self._error_advice):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        for widget in (title, self._error_message, self._error_advice):
            layout.addWidget(widget)
        layout.addStretch(1)
        return card

    def _make_text(self) -> QPlainTextEdit:
        text = _WholeLines()
        text.setObjectName("data.preview")
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(theme.fixed_font(-0.5))
        # Without the margin at the bottom, where a part of the next line would show.
        margins = 2 * text.frameWidth() + int(text.document().documentMargin()) + 1
        text.setMinimumHeight(_LINES * text.fontMetrics().lineSpacing() + margins)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        text.setAccessibleName(self.tr("Preview of the text"))
        text.setToolTip(self.tr("The beginning of the text; ¶ marks the end of a line."))
        option = text.document().defaultTextOption()
        option.setFlags(QTextOption.Flag.ShowLineAndParagraphSeparators)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text.document().setDefaultTextOption(option)
        return text
