"""A slim bar that shows how a whole is made of parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui import theme

HEIGHT = 8
_SEAM = 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """One part: its name, its amount, the amount in words, and the theme's colour for it.

    ``strength`` (0..1) thins the colour, for parts that belong together.
    """

    label: str
    amount: float
    text: str
    color: str
    strength: float = 1.0


class ShareBar(QWidget):
    """Parts of a whole side by side; the legend is its tooltip and its description."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._shares: list[Share] = []
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show these parts, from left to right."""
        self._shares = [share for share in shares if share.amount > 0]
        legend = "\n".join(f"{share.label}: {share.text}" for share in self._shares)
        self.setToolTip(f"{self._title}\n{legend}" if legend else self._title)
        self.setAccessibleDescription(legend)
        self.update()

    def parts(self) -> list[tuple[Share, QRectF]]:
        """Each part with the place it takes."""
        total = sum(share.amount for share in self._shares)
        left, found = 0.0, []
        for share in self._shares:
            width = self.width() * share.amount / total
            found.append((share, QRectF(left, (self.height() - HEIGHT) / 2, width, HEIGHT)))
            left += width
        return found

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT), 3, 3)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), theme.color("hover"))
        for share, place in self.parts():
            colour = theme.color(share.color)
            colour.setAlphaF(share.strength)
            painter.fillRect(place.adjusted(0, 0, -_SEAM if place.width() > 3 else 0, 0), colour)
