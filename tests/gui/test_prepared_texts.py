"""The menu of prepared texts, by real clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QMenu, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.windows import close_window, open_window, part
from workbench.data.cache import Cache
from workbench.gui.i18n import format_bytes
from workbench.gui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    close_window(made)


def fill_cache(size: int = 1_500_000) -> None:
    with Cache().hold("texts", "one", lambda: False, lambda: None) as slot:
        assert slot is not None
        (slot.building / "train.txt").write_bytes(b"x" * size)
        slot.commit()


def click(qtbot: QtBot, menu: QMenu, action: QAction) -> None:
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def opened(qtbot: QtBot, window: MainWindow) -> tuple[QMenu, QAction, QAction]:
    """The open menu, measured, and its two entries."""
    bar = window.menuBar()
    file = bar.actions()[0].menu()
    assert isinstance(file, QMenu)
    prepared = window.dialogs.prepared
    qtbot.waitUntil(lambda: not prepared._slot.busy)
    with qtbot.waitSignal(prepared._slot.ended):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(bar.actions()[0]).center())
    qtbot.waitUntil(file.isVisible)
    qtbot.keyClick(file, Qt.Key.Key_X)  # a click would be one for the menu, or for leaving it again
    qtbot.waitUntil(prepared.menu.isVisible)
    clear, limit = prepared.menu.actions()
    return prepared.menu, clear, limit


def close_menus(window: MainWindow) -> None:
    file = window.menuBar().actions()[0].menu()
    assert isinstance(file, QMenu)
    window.dialogs.prepared.menu.close()
    file.close()


def at_rest(qtbot: QtBot, window: MainWindow) -> None:
    """The window's own preview has prepared its text."""
    qtbot.waitUntil(lambda: Cache().size() > 0 and not window._preview.busy and not Cache().in_use(), timeout=20_000)


def test_that_prepared_texts_are_shown_and_removed_once_confirmed(qtbot: QtBot, window: MainWindow) -> None:
    at_rest(qtbot, window)
    fill_cache()
    menu, clear, limit = opened(qtbot, window)
    assert menu.title() == f"Prepared te&xts: {format_bytes(Cache().size())}"
    assert inaccessible(window) == []
    click(qtbot, menu, clear)
    with qtbot.waitSignal(window.dialogs.prepared._slot.ended):
        qtbot.mouseClick(part(window, QPushButton, "question.answer0"), Qt.MouseButton.LeftButton)
    assert Cache().size() == 0
    assert "of prepared texts were removed" in window.statusBar().currentMessage()
    assert (clear.isEnabled(), limit.isEnabled()) == (False, True)


def test_that_nothing_is_removed_where_the_answer_is_cancel(qtbot: QtBot, window: MainWindow) -> None:
    at_rest(qtbot, window)
    fill_cache()
    menu, clear, _ = opened(qtbot, window)
    click(qtbot, menu, clear)
    qtbot.mouseClick(part(window, QPushButton, "question.cancel"), Qt.MouseButton.LeftButton)
    assert not window.dialogs.prepared._slot.busy
    assert Cache().size() > 1_500_000


def test_that_nothing_can_be_removed_while_a_text_is_prepared(qtbot: QtBot, window: MainWindow) -> None:
    at_rest(qtbot, window)
    with Cache().hold("texts", "two", lambda: False, lambda: None) as slot:
        assert slot is not None
        assert slot.building.is_dir()
        _, clear, limit = opened(qtbot, window)
        assert not clear.isEnabled()
        assert not limit.isEnabled()
        assert clear.toolTip() == "A text is being prepared right now."
        close_menus(window)
    _, clear, limit = opened(qtbot, window)
    assert clear.isEnabled()
    assert limit.isEnabled()
    close_menus(window)


def test_that_the_limit_is_set_and_kept_to(qtbot: QtBot, window: MainWindow) -> None:
    at_rest(qtbot, window)
    menu, _, limit = opened(qtbot, window)
    assert limit.text() == "&Limit: 10.0 GB…"
    click(qtbot, menu, limit)
    dialog = part(window, QInputDialog, "question")
    number = dialog.findChild(QSpinBox)
    assert number is not None
    assert number.value() == 10
    number.selectAll()
    qtbot.keyClicks(number, "0")
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    with qtbot.waitSignal(window.dialogs.prepared._slot.ended):
        qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    assert Cache().limit() == 0
    assert Cache().size() == 0
