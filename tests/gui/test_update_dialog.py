"""Check for updates: asked by a click alone, taken back by closing, told in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible, tab_order
from tests.release_server import PAGE, Place, release, telling
from tests.windows import close_window, open_window
from workbench import __version__, releases
from workbench.gui.dialogs.update_dialog import UpdateDialog


class Browser(QObject):
    """Takes the addresses that would be opened in the user's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def browser(qtbot: QtBot) -> Iterator[Browser]:
    made = Browser()
    for scheme in ("https", "http", "file"):
        QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in ("https", "http", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[UpdateDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = UpdateDialog(parent)
    yield made
    made.close_jobs(20_000)


def click(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, f"updates.{name}")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(dialog: QWidget, name: str = "more") -> str:
    return dialog.findChild(QLabel, f"updates.{name}").text()


def is_shown(dialog: QWidget, name: str) -> bool:
    return bool(dialog.findChild(QWidget, f"updates.{name}").isVisible())


def ask(qtbot: QtBot, dialog: UpdateDialog, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the dialog, ask, and wait for the answer."""
    with telling(place):
        monkeypatch.setenv(releases.VARIABLE, place.url)
        dialog.begin()
        click(qtbot, dialog, "ask")
        qtbot.waitUntil(dialog.findChild(QPushButton, "updates.ask").isEnabled, timeout=20_000)


def test_that_nobody_is_asked_before_the_user_says_so(
    qtbot: QtBot, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(release("v99.0", "Much is **new**."))
    with telling(place):
        monkeypatch.setenv(releases.VARIABLE, place.url)
        window = open_window(qtbot)
        window.actions_["check_updates"].trigger()
        dialog = window.findChild(UpdateDialog)
        assert __version__ in said(dialog, "said")
        assert "127.0.0.1" in said(dialog, "sent")
        assert "Nothing is sent but that question" in said(dialog, "sent")
        assert place.asked == []
        click(qtbot, dialog, "ask")
        qtbot.waitUntil(lambda: is_shown(dialog, "open"), timeout=20_000)
    assert len(place.asked) == 1
    assert "99.0 is available" in said(dialog)
    assert dialog.findChild(QTextBrowser).toPlainText() == "Much is new."
    click(qtbot, dialog, "open")
    assert browser.opened == [PAGE]
    click(qtbot, dialog, "close")
    assert not dialog.isVisible()
    close_window(window)
    assert len(place.asked) == 1


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(release(f"v{__version__}")), "It is the newest version."),
        (Place(release("v0.0.1")), "newer than the newest version that is published, 0.0.1"),
        (Place(status=404), "knows of no release"),
        (Place(b"<html>"), "was not understood"),
    ],
    ids=("same", "older", "none", "garbage"),
)
def test_that_an_answer_without_anything_new_is_one_sentence(
    place: Place, words: str, qtbot: QtBot, dialog: UpdateDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(qtbot, dialog, place, monkeypatch)
    assert words in said(dialog)
    assert "Traceback" not in said(dialog)
    assert not is_shown(dialog, "open")
    assert not is_shown(dialog, "notes")


def test_that_a_preview_is_called_one(qtbot: QtBot, dialog: UpdateDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(qtbot, dialog, Place(release("v99.0rc1")), monkeypatch)
    assert "preview of version 99.0rc1" in said(dialog)
    assert is_shown(dialog, "open")
    assert not is_shown(dialog, "notes")


def test_that_closing_takes_a_question_back_and_the_next_one_is_answered(
    qtbot: QtBot, dialog: UpdateDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(silent=True)
    with telling(place):
        monkeypatch.setenv(releases.VARIABLE, place.url)
        dialog.begin()
        click(qtbot, dialog, "ask")
        qtbot.waitUntil(place.heard.is_set, timeout=20_000)
        assert is_shown(dialog, "busy")
        click(qtbot, dialog, "close")
        assert not dialog.isVisible()
        qtbot.waitUntil(lambda: not dialog._slot.busy, timeout=2_000)
    ask(qtbot, dialog, Place(release("v99.0")), monkeypatch)
    assert "99.0 is available" in said(dialog)


def test_that_a_window_closes_while_a_question_is_unanswered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(silent=True)
    with telling(place):
        monkeypatch.setenv(releases.VARIABLE, place.url)
        parent = QWidget()
        qtbot.addWidget(parent)
        dialog = UpdateDialog(parent)
        dialog.begin()
        click(qtbot, dialog, "ask")
        qtbot.waitUntil(place.heard.is_set, timeout=20_000)
        dialog.close_jobs(5_000)
        assert not dialog._slot.busy


def test_that_a_copy_that_knows_no_address_offers_no_question(
    dialog: UpdateDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(releases.VARIABLE, "http://example.org")
    dialog.begin()
    assert "no address of the form https" in said(dialog)
    assert not is_shown(dialog, "ask")


def test_that_notes_from_outside_load_nothing_and_open_only_pages_of_the_web(
    qtbot: QtBot, dialog: UpdateDialog, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Place(b"a picture")
    with telling(picture):
        notes = f"<b>bold</b> ![]({picture.url}) [good](https://example.org/a) [bad](file:///etc/passwd)"
        ask(qtbot, dialog, Place(release("v99.0", notes)), monkeypatch)
        view = dialog.findChild(QTextBrowser)
        view.grab()
    assert "<b>bold</b>" in view.toPlainText()
    assert picture.asked == []
    view.anchorClicked.emit(QUrl("file:///etc/passwd"))
    view.anchorClicked.emit(QUrl("https://example.org/a"))
    assert browser.opened == ["https://example.org/a"]


def test_that_every_control_is_named_and_reached_by_tab(
    qtbot: QtBot, dialog: UpdateDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(qtbot, dialog, Place(release("v99.0", "new")), monkeypatch)
    assert inaccessible(dialog) == []
    names = [item.objectName().removeprefix("updates.") for item in tab_order(dialog)]
    assert names == ["notes", "ask", "open", "close"]
