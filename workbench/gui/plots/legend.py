"""The line above a plot: what each curve is, and its value now or where the pointer is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.i18n import number_locale

_MARK = 9
_SPACE = 3
_APART = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """One curve of the legend; a value that is NaN shows as a dash."""

    name: str
    short: str
    color: QColor
    dot: bool
    value: float

    def number(self) -> str:
        """The value as it is written."""
        if not math.isfinite(self.value):
            return "–"
        digits = 3 if abs(self.value) < 10 else 2 if abs(self.value) < 100 else 1 if abs(self.value) < 1_000 else 0
        return number_locale().toString(self.value, "f", digits)


class Legend(QWidget):
    """Draws the entries in one line; names get shorter, then go, where there is no room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(theme.tabular_font(-1))
        self._entries: list[Entry] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self._entries = list(entries)
        self.setAccessibleDescription(self.text())
        self.update()

    def text(self) -> str:
        """What the legend says, for tests and screen readers."""
        return ", ".join(f"{entry.name} {entry.number()}" for entry in self._entries)

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(self.font()).height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(theme.tabular_font(-1))
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        labels = self._labels(metrics)
        x = 0.0
        for entry, label in zip(self._entries, labels, strict=True):
            self._draw_mark(painter, entry, x)
            x = self._write(painter, metrics, x + _MARK + _SPACE, label, theme.color("muted"))
            x = self._write(painter, metrics, x, entry.number(), theme.color("text")) + _APART

    def _labels(self, metrics: QFontMetrics) -> list[str]:
        for labels in ([e.name for e in self._entries], [e.short for e in self._entries]):
            if self._width(metrics, labels) <= self.width():
                return labels
        return [""] * len(self._entries)

    def _width(self, metrics: QFontMetrics, labels: list[str]) -> float:
        words = [text for e, label in zip(self._entries, labels, strict=True) for text in (label, e.number()) if text]
        gaps = len(self._entries) * (_MARK + _SPACE + _APART) - _APART + _SPACE * len(words)
        return gaps + sum(metrics.horizontalAdvance(word) for word in words)

    def _draw_mark(self, painter: QPainter, entry: Entry, x: float) -> None:
        middle = self.height() / 2
        painter.setPen(QPen(entry.color, 1.5))
        painter.drawLine(QPointF(x, middle), QPointF(x + _MARK, middle))
        if entry.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(entry.color)
            painter.drawEllipse(QPointF(x + _MARK / 2, middle), 2.5, 2.5)

    def _write(self, painter: QPainter, metrics: QFontMetrics, x: float, text: str, color: QColor) -> float:
        if not text:
            return x
        painter.setPen(color)
        width = metrics.horizontalAdvance(text)
        painter.drawText(QRectF(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return x + width + _SPACE
