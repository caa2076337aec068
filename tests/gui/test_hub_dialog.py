"""A data set of the Hub, chosen in the Data panel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QProgressBar, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.data.readers.making import parquet
from tests.gui.access_walk import inaccessible
from tests.gui.test_table_row import show
from tests.hub_server import Hub, serving
from tests.windows import choose_in_menu
from workbench import paths
from workbench.config.sections import Data
from workbench.data.hub import download
from workbench.gui.dialogs.hub_dialog import HubDialog
from workbench.gui.panels.data_panel import DataPanel
from workbench.gui.worker import JobThread


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataPanel:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setattr(download, "_PAUSE", 0.0)
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


def press(qtbot: QtBot, dialog: HubDialog, name: str) -> None:
    qtbot.mouseClick(dialog.findChild(QAbstractButton, f"hub.{name}"), Qt.MouseButton.LeftButton)


def said(dialog: HubDialog, name: str) -> str:
    return dialog.findChild(QLabel, f"hub.{name}").text()


def files(revision: str = "refs/convert/parquet", split: str = "train") -> dict[str, dict[str, bytes]]:
    rows = {"id": list(range(300)), "story": [f"Once there was {n}. " * 50 for n in range(300)]}
    content = parquet(rows, compression="none", use_dictionary=False)
    return {revision: {f"default/{split}/0000.parquet": content}}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with serving(Hub(files())) as made:
        monkeypatch.setenv("HF_ENDPOINT", made.url)
        yield made
        made.go_on.set()


def test_that_a_data_set_is_named_downloaded_and_shown(qtbot: QtBot, panel: DataPanel, hub: Hub) -> None:
    hub.revisions = files(split="test")
    dialog = open_dialog(qtbot, panel)
    assert inaccessible(dialog) == []
    enter(qtbot, dialog, "name", "https://huggingface.co/datasets/some/data")
    enter(qtbot, dialog, "split", "test")
    with qtbot.waitSignal(panel.edited) as caught:
        press(qtbot, dialog, "open")
    assert not dialog.isVisible()
    assert caught.args[1].source == "hub:some/data?split=test"
    asked = len(hub.asked)
    show(panel, caught.args[1])
    assert len(hub.asked) == asked
    table = panel.findChild(QTreeWidget, "data.table")
    assert [table.headerItem().text(column) for column in range(2)] == ["id", "✓ story"]


def test_that_a_download_is_followed_cancelled_in_the_middle_and_gone_on_with(
    qtbot: QtBot, panel: DataPanel, hub: Hub
) -> None:
    (content,) = hub.revisions["refs/convert/parquet"].values()
    hub.hold_after = len(content) // 2
    dialog = open_dialog(qtbot, panel)
    bar = dialog.findChild(QProgressBar, "hub.progress")
    assert not bar.isVisible()
    enter(qtbot, dialog, "name", "some/data")
    press(qtbot, dialog, "open")
    assert bar.isVisible()
    assert not dialog.findChild(QAbstractButton, "hub.open").isEnabled()
    qtbot.waitUntil(lambda: 0 < bar.value() < bar.maximum() and "Downloading some/data" in said(dialog, "stage"))
    press(qtbot, dialog, "cancel")
    assert dialog.isVisible()
    assert not bar.isVisible()
    assert "kept" in said(dialog, "stage")
    hub.hold_after = 0
    hub.go_on.set()
    qtbot.waitUntil(lambda: len(list(paths.cache().rglob("*.part"))) == 1)
    with qtbot.waitSignal(panel.edited) as caught:
        press(qtbot, dialog, "open")
    assert caught.args[1].source == "hub:some/data"
    assert not list(paths.cache().rglob("*.part"))
    begun = [int(wanted.removeprefix("bytes=").removesuffix("-")) for _, wanted in hub.asked if wanted]
    assert begun
    assert min(begun) > 0


def test_that_the_second_cancel_closes_and_chooses_nothing(qtbot: QtBot, panel: DataPanel, hub: Hub) -> None:
    hub.hold_after = 1
    dialog = open_dialog(qtbot, panel)
    enter(qtbot, dialog, "name", "some/data")
    press(qtbot, dialog, "open")
    qtbot.waitUntil(lambda: len(hub.asked) == 2)
    with qtbot.assertNotEmitted(panel.edited):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        hub.go_on.set()
        qtbot.waitUntil(lambda: not dialog.findChildren(JobThread))


def test_that_no_network_is_a_sentence_in_the_dialog(
    qtbot: QtBot, panel: DataPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    dialog = open_dialog(qtbot, panel)
    enter(qtbot, dialog, "name", "some/data")
    press(qtbot, dialog, "open")
    qtbot.waitUntil(lambda: "the Hub cannot be reached" in said(dialog, "problem"), timeout=20_000)
    assert "Check the network" in said(dialog, "problem")
    assert dialog.isVisible()
    assert dialog.findChild(QAbstractButton, "hub.open").isEnabled()
    press(qtbot, dialog, "cancel")
    assert not dialog.isVisible()


def test_that_a_data_set_that_is_here_is_opened_without_a_network(
    qtbot: QtBot, panel: DataPanel, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(panel, Data(source="hub:some/data"))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    dialog = open_dialog(qtbot, panel)
    enter(qtbot, dialog, "name", "some/data")
    with qtbot.waitSignal(panel.edited) as caught:
        press(qtbot, dialog, "open")
    assert caught.args[1].source == "hub:some/data"


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
