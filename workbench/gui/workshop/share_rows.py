"""Shares of a whole, one a row: its name, a bar, and the percentage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.i18n import number_locale

_GAP = 8
_BAR = 8


class ShareRows(QWidget):
    """Draws (name, share 0..1) from top to bottom; all of it is also its description."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setFont(theme.tabular_font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shares: list[tuple[str, float]] = []

    def set_shares(self, shares: Sequence[tuple[str, float]]) -> None:
        """Show these."""
        self._shares = list(shares)
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What is shown, in words."""
        return ", ".join(f"{name} {percent(share)}" for name, share in self._shares)

    def sizeHint(self) -> QSize:
        return QSize(220, max(1, len(self._shares)) * self._row() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, row = QFontMetrics(self.font()), self._row()
        names = min(
            round(self.width() * 0.45),
            max((metrics.horizontalAdvance(name) + 2 for name, _ in self._shares), default=0),
        )
        numbers = metrics.horizontalAdvance("100.0 %")
        bar = max(10.0, self.width() - names - numbers - 2 * _GAP)
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, (name, share) in enumerate(self._shares):
            top = place * row
            painter.setPen(theme.color("muted"))
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(0, top, names + 1, row), middle | Qt.AlignmentFlag.AlignLeft, text)
            track = QRectF(names + _GAP, top + (row - _BAR) / 2, bar, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(track, 3, 3)
            painter.setBrush(theme.color("accent"))
            track.setWidth(max(1.0, bar * share))
            painter.drawRoundedRect(track, min(3.0, track.width() / 2), 3)
            painter.setPen(theme.color("text"))
            right = QRectF(self.width() - numbers, top, numbers, row)
            painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, percent(share))

    def _row(self) -> int:
        return QFontMetrics(self.font()).height() + 4


def percent(share: float) -> str:
    """A share as it is written: 12.3 %; what is there but rounds to nothing is < 0.1 %."""
    if 0 < share < 0.0005:
        return "< " + number_locale().toString(0.1, "f", 1) + " %"
    return number_locale().toString(100 * share, "f", 1) + " %"
