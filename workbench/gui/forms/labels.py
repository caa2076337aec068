"""Small texts that forms and panels are made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from workbench.gui import theme


class ElidedLabel(QLabel):
    """One line, shortened or ended by an ellipsis where there is no room; the whole text is its tooltip then.

    It takes the width that it is given and one line's height, whatever it says: a number that changes several times a
    second has none of its neighbours laid out anew, as the text of a plain label does. So the text is kept here. Its
    tooltip is set by `set_tip`: painting replaces any other.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._tip = ""
        self._text = ""
        self._shorter: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show this text."""
        self.say(text)

    def say(self, text: str, *shorter: str) -> None:
        """Show this text; where it has no room, the first of the ``shorter`` ones that has."""
        if (text, shorter) == (self._text, self._shorter):
            return
        if self.accessibleName() in ("", self._text):
            self.setAccessibleName(text)
        else:  # the name says what it is the value of
            self.setAccessibleDescription(text)
        self._text, self._shorter = text, shorter
        self.update()

    def set_tip(self, tip: str) -> None:
        """The tooltip while the text is whole."""
        self._tip = tip
        self.setToolTip(tip)

    def shown_text(self) -> str:
        """The text, or a shorter one, as far as there is room for it."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        texts = (self._text, *self._shorter)
        # Asked of the very function that would cut it: widths are rounded, and a text may lack a part of a pixel.
        elided = [metrics.elidedText(text, self._mode, room) for text in texts]
        return next((text for text, shown in zip(texts, elided, strict=True) if shown == text), elided[-1])

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_text()
        tip = "\n".join(part for part in (self._text if shown != self._text else "", self._tip) if part)
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)


class SteadyLabel(ElidedLabel):
    """As wide as the widest text that it has said: what stands beside it does not move with every digit."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, *shorter: str) -> None:
        super().say(text, *shorter)
        needed = self.fontMetrics().horizontalAdvance(text) + 1
        if needed > self.minimumWidth():
            self.setMinimumWidth(needed)


class WrappedLabel(QLabel):
    """A sentence over as many lines as it needs; takes no room while it is empty."""

    def __init__(self, text: str = "", role: theme.Role = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.set_role(self, role)
        self.say(text)

    def say(self, text: str) -> None:
        """Show this sentence, or nothing."""
        self.setText(text)
        self.setVisible(bool(text))
