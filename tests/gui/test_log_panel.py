"""The log: what it says stays legible when the colours change."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from workbench.events import Notice
from workbench.gui import theme
from workbench.gui.panels.log_panel import LogPanel


@pytest.fixture
def log(qtbot: QtBot) -> LogPanel:
    made = LogPanel()
    qtbot.addWidget(made)
    made.add([Notice("The disk is full", "warning"), Notice("Prepared", "info")])
    return made


def colors(log: LogPanel) -> list[list[str]]:
    """Of each part of each line."""
    view = log.findChild(QPlainTextEdit, "log.text")
    assert view is not None
    document = view.document()
    lines = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    return [[part.format.foreground().color().name() for part in line.textFormats()] for line in lines]


def test_that_what_was_said_takes_the_colours_of_a_new_theme(log: LogPanel, qapp: QApplication) -> None:
    for scheme, expected in (("dark", theme.DARK), ("light", theme.LIGHT), ("dark", theme.DARK)):
        theme.apply_theme(qapp, scheme)
        assert colors(log) == [[expected.muted, expected.danger], [expected.muted, expected.text]]
    theme.apply_theme(qapp, "system")
