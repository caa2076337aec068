"""Labels of one line: whole where there is room, and quiet neighbours where there is news."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from workbench.gui.forms.labels import ElidedLabel, SteadyLabel


class Layouts(QObject):
    """Counts how often anything in a window is laid out anew."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QHBoxLayout(made)
    made.resize(400, 40)
    return made


def layouts_while_counting(row: QWidget, label: QLabel, numbers: range) -> int:
    row.layout().addWidget(label)
    row.show()
    label.setText(str(numbers[0]))
    QApplication.sendPostedEvents()
    layouts = Layouts()
    row.installEventFilter(layouts)
    for number in numbers:
        label.setText(str(number))
        QApplication.sendPostedEvents()
    return layouts.count


def test_that_a_number_that_changes_has_nothing_laid_out_anew(row: QWidget) -> None:
    assert layouts_while_counting(row, ElidedLabel(), range(995, 1_005)) == 0


def test_that_a_steady_label_grows_with_its_widest_text_and_never_shrinks(row: QWidget) -> None:
    label = SteadyLabel()
    assert layouts_while_counting(row, label, range(995, 1_005)) == 1
    wide = label.minimumWidth()
    assert label.shown_text() == "1004"
    label.setText("9")
    assert label.minimumWidth() == wide


def test_that_a_screen_reader_is_told_the_text_and_of_a_named_value_the_name_as_well() -> None:
    plain, named = ElidedLabel("first"), ElidedLabel("1.5")
    named.setAccessibleName("Loss")
    plain.setText("second")
    named.setText("1.4")
    assert plain.accessibleName() == "second"
    assert (named.accessibleName(), named.accessibleDescription()) == ("Loss", "1.4")


def test_that_no_text_is_cut_by_a_part_of_a_pixel(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    font = label.font()
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # letters of broken widths
    label.setFont(font)
    for letters in range(1, 20):
        long, short = "written " + "i" * letters, "short"
        label.say(long, short)
        label.resize(label.fontMetrics().horizontalAdvance(long), 20)  # rounded down for some of them
        assert label.shown_text() in (long, short)
