"""The inspector: a text in coloured tokens, looked at as a person does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible, tab_order
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import close_window, open_window, part
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.gui import theme
from workbench.gui.main_window import MainWindow
from workbench.gui.panels.data_panel import DataPanel
from workbench.gui.workshop.passage_editor import MOST_LAID_OUT
from workbench.gui.workshop.token_view import TokenView
from workbench.gui.workshop.tokens_tab import TokensTab
from workbench.gui.workshop.window import WorkshopWindow

LINES = [f"{number}: the cat sat on the mat, and the cat and the hat sat there.\n" for number in range(90)]
TEXT = "".join(LINES) + "我们 the\n"
GPT2 = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "tok-gpt2"


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    return check({"data": {"source": str(file)}, "tokenizer": {"kind": "bpe", "vocab_size": 300}})


@pytest.fixture
def window(qtbot: QtBot, experiment: Experiment) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    made.document.replace(experiment)
    yield made
    close_window(made)


@pytest.fixture
def tab(qtbot: QtBot, experiment: Experiment) -> Iterator[TokensTab]:
    made = TokensTab()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.set_experiment(experiment)
    made.show()
    yield made
    made.close_jobs(20_000)


def type_text(qtbot: QtBot, tab: TokensTab, text: str) -> None:
    """Type a text and wait until it is cut."""
    tab.editor.clear()
    qtbot.keyClicks(tab.editor, text)
    qtbot.waitUntil(lambda: shown(tab.left.view) == text.replace(" ", "␣"), timeout=20_000)


def shown(view: TokenView) -> str:
    return "".join(span.label for span in view.spans())


def click(qtbot: QtBot, parent: TokensTab, name: str) -> None:
    qtbot.mouseClick(part(parent, QAbstractButton, name), Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, combo: object, text: str) -> None:
    """Open a combo box and go to an entry by the keyboard, as a person without a mouse does."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == text


def test_that_the_button_of_the_data_panel_opens_the_workshop_on_the_beginning_of_the_source(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(part(window, QToolButton, "data.look_inside"), Qt.MouseButton.LeftButton)
    workshop = window.findChild(WorkshopWindow)
    assert workshop is not None
    qtbot.waitUntil(workshop.isVisible)
    tab = workshop.tokens
    qtbot.waitUntil(lambda: tab.left.inspection is not None, timeout=20_000)
    assert tab.editor.passage() == TEXT[:1500]
    assert shown(tab.left.view).startswith("0:␣the␣cat␣sat␣on")
    assert tab.left.value("round_trip") == "exact"
    workshop.resize(700, 500)
    qtbot.keyClick(workshop, Qt.Key.Key_Escape)
    assert not workshop.isVisible()
    window.actions_["workshop"].trigger()
    assert workshop.isVisible()
    assert (workshop.width(), workshop.height()) == (700, 500)
    qtbot.waitUntil(workshop.isActiveWindow)
    qtbot.keyClick(workshop, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not workshop.isVisible()


def test_that_the_workshop_remembers_its_size(window: MainWindow, qtbot: QtBot) -> None:
    first = WorkshopWindow(window.document, window)
    first.bring_up()
    qtbot.waitUntil(first.isVisible)
    first.resize(777, 555)
    first.close()
    first.close_jobs(20_000)
    second = WorkshopWindow(window.document, window)
    assert (second.width(), second.height()) == (777, 555)
    second.close_jobs(20_000)


def test_that_what_is_typed_is_cut_and_a_click_selects_the_tokens_row(tab: TokensTab, qtbot: QtBot) -> None:
    type_text(qtbot, tab, "the cat, quite")
    view, table = tab.left.view, tab.left.table
    index = [span.label for span in view.spans()].index(",")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of(index).center())
    assert table.currentIndex().row() == index
    assert view.current == index
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert table.currentIndex().row() == index - 1
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert view.current == index
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\t")[1] == ","


def test_that_pointing_at_a_token_tells_its_id_bytes_and_frequency(tab: TokensTab, qtbot: QtBot) -> None:
    type_text(qtbot, tab, "the cat the")
    found = tab.left.inspection
    assert found is not None
    tip = tab.left.view.spans()[0].tip
    first = found.tokens[0]
    assert f"id {first.id}" in tip
    assert first.data.hex(" ") in tip
    assert f"In this text: {first.count}" in tip
    assert "of a million tokens" in tip
    place = tab.left.view.place_of(0).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, tab.left.view.viewport().mapToGlobal(place))
    assert QApplication.sendEvent(tab.left.view.viewport(), event)


