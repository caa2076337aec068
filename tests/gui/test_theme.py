"""Colours that can be read, and a look that follows the system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from workbench.gui import theme

THEMES = pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=lambda item: item.name)
SURFACES = ("window", "panel", "raised", "field", "hover")


@pytest.fixture(autouse=True)
def _light_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply_theme(qapp, "light")


def test_that_contrast_is_computed_as_the_standard_says() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WCAG's well-known near miss
    assert theme.contrast("#ffffff", "#777777") == theme.contrast("#777777", "#ffffff")


@THEMES
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("ink", ["text", "muted", "danger", "warning", "success"])
def test_that_text_can_be_read_on_every_surface(colours: theme.Theme, surface: str, ink: str) -> None:
    assert theme.contrast(getattr(colours, ink), getattr(colours, surface)) >= 4.5


@THEMES
def test_that_text_can_be_read_on_the_accent_and_in_a_selection(colours: theme.Theme) -> None:
    assert theme.contrast(colours.accent_text, colours.accent) >= 4.5
    assert theme.contrast(colours.text, colours.selection) >= 4.5


@THEMES
@pytest.mark.parametrize("line", ["accent", "curve_train", "curve_val", "curve_smooth", "floor"])
def test_that_lines_stand_out_from_where_they_are_drawn(colours: theme.Theme, line: str) -> None:
    # WCAG 2.2, 1.4.11: graphics and focus marks need 3 to 1.
    assert all(theme.contrast(getattr(colours, line), getattr(colours, place)) >= 3 for place in ("panel", "field"))


@THEMES
def test_that_every_colour_is_a_colour(colours: theme.Theme) -> None:
    names = [getattr(colours, field.name) for field in fields(colours) if field.name != "name"]
    assert all(QColor(name).isValid() for name in names)


def test_that_no_placeholder_is_left_in_the_style_sheet(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "dark")
    assert "@" not in qapp.styleSheet()
    assert theme.DARK.accent in qapp.styleSheet()


def test_that_a_forced_scheme_is_taken_and_told(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply_theme(qapp, "light")
    assert theme.current() is theme.LIGHT
    with qtbot.waitSignal(theme.notifier().changed):
        theme.apply_theme(qapp, "dark")
    assert theme.current() is theme.DARK
    assert qapp.palette().window().color() == QColor(theme.DARK.panel)


def test_that_the_system_is_followed_only_when_asked(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply_theme(qapp, "system")
    with qtbot.waitSignal(theme.notifier().changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    theme.apply_theme(qapp, "light")
    with qtbot.assertNotEmitted(theme.notifier().changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)


def test_that_a_role_colours_a_label(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply_theme(qapp, "light")
    label = QLabel("text")
    qtbot.addWidget(label)
    theme.set_role(label, "danger")
    label.ensurePolished()
    assert label.palette().windowText().color() == QColor(theme.LIGHT.danger)


def test_that_digits_of_the_tabular_font_have_one_width(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.tabular_font())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert theme.tabular_font(-1).pointSizeF() == pytest.approx(theme.tabular_font().pointSizeF() - 1)


def test_that_rows_grow_with_the_font(qapp: QApplication) -> None:
    before, font = theme.row_height(), qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(2 * font.pointSizeF())
    qapp.setFont(larger)
    try:
        assert theme.row_height() > before >= 24
    finally:
        qapp.setFont(font)
