"""How every settings panel scrolls: down only, its contents as wide as the panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.gui import theme

MINIMUM_WIDTH = 232
"""Narrowest settings panel in which every text can be read."""


class PanelScroll(QScrollArea):
    """Scrolls down only; it takes no focus of its own."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


def scrolled(panel: QWidget, content: QWidget, layout: QVBoxLayout) -> PanelScroll:
    """Put ``content``, laid out by ``layout``, into ``panel`` with the margins of the house."""
    layout.setContentsMargins(theme.MARGIN, theme.MARGIN - 2, theme.MARGIN, theme.MARGIN)
    layout.setSpacing(theme.ROW_GAP)
    layout.addStretch(0)
    area = PanelScroll(content)
    outer = QVBoxLayout(panel)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    panel.setMinimumWidth(MINIMUM_WIDTH)
    return area
