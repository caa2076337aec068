"""Find controls that the keyboard or a screen reader cannot use, in any window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def controls(root: QWidget) -> Iterator[QWidget]:
    """Every control that a person can use at or below a widget; parts of other controls left out."""
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, _CONTROLS) and not _is_part(widget):
            yield widget


def inaccessible(root: QWidget) -> list[str]:
    """``which: what it lacks`` for each enabled control without name, tooltip or place in the tab order."""
    found = []
    for widget in controls(root):
        which = f"{type(widget).__name__} {widget.objectName()}".strip()
        if not widget.isEnabled():
            continue
        if not widget.accessibleName():
            found.append(f"{which}: accessible name")
        if not widget.toolTip():
            found.append(f"{which}: tooltip")
        if not widget.objectName():
            found.append(f"{which}: object name")
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(f"{which}: place in the tab order")
    return found


def tab_order(root: QWidget) -> list[QWidget]:
    """The visible controls in the order in which Tab goes through them."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not root:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return [item for item in found if root.isAncestorOf(item) and not _is_part(item)]


def _is_part(widget: QWidget) -> bool:
    """True for what Qt makes inside a control: a spin box's line, a list's header, a dock's or tab bar's buttons."""
    if isinstance(widget, QScrollBar | QHeaderView) or widget.objectName().startswith(("qt_", "Scroll")):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit | QHeaderView):
            return True
        parent = parent.parentWidget()
    return False
