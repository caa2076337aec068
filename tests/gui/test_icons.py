"""Icons: there, sharp, and in the colour of the theme."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from workbench import paths
from workbench.gui import icons, theme


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, "light")
    yield
    theme.apply_theme(qapp, "light")


def ink(image: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=QColor.alpha)


def picture(icon: QIcon, size: int, mode: QIcon.Mode = QIcon.Mode.Normal, ratio: float = 1.0) -> QImage:
    return icon.pixmap(QSize(size, size), ratio, mode).toImage()


@pytest.mark.parametrize("name", icons.names())
def test_that_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = picture(icons.icon(name), 24)
    assert (image.width(), image.height()) == (24, 24)
    assert ink(image).alpha() > 200


@pytest.mark.parametrize("name", [name for name in icons.names() if name != "app" and not name.startswith("arrow")])
def test_that_a_line_icon_has_no_colour_of_its_own(name: str) -> None:
    root = ElementTree.parse(paths.resources() / "icons" / f"{name}.svg").getroot()
    colours = {item.get(key) for item in root.iter() for key in ("fill", "stroke")} - {None}
    assert colours <= {"none", "currentColor"}
    assert root.get("viewBox") == "0 0 24 24"


def test_that_an_icon_follows_a_change_of_theme(qapp: QApplication) -> None:
    held = icons.icon("stop")
    assert ink(picture(held, 16)).name() == theme.LIGHT.text
    theme.apply_theme(qapp, "dark")
    assert ink(picture(held, 16)).name() == theme.DARK.text


def test_that_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    assert ink(picture(icons.icon("stop"), 16, QIcon.Mode.Disabled)).name() == theme.LIGHT.disabled


def test_that_an_icon_can_take_another_colour_of_the_theme(qapp: QApplication) -> None:
    assert ink(picture(icons.icon("stop", "accent"), 16)).name() == theme.LIGHT.accent


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_that_an_icon_has_the_pixels_of_its_screen(qapp: QApplication, ratio: float) -> None:
    image = picture(icons.icon("start"), 20, ratio=ratio)
    assert image.width() == round(20 * ratio)
    assert image.devicePixelRatio() == ratio


def test_that_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_that_the_program_has_an_icon_in_every_usual_size(qapp: QApplication) -> None:
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def test_that_copies_of_icons_outlive_each_other(qapp: QApplication) -> None:
    for _ in range(200):
        copied = QIcon(icons.icon("save"))
        assert not copied.pixmap(16, 16).isNull()
