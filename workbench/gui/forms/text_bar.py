"""A progress bar with a text that is legible where the bar is full and where it is empty."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from workbench.gui import theme


class TextBar(QProgressBar):
    """Writes its ``text()`` in two colours, that of text on the accent as far as the bar reaches.

    A style sheet knows one colour for the whole text, which on one of the two grounds has too little contrast.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar as the style draws it, and the text over it."""
        super().paintEvent(event)
        colours, full = theme.current(), self._full()
        painter = QPainter(self)
        for part, colour in (
            (self.rect().adjusted(full.width(), 0, 0, 0), colours.text),
            (full, colours.accent_text),
        ):
            painter.setClipRect(part)
            painter.setPen(QColor(colour))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _full(self) -> QRect:
        """The part of the bar that is done."""
        span = self.maximum() - self.minimum()
        done = max(0, self.value() - self.minimum()) / span if span > 0 else 0.0
        return QRect(0, 0, round(self.width() * done), self.height())
