"""The progress bar whose text lies over its full and its empty part."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.gui import theme
from workbench.gui.forms.text_bar import TextBar

WIDTH, HEIGHT = 300, 40


@pytest.fixture
def bar(qapp: QApplication, qtbot: QtBot) -> TextBar:
    theme.apply_theme(qapp, "light")
    made = TextBar()
    qtbot.addWidget(made)
    font = QFont(made.font())
    font.setPixelSize(30)  # strokes are wide enough that some pixels have nothing but the colour of the text
    font.setBold(True)
    made.setFont(font)
    made.resize(WIDTH, HEIGHT)
    made.setRange(0, 10)
    made.setFormat("HHHHHHHH")
    return made


def colours(image: QImage, first: int, last: int) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(first, last) for y in range(HEIGHT)}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_the_text_has_the_colour_that_is_legible_on_what_lies_under_it(
    qapp: QApplication, bar: TextBar, name: str
) -> None:
    theme.apply_theme(qapp, name)
    bar.setValue(5)
    image, chosen = bar.grab().toImage(), theme.current()
    full, empty = colours(image, 10, WIDTH // 2 - 1), colours(image, WIDTH // 2 + 1, WIDTH - 10)
    assert {chosen.accent, chosen.accent_text} <= full
    assert not {chosen.text, chosen.hover} & full
    assert {chosen.hover, chosen.text} <= empty
    assert not {chosen.accent, chosen.accent_text} & empty


@pytest.mark.parametrize(("value", "ink"), [(0, "text"), (10, "accent_text")])
def test_that_at_the_ends_the_text_has_one_colour(bar: TextBar, value: int, ink: str) -> None:
    bar.setValue(value)
    found, chosen = colours(bar.grab().toImage(), 10, WIDTH - 10), theme.current()
    assert getattr(chosen, ink) in found
    assert getattr(chosen, "text" if ink == "accent_text" else "accent_text") not in found


def test_that_a_bar_without_an_end_has_no_text_and_is_drawn(bar: TextBar) -> None:
    bar.setRange(0, 0)
    assert bar.text() == ""
    assert not {theme.current().text, theme.current().accent_text} & colours(bar.grab().toImage(), 0, WIDTH)