def test_that_white_space_and_line_ends_are_seen(tab: TokensTab, qtbot: QtBot) -> None:
    tab.editor.set_passage("a \tb\nc")
    tab.first.choose("byte")
    qtbot.waitUntil(lambda: shown(tab.left.view) == "a␣→b↵c", timeout=20_000)
    places = [tab.left.view.place_of(index) for index in range(6)]
    assert places[4].top() == places[0].top()
    assert places[5].top() > places[4].bottom()
    assert places[5].left() == places[0].left()
    assert all(left.right() < right.left() for left, right in pairwise(places[:5]))


def test_that_two_tokenizers_stand_side_by_side_with_their_numbers(tab: TokensTab, qtbot: QtBot) -> None:
    type_text(qtbot, tab, "the cat quacks")
    assert not tab.right.isVisible()
    choose(qtbot, tab.second, "Byte, made from this text")
    qtbot.waitUntil(lambda: tab.right.inspection is not None, timeout=20_000)
    assert tab.right.isVisible()
    assert abs(tab.left.width() - tab.right.width()) <= 1
    left, right = tab.left.inspection, tab.right.inspection
    assert left is not None
    assert right is not None
    assert right.count == 14
    assert tab.right.value("count").startswith("14")
    assert f"({right.count / left.count:.2f} ×)" in tab.right.value("count")
    assert tab.right.value("time").split()[1] == "ms"
    assert any("different" in span.marks for span in tab.right.view.spans())
    choose(qtbot, tab.second, "Nothing")
    qtbot.waitUntil(lambda: not tab.right.isVisible(), timeout=20_000)


def test_that_unknown_words_and_a_text_that_does_not_come_back_are_shown(tab: TokensTab, qtbot: QtBot) -> None:
    tab.editor.set_passage(" the cat quacks")
    choose(qtbot, tab.first, "Word, made from this text")
    qtbot.waitUntil(lambda: tab.left.value("unknown") == "33.33 % (1)", timeout=20_000)
    assert tab.left.value("round_trip") == "differs from character 9"
    assert "unknown" in tab.left.view.spans()[-1].marks


@pytest.mark.skipif(not GPT2.is_dir(), reason="GPT-2's tokenizer is not at hand")
def test_that_a_tokenizer_file_is_compared_with(tab: TokensTab, qtbot: QtBot) -> None:
    tab.editor.set_passage("the cat, 我们")
    tab.second.choose_path(GPT2 / "vocab.json")
    qtbot.waitUntil(lambda: tab.right.inspection is not None, timeout=30_000)
    assert tab.right.inspection is not None
    assert [token.id for token in tab.right.inspection.tokens][:3] == [1169, 3797, 11]  # as tiktoken's "gpt2" gives
    assert tab.right.value("round_trip") == "exact"


