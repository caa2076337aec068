"""Tokens as coloured spans in running text: painted, so that thousands of them scroll and wrap at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QToolTip, QWidget

from workbench.gui import theme
from workbench.gui.workshop.spans import Span

_PADDING = 3
_BETWEEN = 2
_ROW_GAP = 4
_EDGE = 5
_ROUND = 3.0
_BORDER = 150
"""How much darker or lighter, in percent, a token's border is than its colour."""


class TokenView(QAbstractScrollArea):
    """Draws spans in rows; one of them is current, by click or arrow keys."""

    current_changed = Signal(int)
    """The user moved to this span."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = title
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(self.tr("Each span is a token: point at one for its id, bytes and frequency."))
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._spans: Sequence[Span] = ()
        self._places: list[QRect] = []
        self._tops: list[int] = []
        self._firsts: list[int] = []
        self._current = -1
        self.setFont(theme.fixed_font(-0.5))
        theme.notifier().changed.connect(self._take_theme)

    # What others ask for

    def set_spans(self, spans: Sequence[Span], stay: bool = False) -> None:
        """Show these, from the top, and none is current; or ``stay`` where the same ones only changed their marks."""
        self._spans = spans
        if not stay:
            self._current = -1
            self.setAccessibleDescription("")
        self._lay_out()
        if not stay:
            self.verticalScrollBar().setValue(0)

    def spans(self) -> Sequence[Span]:
        """What is shown."""
        return self._spans

    def place_of(self, index: int) -> QRect:
        """Where a span is drawn, in coordinates of the viewport."""
        return self._places[index].translated(0, -self.verticalScrollBar().value())

    @property
    def current(self) -> int:
        """The current span, or -1."""
        return self._current

    def set_current(self, index: int) -> None:
        """Make a span the current one and scroll to it, without telling anybody."""
        if not 0 <= index < len(self._spans) or index == self._current:
            return
        self._current = index
        self.setAccessibleDescription(self._spans[index].tip)
        place, bar, height = self._places[index], self.verticalScrollBar(), self.viewport().height()
        if place.top() - _EDGE < bar.value():
            bar.setValue(place.top() - _EDGE)
        elif place.bottom() + _EDGE > bar.value() + height:
            bar.setValue(place.bottom() + _EDGE - height)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(320, 6 * self._row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 2 * self._row_height() + 2 * _EDGE)

    # Qt events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.translate(0, -self.verticalScrollBar().value())
        shown = event.rect().translated(0, self.verticalScrollBar().value())
        row = max(0, bisect_right(self._tops, shown.top()) - 1)
        for index in range(self._firsts[row] if self._firsts else 0, len(self._spans)):
            place = self._places[index]
            if place.top() > shown.bottom():
                break
            self._draw(painter, self._spans[index], place, index == self._current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(event.pos())
            if index >= 0:
                QToolTip.showText(event.globalPos(), self._spans[index].tip, self.viewport(), self.place_of(index))
                return True
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from token to token and from row to row; Home and End to the first and the last."""
        key = event.key()
        last = len(self._spans) - 1
        steps = {Qt.Key.Key_Left: self._current - 1, Qt.Key.Key_Right: self._current + 1}
        if key in steps:
            self._go_to(min(last, max(0, steps[Qt.Key(key)])))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to(self._in_next_row(1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_Home:
            self._go_to(0)
        elif key == Qt.Key.Key_End:
            self._go_to(last)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Helpers

    def _go_to(self, index: int) -> None:
        if 0 <= index < len(self._spans) and index != self._current:
            self.set_current(index)
            self.current_changed.emit(index)

    def _in_next_row(self, direction: int) -> int:
        """The span above or below the current one."""
        if self._current < 0:
            return 0
        here = self._places[self._current]
        row = bisect_right(self._tops, here.top()) - 1 + direction
        if not 0 <= row < len(self._tops):
            return self._current
        after = self._firsts[row + 1] if row + 1 < len(self._firsts) else len(self._spans)
        return min(
            range(self._firsts[row], after), key=lambda index: abs(self._places[index].center().x() - here.center().x())
        )

    def _at(self, point: QPoint) -> int:
        """The span at a point of the viewport, or -1."""
        place = point + QPoint(0, self.verticalScrollBar().value())
        row = bisect_right(self._tops, place.y()) - 1
        if row < 0:
            return -1
        after = self._firsts[row + 1] if row + 1 < len(self._firsts) else len(self._spans)
        return next((index for index in range(self._firsts[row], after) if self._places[index].contains(place)), -1)

    def _row_height(self) -> int:
        return QFontMetrics(self.font()).height() + 2 * 2

    def _lay_out(self) -> None:
        metrics, height = QFontMetrics(self.font()), self._row_height()
        room = max(40, self.viewport().width() - 2 * _EDGE)
        widths: dict[str, int] = {}
        self._places, self._tops, self._firsts = [], [], []
        x, y, new_row = _EDGE, _EDGE, True
        for index, span in enumerate(self._spans):
            label = span.label
            if label not in widths:
                widths[label] = min(room, metrics.horizontalAdvance(label) + 2 * _PADDING)
            width = widths[label]
            if not new_row and x + width > _EDGE + room:
                x, y, new_row = _EDGE, y + height + _ROW_GAP, True
            if new_row:
                self._tops.append(y)
                self._firsts.append(index)
            self._places.append(QRect(x, y, width, height))
            x, new_row = x + width + _BETWEEN, False
            if span.breaks:
                x, y, new_row = _EDGE, y + height + _ROW_GAP, True
        bottom = self._places[-1].bottom() + _EDGE if self._places else 0
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, bottom - page))
        bar.setPageStep(page)
        bar.setSingleStep(height + _ROW_GAP)
        self.viewport().update()

    def _draw(self, painter: QPainter, span: Span, place: QRect, current: bool) -> None:
        fill = theme.token_color(span.color)
        dark = theme.current().name == "dark"
        edge = fill.lighter(_BORDER + 30) if dark else fill.darker(_BORDER - 20)
        text = theme.color("text")
        if "unknown" in span.marks:
            edge = text = theme.color("danger")
        pen = QPen(edge, 1)
        if current:
            pen = QPen(theme.color("accent" if self.hasFocus() else "text"), 2)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        if "different" in span.marks:
            painter.fillRect(QRect(place.left() + 3, place.bottom() - 2, place.width() - 6, 2), theme.color("warning"))
        if "border" in span.marks:
            painter.fillRect(QRect(place.left() - 1, place.top() - 2, 2, place.height() + 4), theme.color("accent"))
        painter.setPen(text)
        inside = place.adjusted(_PADDING, 0, -_PADDING, 0)
        label = painter.fontMetrics().elidedText(span.label, Qt.TextElideMode.ElideMiddle, inside.width() + 2)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)

    def _take_theme(self) -> None:
        self.setFont(theme.fixed_font(-0.5))
        self._lay_out()
