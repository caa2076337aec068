"""The one place for colours, spacing and fonts.

The look is that of a measuring instrument: flat, dense, one accent colour. It is made of Qt's
Fusion style, a palette and one style sheet (resources/style.qss), all coloured from a Theme, so that it is the
same on every system and at every scale. Widgets say what they are with `set_role`, never how they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workbench import paths

_COLOUR = re.compile(r"@(\w+)")
_GOLDEN = 0.6180339887498949
"""Multiples of it, taken modulo 1, lie far from their neighbours: so do the colours of tokens."""

Scheme = Literal["system", "light", "dark"]
Role = Literal[
    "heading",
    "title",
    "muted",
    "danger",
    "warning",
    "success",
    "value",
    "rule",
    "card",
    "drop",
    "disclosure",
    "primary",
    "plain",
]

STYLE = "Fusion"
"""The style of Qt that ours stands on."""
MADE_WITH_STYLE = "made_with_style"
"""The application's property that is true where it was made with the style: to set it later takes its time."""
MARGIN = 8
"""Between a panel's edge and its contents, in device-independent pixels."""
GAP = 6
"""Between two things that stand side by side."""
ROW_GAP = 3
"""Between two rows of a form."""
SECTION_GAP = 10
"""Above a section's heading."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of the program, as ``#rrggbb``."""

    name: Literal["light", "dark"]
    window: str
    panel: str
    raised: str
    field: str
    hover: str
    border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_text: str
    danger: str
    warning: str
    success: str
    selection: str
    grid: str
    curve_train: str
    curve_val: str
    curve_smooth: str
    floor: str


LIGHT = Theme(
    name="light",
    window="#eceef1",
    panel="#f7f8fa",
    raised="#ffffff",
    field="#ffffff",
    hover="#e3e7ec",
    border="#cdd3db",
    text="#1b222c",
    muted="#586271",
    disabled="#8c95a2",
    accent="#0a66b7",
    accent_text="#ffffff",
    danger="#b4231a",
    warning="#855300",
    success="#1c7440",
    selection="#c5def6",
    grid="#e2e6eb",
    curve_train="#0a66b7",
    curve_val="#bd4b00",
    curve_smooth="#0d3f70",
    floor="#586271",
)

DARK = Theme(
    name="dark",
    window="#14171b",
    panel="#1b1f24",
    raised="#262b32",
    field="#12151a",
    hover="#2d333b",
    border="#363d47",
    text="#e1e6ec",
    muted="#98a3b1",
    disabled="#67717e",
    accent="#55a6f5",
    accent_text="#08131f",
    danger="#ff8077",
    warning="#e4ab45",
    success="#5fc389",
    selection="#24486b",
    grid="#2a3038",
    curve_train="#55a6f5",
    curve_val="#f4944d",
    curve_smooth="#b5d8fb",
    floor="#98a3b1",
)


class _Manager(QObject):
    """Knows the theme in force; ``changed`` fires after every widget has taken the new one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme: Scheme = "system"
        self.theme = LIGHT
        self.following = False
        self.together = False

    def follow(self) -> None:
        """The system's scheme has changed."""
        app = QApplication.instance()
        if self.scheme == "system" and isinstance(app, QApplication):
            self.dress(app)

    def dress(self, app: QApplication) -> None:
        """Put the theme that now applies on every widget."""
        dark = self.scheme == "dark"
        if self.scheme == "system":
            dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.theme = DARK if dark else LIGHT
        app.setPalette(_palette(self.theme))
        if not self.together:
            app.setStyleSheet(_style_sheet(self.theme))
        self.changed.emit()


_manager: _Manager | None = None


def notifier() -> _Manager:
    """The object whose ``changed`` signal says that colours must be taken anew from `current`."""
    global _manager
    if _manager is None:
        _manager = _Manager()
    return _manager


def current() -> Theme:
    """The theme in force."""
    return notifier().theme


def apply_theme(app: QApplication, scheme: Scheme = "system") -> None:
    """Dress the application: light, dark, or as the system is now and whenever it changes."""
    manager = notifier()
    if not manager.following:
        QDir.setSearchPaths("icons", [str(paths.resources() / "icons")])
        if not app.property(MADE_WITH_STYLE):
            app.setStyle(STYLE)
        app.styleHints().colorSchemeChanged.connect(manager.follow)
        manager.following = True
    manager.scheme = scheme
    hints = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    # Lets the system draw title bars and its own dialogs to match.
    app.styleHints().setColorScheme(hints[scheme])
    manager.dress(app)


@contextmanager
def dressed_together(app: QApplication) -> Iterator[None]:
    """Widgets made meanwhile get the style sheet at the end, all at once: one by one takes three times as long."""
    manager = notifier()
    manager.together = True
    try:
        yield
    finally:
        manager.together = False
        app.setStyleSheet(_style_sheet(manager.theme))


def color(name: str) -> QColor:
    """A colour of the theme in force, by the name of its field."""
    return QColor(getattr(current(), name))


def token_color(identity: int) -> QColor:
    """The background of a token: always the same for the same id, and pale enough for the theme's text on it."""
    hue = identity * _GOLDEN % 1.0
    return QColor.fromHslF(hue, 0.42, 0.23) if current().name == "dark" else QColor.fromHslF(hue, 0.62, 0.86)


def set_role(widget: QWidget, role: Role) -> None:
    """Say what a widget is, so that the style sheet can give it its look.

    ``heading`` names a section, ``title`` is the largest text of an empty state, ``muted``, ``danger``, ``warning``
    and ``success`` colour a text, ``value`` is a readout, ``rule`` a hairline, ``card`` a raised area, ``drop`` a
    place to let go of what is dragged; a button may be a ``disclosure`` or the ``primary`` one.
    """
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if not notifier().together:
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at a widget again after one of its properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def tabular_font(size_delta: float = 0.0) -> QFont:
    """The system's font with digits of equal width, so that changing numbers do not wobble."""
    font = QFont(QApplication.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    return _resized(font, size_delta)


def fixed_font(size_delta: float = 0.0) -> QFont:
    """The system's font with characters of equal width, for text as the model sees it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QApplication.font().pointSizeF())
    return _resized(font, size_delta)


def row_height() -> int:
    """Height of one row of a form: about 24 pixels, more with a larger system font."""
    return max(24, QFontMetrics(QApplication.font()).height() + 9)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(name: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _resized(font: QFont, size_delta: float) -> QFont:
    if size_delta:
        font.setPointSizeF(max(6.0, font.pointSizeF() + size_delta))
    return font


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.disabled))
    return palette


def _style_sheet(theme: Theme) -> str:
    sheet = (paths.resources() / "style.qss").read_text(encoding="utf-8")
    return _COLOUR.sub(lambda found: str(getattr(theme, found[1])), sheet)
