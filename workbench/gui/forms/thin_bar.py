"""The thin bar that shows that something is under way, and how far it is where that is known."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar


def thin_bar(name: str, accessible: str, tip: str, height: int) -> QProgressBar:
    """A bar without a number, ``height`` pixels high; it keeps its place while hidden, so that nothing jumps."""
    bar = QProgressBar()
    bar.setObjectName(name)
    bar.setAccessibleName(accessible)
    bar.setToolTip(tip)
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedHeight(height)
    policy = bar.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(policy)
    return bar
