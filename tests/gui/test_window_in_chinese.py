"""The real window in a real language: whatever it shows in English was forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGraphicsView,
    QMenu,
    QPlainTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.text_walk import texts_of
from tests.windows import all_widgets, close_window, open_window, open_workshop, part
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.config.experiment import Experiment
from workbench.errors import DataError
from workbench.gui.cleaning.dialog import CleaningDialog
from workbench.gui.dialogs.help_window import HelpBrowser
from workbench.gui.dialogs.hub_dialog import HubDialog
from workbench.gui.dialogs.mixture_dialog import MixtureDialog
from workbench.gui.main_window import MainWindow
from workbench.messages import say

pytestmark = pytest.mark.usefixtures("chinese")

WORD = re.compile(r"[A-Za-z]{3,}")
FIELD = re.compile(r"\b[a-z]+\.[a-z_]+\b")
"""A setting's name as an experiment file has it, which a tooltip ends with."""
COMMAND = re.compile(r"\bworkbench [a-z]+ RUN(?: --[a-z-]+ [a-z]+)*")
"""What is typed in a terminal, as a tooltip names it."""
NAMES = {
    "PDF",
    "oneDNN",
    *("GPT", "Transformer", "LSTM", "GRU", "RNN", "MLP", "BPE", "AdamW", "Adam", "SGD", "Nesterov", "Top", "tanh"),
    *("CPU", "GPU", "CUDA", "MPS", "NVIDIA", "AMD", "Apple", "bfloat", "PyTorch", "MFLOPs", "nanoGPT", "torch"),
    *("Flash", "flash", "DDP", "FSDP", "torchrun", "Unigram", "WordPiece", "NFC", "NFKC", "Han", "endoftext"),
    *("tokenizer", "json", "vocab", "merges", "txt", "SentencePiece", "model"),
    *("CSV", "TSV", "ZIP", "txt"),
    *("UTF", "YAML", "Windows", "Latin", "Shift", "JIS", "Big", "sample", "stories", "markov", "Workbench"),
    *("Ctrl", "Alt", "Return", "Del", "English", "Cho", "Hochreiter", "Schmidhuber", "Elman", "Bengio"),
    *("Hoffmann", "Muennighoff", "Lee", "Hugging", "Face", "Hub", "Parquet", "Unicode", "HTML", "LF"),
    *("validation", "valid", "dev"),
}
"""What is the same in every language."""
EXAMPLES = ("&amp;", "name@", "http://", "https://", "ftp://", "www.", " the", "shingle")
"""What steps of cleaning name as it stands in texts."""


def in_english(root: QWidget, *values: str) -> list[str]:
    """``where: text`` of each text below a widget with a word that is neither a name nor part of a value."""
    found = []
    for where, text in (*texts_of(root), *cells(root), *drawn(root)):
        rest = FIELD.sub("", COMMAND.sub("", text))
        for value in values:
            rest = rest.replace(value, "")
        if set(WORD.findall(rest)) - NAMES:
            found.append(f"{where}: {text!r}")
    return found


def cells(root: QWidget) -> Iterator[tuple[str, str]]:
    """The headers and cells of every list, with their tooltips."""
    shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    for view in root.findChildren(QTreeView):
        model = view.model()
        for column in range(model.columnCount()):
            for role in shown:
                yield "header", str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
                for row in range(model.rowCount()):
                    yield f"row {row}", str(model.index(row, column).data(role) or "")


def drawn(root: QWidget) -> Iterator[tuple[str, str]]:
    """What plots draw as text."""
    for view in root.findChildren(QGraphicsView):
        for item in view.scene().items():
            if hasattr(item, "toPlainText") and item.isVisible():
                yield "plot", item.toPlainText()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


def test_that_the_first_window_is_all_chinese(window: MainWindow) -> None:
    assert in_english(window, window.document.title) == []
    assert window.actions_["start"].text() == "开始(&S)"
    assert window.actions_["start"].iconText() == "开始"


def test_that_every_choice_is_all_chinese(window: MainWindow) -> None:
    for name in ("model.architecture", "optimizer.name", "schedule.name", "tokenizer.kind", "data.source"):
        combo = window.findChild(QComboBox, name)
        assert combo is not None, name
        for index in range(combo.count()):
            combo.setCurrentIndex(index)
            combo.activated.emit(index)
            assert in_english(window, window.document.title) == []


def test_that_menus_made_on_demand_are_all_chinese(window: MainWindow) -> None:
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    assert in_english(window, window.document.title) == []


def test_that_a_run_is_all_chinese(
    qtbot: QtBot, window: MainWindow, tiny: Callable[..., Experiment], home: Path
) -> None:
    experiment = tiny()
    window.document.replace(experiment)
    with qtbot.waitSignal(window.training.ended, timeout=60_000):
        window.start()
    qtbot.waitUntil(lambda: any(where == "row 0" for where, _ in cells(window.runs)))
    assert in_english(window, str(home / "runs"), experiment.name, window.document.title) == []
    log = window.log.findChild(QPlainTextEdit)
    assert log is not None
    for line in log.toPlainText().splitlines():
        words = set(WORD.findall(FIELD.sub("", line).replace(experiment.name, "")))
        assert words <= {*NAMES, "cpu", "off", "default"}, line


def test_that_errors_and_questions_are_all_chinese(window: MainWindow) -> None:
    window.dialogs.show_error(DataError(say("{name} is empty.", name="a.t"), say("Choose a longer text.")))
    window.document.rename("abc")
    window.actions_["new"].trigger()
    window.actions_["rename"].trigger()
    dialogs = [item for item in QApplication.topLevelWidgets() if item.isVisible() and item is not window]
    assert len(dialogs) >= 3
    for dialog in dialogs:
        assert in_english(dialog, "abc", "workbench.log", QApplication.applicationName()) == []
        dialog.close()


def test_that_the_workshop_is_all_chinese(qtbot: QtBot, window: MainWindow) -> None:
    workshop = open_workshop(qtbot, window)
    for number, done in enumerate(
        (
            lambda: workshop.tokens.left.inspection is not None,
            lambda: workshop.statistics.description is not None,
            lambda: workshop.batches.batch is not None,
        )
    ):
        workshop.show_tab(number)
        qtbot.waitUntil(done, timeout=60_000)
    assert in_english(workshop) == []
    workshop.close()


def test_that_the_dialogs_of_the_data_panel_are_all_chinese(qtbot: QtBot, window: MainWindow) -> None:
    for name in ("data.open_hub", "data.open_mixture"):
        part(window, QAction, name).trigger()
    part(window, QAbstractButton, "data.edit_cleaning").click()
    cleaning = part(window, CleaningDialog, "cleaning")
    for name in CLEANING_STEPS.entries:
        part(cleaning, QAction, f"cleaning.add.{name}").trigger()
        assert in_english(cleaning, *EXAMPLES) == []
    for kind in (HubDialog, MixtureDialog):
        dialog = window.findChild(kind)
        assert dialog is not None
        assert in_english(dialog, "sample:stories", "hub:", "train") == []
        dialog.close()
    cleaning.close()


def test_that_the_help_is_all_chinese(window: MainWindow) -> None:
    window.dialogs.show_help("keyboard")
    [browser] = [item for item in all_widgets() if isinstance(item, HelpBrowser)]
    assert in_english(browser.window()) == []
    assert "键盘" in browser.toPlainText()
    assert "开始\n" in browser.toPlainText()
    browser.window().close()


def test_that_the_walk_finds_an_english_text(window: MainWindow) -> None:
    window.runs.setToolTip("Forgotten")
    assert len(in_english(window, window.document.title)) == 1
