"""The whole window, walked through: every text can be translated, every control can be reached and explains itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import close_window, open_window
from workbench.gui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    with pseudo_language(qapp):
        made = open_window(qtbot)
        yield made
        close_window(made)


def test_that_every_text_of_the_window_passes_through_translation(window: MainWindow) -> None:
    names = ("English", "简体中文")  # a language is called as it calls itself
    not_language = ("CPU", "Del", "LM Workbench", *names, window.document.experiment.name)
    assert untranslated(window, not_language) == []


def test_that_every_control_of_the_window_can_be_reached_and_explains_itself(window: MainWindow) -> None:
    assert inaccessible(window) == []
