"""A data set of the Hub, chosen in the Data panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.data.readers.making import parquet
from tests.gui.access_walk import inaccessible
from tests.gui.test_table_row import show
from tests.hub_server import Hub, serving
from tests.windows import choose_in_menu
from workbench.gui.dialogs.hub_dialog import HubDialog
from workbench.gui.panels.data_panel import DataPanel


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataPanel:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
    made = DataPanel()
    qtbot.addWidget(made)
    made.resize(290, 700)
    made.show()
    return made


def open_dialog(qtbot: QtBot, panel: DataPanel) -> HubDialog:
    choose_in_menu(qtbot, panel.findChild(QAbstractButton, "data.open"), "data.open_hub")
    return panel.window().findChild(HubDialog)


def enter(qtbot: QtBot, dialog: HubDialog, name: str, text: str) -> None:
    editor = dialog.findChild(QLineEdit, f"hub.{name}")
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_that_a_data_set_is_named_downloaded_and_shown(
    qtbot: QtBot, panel: DataPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog(qtbot, panel)
    assert inaccessible(dialog) == []
    enter(qtbot, dialog, "name", "https://huggingface.co/datasets/some/data")
    enter(qtbot, dialog, "split", "test")
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.mouseClick(dialog.findChild(QAbstractButton, "hub.open"), Qt.MouseButton.LeftButton)
    assert caught.args[1].source == "hub:some/data?split=test"
    rows = {"id": list(range(300)), "story": [f"Once there was {n}" for n in range(300)]}
    with serving(Hub({"refs/convert/parquet": {"default/test/0000.parquet": parquet(rows)}})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        show(panel, caught.args[1])
    table = panel.findChild(QTreeWidget, "data.table")
    assert [table.headerItem().text(column) for column in range(2)] == ["id", "✓ story"]


def test_that_what_names_no_data_set_is_said_and_the_dialog_stays(qtbot: QtBot, panel: DataPanel) -> None:
    dialog = open_dialog(qtbot, panel)
    enter(qtbot, dialog, "name", "no name at all")
    qtbot.mouseClick(dialog.findChild(QAbstractButton, "hub.open"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert any("does not name a data set" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()


def test_that_the_dialog_shows_the_data_set_that_is_in_use(qtbot: QtBot, panel: DataPanel) -> None:
    panel._source.choose("hub:some/data?config=en&revision=main")
    dialog = open_dialog(qtbot, panel)
    written = [dialog.findChild(QLineEdit, f"hub.{name}").text() for name in ("name", "config", "split", "revision")]
    assert written == ["some/data", "en", "", "main"]
    dialog.reject()