def test_that_a_file_that_is_no_tokenizer_is_refused_in_its_column_alone(
    tab: TokensTab, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "tokenizer.json"
    broken.write_text("{", encoding="utf-8")
    tab.editor.set_passage("the cat")
    tab.second.choose_path(broken)
    error = part(tab.right, QLabel, "workshop.right.error")
    qtbot.waitUntil(lambda: "not valid JSON" in error.text(), timeout=20_000)
    assert shown(tab.left.view) == "the␣cat"


def test_that_a_paste_of_a_megabyte_leaves_the_window_responsive(tab: TokensTab, qtbot: QtBot) -> None:
    tab.first.choose("byte")
    text = "abcdefghi " * 100_000
    delays: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        delays.append(now - last[0])
        last[0] = now

    timer = QTimer(interval=0)
    timer.timeout.connect(tick)
    timer.start()
    data = QMimeData()
    data.setText(text)
    tab.editor.insertFromMimeData(data)
    qtbot.waitUntil(lambda: tab.left.value("count") == "1,000,000", timeout=30_000)
    timer.stop()
    assert max(delays) < 1.0  # laid out whole, the line alone would take longer
    assert len(tab.editor.toPlainText()) == MOST_LAID_OUT
    assert tab.editor.passage() == text
    assert "The first 5,000 of 1,000,000 tokens" in part(tab, QLabel, "workshop.left.more").text()
    click(qtbot, tab, "workshop.clear")
    assert not tab.editor.shortened


def test_that_a_newer_text_replaces_one_that_is_still_being_cut(tab: TokensTab, qtbot: QtBot) -> None:
    tab.first.choose("byte")
    tab.editor.set_passage("abcdefghi " * 200_000)
    tab._ask()
    tab.editor.set_passage("xyz")
    tab._ask()
    qtbot.waitUntil(lambda: shown(tab.left.view) == "xyz", timeout=30_000)
    assert tab.left.value("count") == "3"


def test_that_each_press_takes_another_passage(tab: TokensTab, qtbot: QtBot) -> None:
    seen = set()
    for _ in range(3):
        before = tab.editor.passage()
        click(qtbot, tab, "workshop.take")
        qtbot.waitUntil(lambda before=before: tab.editor.passage() not in ("", before), timeout=20_000)
        assert tab.editor.passage() in TEXT
        seen.add(tab.editor.passage())
    assert len(seen) == 3


def test_that_chinese_text_is_cut_and_shown(tab: TokensTab, qtbot: QtBot) -> None:
    tab.editor.set_passage("我们 the 我")
    tab.first.choose("char")
    qtbot.waitUntil(lambda: shown(tab.left.view) == "我们␣the␣我", timeout=20_000)
    assert tab.left.value("round_trip") == "exact"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_text_can_be_read_on_every_tokens_colour(qapp: QApplication, scheme: theme.Scheme) -> None:
    theme.apply_theme(qapp, scheme)
    lowest = min(theme.contrast(theme.current().text, theme.token_color(token).name()) for token in range(2_000))
    theme.apply_theme(qapp, "light")
    assert lowest >= 4.5


def test_that_every_control_can_be_used_without_a_mouse(tab: TokensTab, qtbot: QtBot) -> None:
    choose(qtbot, tab.second, "Byte, made from this text")
    type_text(qtbot, tab, "the")
    assert inaccessible(tab) == []
    names = [widget.objectName() for widget in tab_order(tab)]
    assert names[:5] == [
        "workshop.text", "workshop.take", "workshop.clear", "workshop.tokenizer", "workshop.compare"
    ]  # fmt: skip
    assert {"workshop.left.tokens", "workshop.left.table", "workshop.right.tokens"} <= set(names)


def test_that_every_text_is_translated(qapp: QApplication, qtbot: QtBot, experiment: Experiment) -> None:
    with pseudo_language(qapp):
        tab = TokensTab()
        qtbot.addWidget(tab)
        assert untranslated(tab) == []


def test_that_a_tokenizers_file_is_browsed_for_and_refused_at_its_field(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "tokenizer.json"
    broken.write_text("{}", encoding="utf-8")
    window.document.replace(check({"tokenizer": {"kind": "file"}}))
    panel = part(window, DataPanel, "data_panel")
    editor = panel._tokenizer.form.editor("path")
    qtbot.waitUntil(lambda: panel.findChild(QLabel, "tokenizer.path.problem") is not None, timeout=20_000)
    problem = part(panel, QLabel, "tokenizer.path.problem")  # made when there is one to tell
    qtbot.waitUntil(lambda: "No tokenizer file is chosen." in problem.text(), timeout=20_000)
    qtbot.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    [menu] = [item for item in editor.findChildren(type(editor._menu)) if item.isVisible()]
    assert [action.objectName() for action in menu.actions()] == ["path.file", "path.folder"]
    menu.close()
    qtbot.keyClicks(editor, str(broken))
    qtbot.waitUntil(lambda: "it holds no tokenizer" in problem.text(), timeout=20_000)
    assert not part(panel, QLabel, "data.error_message").isVisible()
