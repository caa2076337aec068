"""The name of a section over a hairline, with the switch that unfolds its rare settings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from workbench.gui import theme
from workbench.gui.icons import icon
from workbench.gui.settings import WindowSettings

_ICON_SIZE = 12
_PADDING = 12


class Heading(QWidget):
    """A section's name; `set_foldable` adds "More", whose state is remembered for the section."""

    unfolded = Signal(bool)
    """Rare settings are to be shown (True) or hidden."""

    def __init__(self, text: str, section: str = "", parent: QWidget | None = None, *, first: bool = False) -> None:
        super().__init__(parent)
        self._section = section
        self._label = label = QLabel(text)
        theme.set_role(label, "heading")
        label.setVisible(bool(text))
        rule = QFrame()
        theme.set_role(rule, "rule")
        self.more = self._make_more()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0 if first else theme.SECTION_GAP, 0, 1)
        layout.setSpacing(theme.GAP + 2)
        layout.addWidget(label)
        layout.addWidget(rule, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.more)

    def set_title(self, text: str) -> None:
        """Another name for what follows."""
        self._label.setText(text)
        self._label.setVisible(bool(text))

    def add(self, widget: QWidget) -> None:
        """Put a small control at the right end; it makes the heading no higher."""
        widget.setFixedHeight(self._label.sizeHint().height())
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)

    def set_foldable(self, foldable: bool) -> None:
        """Offer "More", or take it away where there is nothing to unfold."""
        self.more.setVisible(foldable)

    def _make_more(self) -> QToolButton:
        more = QToolButton()
        more.setObjectName(f"{self._section}.more")
        more.setText(self.tr("More"))
        more.setToolTip(self.tr("Show or hide the settings that are rarely changed."))
        more.setAccessibleName(self.tr("More settings"))
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        more.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        # Qt leaves room for a menu's arrow at the right, which would keep the text off the edge.
        more.setFixedWidth(_ICON_SIZE + more.fontMetrics().horizontalAdvance(more.text()) + _PADDING)
        more.setCheckable(True)
        more.setChecked(bool(self._section) and WindowSettings().is_unfolded(self._section))
        theme.set_role(more, "disclosure")
        more.toggled.connect(self._toggle)
        more.clicked.connect(lambda checked: WindowSettings().set_unfolded(self._section, checked))
        more.hide()
        self._show_state(more)
        return more

    def _toggle(self, unfolded: bool) -> None:
        self._show_state(self.more)
        self.unfolded.emit(unfolded)

    @staticmethod
    def _show_state(more: QToolButton) -> None:
        more.setIcon(icon("disclosure-open" if more.isChecked() else "disclosure-closed", "muted"))
