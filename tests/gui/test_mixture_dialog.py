"""Several sources, chosen and weighted in the Data panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.test_data_panel import shown
from tests.gui.test_table_row import preview, show
from tests.windows import choose_in_menu
from workbench.config.experiment import Experiment
from workbench.config.mixing import MixedSource
from workbench.config.sections import Data
from workbench.gui.dialogs.mixture_dialog import MixtureDialog
from workbench.gui.panels.data_panel import DataPanel


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> DataPanel:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("\n".join(f"{name} line {n}" for n in range(300)), encoding="utf-8")
    made = DataPanel()
    qtbot.addWidget(made)
    made.resize(290, 700)
    made.show()
    return made


def click(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    qtbot.mouseClick(dialog.findChild(QAbstractButton, f"mixture.{name}"), Qt.MouseButton.LeftButton)


def test_that_a_source_is_added_and_weighted(qtbot: QtBot, panel: DataPanel, tmp_path: Path) -> None:
    panel.set_experiment(Experiment(data=Data(source=str(tmp_path / "a.txt"), documents="lines")))
    assert not shown(panel, "data.mixture")
    choose_in_menu(qtbot, panel.findChild(QAbstractButton, "data.open"), "data.open_mixture")
    dialog = panel.window().findChild(MixtureDialog)
    assert inaccessible(dialog) == []
    click(qtbot, dialog, "add_file")
    files = dialog.findChild(QFileDialog, "mixture_files")
    files.filesSelected.emit([str(tmp_path / "b.txt")])
    files.reject()
    dialog.findChild(QTableWidget).item(1, 1).setText("0.5")
    with qtbot.waitSignal(panel.edited) as caught:
        click(qtbot, dialog, "ok")
    data = caught.args[1]
    assert data.more_sources == (MixedSource(source=str(tmp_path / "b.txt"), weight=0.5),)
    assert data.documents == "lines"
    show(panel, data)
    assert preview(panel).startswith("a line 0")
    assert panel.findChild(QLabel, "data.mixture").text() == "a.txt × 1 + b.txt × 0.5"
    assert shown(panel, "data.edit_mixture")


def test_that_a_source_is_removed_and_a_bad_weight_is_refused(qtbot: QtBot, panel: DataPanel, tmp_path: Path) -> None:
    more = (MixedSource(source="sample:markov", weight=2.0, template="{x}"), MixedSource(source="hub:x/y"))
    panel.set_experiment(Experiment(data=Data(source=str(tmp_path / "a.txt"), more_sources=more)))
    qtbot.mouseClick(panel.findChild(QAbstractButton, "data.edit_mixture"), Qt.MouseButton.LeftButton)
    dialog = panel.window().findChild(MixtureDialog)
    table = dialog.findChild(QTableWidget)
    table.item(1, 1).setText("none")
    click(qtbot, dialog, "ok")
    assert dialog.isVisible()
    assert any("a weight above 0" in label.text() for label in dialog.findChildren(QLabel))
    table.item(1, 1).setText("3")
    table.setCurrentCell(2, 0)
    click(qtbot, dialog, "remove")
    with qtbot.waitSignal(panel.edited) as caught:
        click(qtbot, dialog, "ok")
    assert caught.args[1].more_sources == (MixedSource(source="sample:markov", weight=3.0, template="{x}"),)


def test_that_other_settings_keep_the_mixture(qtbot: QtBot, panel: DataPanel, tmp_path: Path) -> None:
    data = Data(source=str(tmp_path / "a.txt"), weight=0.5, more_sources=(MixedSource(source="sample:markov"),))
    panel.set_experiment(Experiment(data=data))
    with qtbot.waitSignal(panel.edited) as caught:
        qtbot.keyClick(panel.findChild(QWidget, "data.validation_fraction"), Qt.Key.Key_Up)
    assert caught.args[1].more_sources == data.more_sources
    assert caught.args[1].weight == 0.5
