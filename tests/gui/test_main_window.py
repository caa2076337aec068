"""The main window: docks, menus, documents and what it says when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMessageBox, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.windows import all_widgets, close_window, open_window
from workbench.config import yaml_io
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.gui.actions import DESCRIPTIONS
from workbench.gui.main_window import MainWindow
from workbench.gui.plots.curve_view import CurveView

DOCKS = ("data", "model", "optimizer", "playground", "runs", "log")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


def find(kind: type[QWidget], name: str) -> QWidget:
    found = [item for item in all_widgets() if item.objectName() == name and isinstance(item, kind)]
    assert found, name
    return found[-1]


def dock(window: MainWindow, name: str) -> QDockWidget:
    found = window.findChild(QDockWidget, f"dock.{name}")
    assert found is not None
    return found


def drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), actions, mime, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), actions, mime, buttons, keys))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (1024, 640)])
def test_that_the_default_layout_shows_every_panel_and_overlaps_none(
    window: MainWindow, width: int, height: int
) -> None:
    window.resize(width, height)
    window.reset_layout()
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    docks = [dock(window, name) for name in DOCKS]
    shown = [item for item in docks if not item.visibleRegion().isEmpty()]
    for item in docks:
        behind = window.tabifiedDockWidgets(item)
        assert item in shown or any(other in shown for other in behind)
    assert len(shown) == (2 if height < 700 else 5)
    for first in shown:
        for second in shown:
            assert first is second or not first.geometry().intersects(second.geometry())
    assert not window.plots.visibleRegion().isEmpty()


def test_that_the_settings_fit_without_scrolling_in_a_window_of_usual_size(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    window.reset_layout()
    areas = [area for panel in (window.data, window.model) for area in panel.findChildren(QScrollArea)]
    assert len(areas) == 2
    qtbot.waitUntil(lambda: all(area.verticalScrollBar().maximum() == 0 for area in areas))


def test_that_curves_keep_their_height_in_the_smallest_window(
    window: MainWindow, qtbot: QtBot, tiny: Callable[..., Experiment]
) -> None:
    window.resize(window.minimumSize())
    window.reset_layout()
    window.document.replace(tiny())
    with qtbot.waitSignal(window.training.ended, timeout=60_000):
        window.start()
    plots = window.plots.findChildren(CurveView)
    assert len(plots) == 2
    qtbot.waitUntil(lambda: min(plot.height() for plot in plots) >= 120)


def test_that_a_closed_panel_comes_back_from_the_view_menu(window: MainWindow) -> None:
    model = dock(window, "model")
    model.close()
    assert not model.isVisible()
    model.toggleViewAction().trigger()
    assert model.isVisible()


def test_that_the_layout_is_remembered_and_reset_restores_the_default(qtbot: QtBot) -> None:
    first = open_window(qtbot)
    dock(first, "optimizer").close()
    close_window(first)
    second = open_window(qtbot)
    assert not dock(second, "optimizer").isVisible()
    second.actions_["reset_layout"].trigger()
    assert dock(second, "optimizer").isVisible()
    close_window(second)


def test_that_the_device_and_its_reason_are_shown(window: MainWindow) -> None:
    device = find(QLabel, "status.device")
    assert device.text() == "CPU"
    assert device.toolTip()


def test_that_start_with_wrong_settings_lists_every_problem_and_starts_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    heads = find(QWidget, "model.heads")
    heads.selectAll()
    qtbot.keyClicks(heads, "5")
    warmup = find(QWidget, "schedule.warmup_steps")
    warmup.selectAll()
    qtbot.keyClicks(warmup, "999999")
    window.actions_["start"].trigger()
    message = find(QLabel, "error.message")
    assert "model.heads" in message.text() or "model.width" in message.text()
    assert "schedule.warmup_steps" in message.text()
    assert not window.training.busy


def test_that_a_dropped_text_becomes_the_data_source(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    text = tmp_path / "my text.txt"
    text.write_text("It was a dark and stormy night. " * 100, encoding="utf-8")
    drop(window, text)
    assert window.document.experiment.data.source == str(text)
    qtbot.waitUntil(lambda: "stormy" in find(QWidget, "data.preview").toPlainText())


def test_that_a_dropped_experiment_is_opened(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    yaml_io.save(check({"name": "other", "training": {"steps": 321}}), file)
    drop(window, file)
    assert window.document.experiment.training.steps == 321
    assert window.windowTitle().startswith("other.yaml")


def test_that_a_dropped_run_or_the_record_of_its_settings_opens_the_run(
    window: MainWindow, qtbot: QtBot, tiny: Callable[..., Experiment]
) -> None:
    window.document.replace(tiny())
    with qtbot.waitSignal(window.training.ended, timeout=60_000):
        window.start()
    run_dir, before = window.run_commands.shown_run, window.document.path
    assert run_dir is not None
    for dropped in (run_dir, run_dir / "experiment.yaml"):
        window.run_commands.shown_run = None
        with qtbot.waitSignal(window.run_commands.shown_run_changed):
            drop(window, dropped)
        assert window.run_commands.shown_run == run_dir
    assert window.document.path == before


def test_that_a_dropped_folder_of_texts_becomes_the_data_source(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("It was a dark and stormy night. " * 100, encoding="utf-8")
    drop(window, folder)
    assert window.document.experiment.data.source == str(folder)


def test_that_unsaved_changes_are_marked_and_asked_about(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    steps = find(QWidget, "training.steps")
    steps.selectAll()
    qtbot.keyClicks(steps, "777")
    assert window.isWindowModified()
    file = tmp_path / "other.yaml"
    yaml_io.save(check({"training": {"steps": 321}}), file)
    window.open_file(file)
    assert window.document.experiment.training.steps == 777
    qtbot.mouseClick(find(QPushButton, "question.cancel"), Qt.MouseButton.LeftButton)
    assert window.document.experiment.training.steps == 777
    window.open_file(file)
    qtbot.mouseClick(find(QPushButton, "question.answer1"), Qt.MouseButton.LeftButton)
    assert window.document.experiment.training.steps == 321
    assert not window.isWindowModified()


def test_that_a_bad_experiment_file_says_what_and_where(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("training:\n  stepz: 5\n  batch_size: none\n", encoding="utf-8")
    before = window.document.experiment
    window.open_file(file)
    message = find(QLabel, "error.message").text()
    assert "training.stepz" in message
    assert "training.batch_size" in message
    assert window.document.experiment == before


def test_that_every_preset_is_in_the_file_menu(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    file_menu = menus[0]
    presets = next(action.menu() for action in file_menu.actions() if action.menu() is not None)
    presets.aboutToShow.emit()
    assert len(presets.actions()) >= 5
    presets.actions()[-1].trigger()
    assert window.document.experiment.name


def test_that_every_action_has_a_tooltip_and_no_two_share_a_key(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.actions_.all() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert all(action.toolTip() and action.statusTip() for action in window.actions_.all())
    assert {item.name for item in DESCRIPTIONS} == {
        action.objectName().removeprefix("action.") for action in window.actions_.all()
    }


def test_that_the_colour_scheme_is_chosen_and_remembered(window: MainWindow) -> None:
    dark = window.findChild(QAction, "action.scheme.dark")
    light = window.findChild(QAction, "action.scheme.light")
    assert dark is not None
    assert light is not None
    dark.trigger()
    assert window.palette().window().color().lightness() < 80
    assert dark.isChecked()
    light.trigger()
    assert window.palette().window().color().lightness() > 180


def test_that_about_names_the_version(window: MainWindow) -> None:
    window.actions_["about"].trigger()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "0." in box.text()
    box.close()


def test_that_the_vocabulary_of_the_text_reaches_the_model_panel(window: MainWindow, qtbot: QtBot) -> None:
    def parameters() -> str:
        return find(QWidget, "model.parameters").text()

    qtbot.waitUntil(lambda: parameters() not in ("", "–"))
    before = parameters()
    kind = find(QWidget, "tokenizer.kind")
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: parameters() not in ("", "–", before))
