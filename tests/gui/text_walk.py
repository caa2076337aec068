"""Find visible texts that did not pass through translation, in any window.

    with pseudo_language(app):
        panel = Panel()
        assert untranslated(panel) == []

The pseudo language puts every text that is translated into ⟦ ⟧; whatever shows letters outside
of such brackets was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

OPEN, CLOSE = "⟦", "⟧"
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_UNITS = re.compile(r"\b(kB|MB|GB|TB|UTF|YAML)\b")


class PseudoTranslator(QTranslator):
    """A language in which every text is itself between brackets."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"{OPEN}{source}{CLOSE}"

    def isEmpty(self) -> bool:
        return False


@contextmanager
def pseudo_language(app: QApplication) -> Iterator[None]:
    """Speak the pseudo language; widgets made meanwhile show it."""
    translator = PseudoTranslator()
    app.installTranslator(translator)
    try:
        yield
    finally:
        app.removeTranslator(translator)


def untranslated(root: QWidget, values: tuple[str, ...] = ()) -> list[str]:
    """``where: text`` for each text with words of its own; ``values`` are parts that need no translation."""
    return [f"{where}: {text!r}" for where, text in texts_of(root) if _has_words(text, values)]


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """(where, text) of every visible text, tooltip and accessible text at and below a widget."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        yield f"{where} tooltip", widget.toolTip()
        yield f"{where} status tip", widget.statusTip()
        yield f"{where} accessible name", widget.accessibleName()
        yield f"{where} accessible description", widget.accessibleDescription()
        for text in _shown_by(widget):
            yield where, text
    for action in root.findChildren(QAction):
        if not isinstance(action.parent(), QWidget | QActionGroup):
            continue  # a plotting library's own, behind its own menu
        yield f"action {action.objectName()}", action.text()
        yield f"action {action.objectName()} tooltip", action.toolTip()


def _shown_by(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QAbstractSpinBox):
        yield widget.text()
    if isinstance(widget, QMenu | QGroupBox):
        yield widget.title()
    if isinstance(widget, QDockWidget) or (widget.isWindow() and not isinstance(widget, QMenu)):
        yield widget.windowTitle().replace("[*]", "")
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    if isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    if isinstance(widget, QComboBox):
        for index in range(widget.count()):
            yield widget.itemText(index)
            yield str(widget.itemData(index, 3) or "")  # Qt.ItemDataRole.ToolTipRole


def _has_words(text: str, values: tuple[str, ...]) -> bool:
    for value in values:
        text = text.replace(value, "")
    return bool(_LETTERS.search(_UNITS.sub("", _outside_brackets(text))))


def _outside_brackets(text: str) -> str:
    kept, depth = [], 0
    for character in text:
        if character == OPEN:
            depth += 1
        elif character == CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(character)
    return "".join(kept)
