"""Buttons that say what they are for."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def push_button(name: str, text: str, tip: str) -> QPushButton:
    """A button with its object name and tooltip; Return presses it only where it is made the default."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
