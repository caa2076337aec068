"""Our line icons, drawn from SVG in the colour of the theme, crisp at every scale.

Each file of resources/icons is drawn with ``currentColor`` on a 24-pixel grid; the colour is put
in when it is painted, so an icon held by an action follows a change of theme by itself.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench import paths
from workbench.gui import theme

_SIZES = (16, 20, 24, 32, 48)


def names() -> list[str]:
    """Every icon there is."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


def icon(name: str, color: str = "text") -> QIcon:
    """The icon of that name; ``color`` is a field of Theme ("accent_text" for one on the accent).

    Raises FileNotFoundError for a name without a file.
    """
    _source(name)
    return QIcon(_Engine(name, color))


def pixmap(name: str, size: int, ratio: float = 1.0, color: str = "text") -> QPixmap:
    """The icon as a picture of ``size`` device-independent pixels."""
    return _pixmap(name, round(size * ratio), ratio, getattr(theme.current(), color))


def app_icon() -> QIcon:
    """The icon of the program, in its own colours."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_pixmap("app", size, 1.0, ""))
    return made


class _Engine(QIconEngine):
    """Draws one icon in the colour of the theme at the time of painting."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color)

    def key(self) -> str:
        return "workbench"

    def availableSizes(self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> list[QSize]:
        return [QSize(size, size) for size in _SIZES]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        picture = self._picture(round(side * ratio), ratio, mode)
        painter.drawPixmap(rect.center() - QPoint(side // 2, side // 2) + QPoint(side % 2 == 0, side % 2 == 0), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(min(size.width(), size.height()), 1.0, mode)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt 6.8 and later give the size in device-independent pixels.
        return self._picture(round(min(size.width(), size.height()) * scale), scale, mode)

    def _picture(self, pixels: int, ratio: float, mode: QIcon.Mode) -> QPixmap:
        name = "disabled" if mode == QIcon.Mode.Disabled else self._color
        return _pixmap(self._name, pixels, ratio, getattr(theme.current(), name))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, pixels: int, ratio: float, color: str) -> QPixmap:
    """A square of ``pixels`` device pixels; an empty ``color`` leaves the file's own colours."""
    svg = _source(name).replace("currentColor", color) if color else _source(name)
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made
