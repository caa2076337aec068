"""The help: its pages are complete and hang together, and its window is operated by clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from workbench import paths
from workbench.config.check import PLAIN, REGISTRIES
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.config.setting import Section, settings_of
from workbench.gui import theme
from workbench.gui.actions import Actions
from workbench.gui.dialogs.help_pages import HelpPages, anchor_of, escaped
from workbench.gui.dialogs.help_window import HelpBrowser, HelpWindow

FOLDER = paths.resources() / "help"
LANGUAGES = ["en", *sorted(path.name for path in FOLDER.iterdir() if path.is_dir())]
FILES = sorted(FOLDER.rglob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def entries() -> Iterator[tuple[str, type[Section]]]:
    """Every section's class, and of a section with a choice all there is to choose."""
    yield from PLAIN.items()
    for name, registry in REGISTRIES.items():
        for choice, cls in registry.entries.items():
            yield f"{name}.{choice}", cls
    for choice, step in CLEANING_STEPS.entries.items():
        yield f"cleaning.{choice}", step


def folder_of(language: str) -> Path:
    return FOLDER if language == "en" else FOLDER / language


def everything(language: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder_of(language).glob("*.md")))


def in_language(language: str, text: str) -> str:
    """A setting's label as the window shows it in this language."""
    translator = QTranslator()
    translator.load(str(paths.resources() / "translations" / f"workbench_{language}.qm"))
    return translator.translate("settings", text) or text


def page_id(file: Path) -> str:
    return file.relative_to(FOLDER).with_suffix("").as_posix()


def part(window: QWidget, kind: type, name: str) -> QWidget:
    found = window.findChild(kind, f"help.{name}")
    assert found is not None, name
    return found


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[HelpWindow]:
    theme.apply_theme(qapp, "light")
    parent = QWidget()
    qtbot.addWidget(parent)
    made = HelpWindow(Actions(parent).all())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def browser(window: HelpWindow) -> HelpBrowser:
    found = window.findChild(HelpBrowser)
    assert found is not None
    return found


def click(qtbot: QtBot, window: HelpWindow, title: str) -> None:
    """Click a page in the contents."""
    contents = window.findChild(QListWidget, "help.contents")
    assert contents is not None
    [item] = contents.findItems(title, Qt.MatchFlag.MatchExactly)
    qtbot.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=contents.visualItemRect(item).center())


def shown_titles(window: HelpWindow) -> list[str]:
    contents = window.findChild(QListWidget, "help.contents")
    assert contents is not None
    items = [contents.item(row) for row in range(contents.count())]
    return [item.text() for item in items if not item.isHidden()]


def link_place(browser: HelpBrowser, text: str) -> QPoint:
    """Where on the screen of the browser a link is."""
    cursor = browser.document().find(text)
    assert not cursor.isNull(), text
    cursor.setPosition(cursor.selectionStart() + 1)
    return browser.cursorRect(cursor).center()


# The pages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "section"), list(entries()), ids=[name for name, _ in entries()])
def test_that_every_setting_is_explained(name: str, section: type[Section], language: str) -> None:
    text = everything(language)
    labels = [in_language(language, item.label) for item in settings_of(section) if item.label != item.name]
    assert [label for label in labels if f"**{label}**" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "section"), [e for e in entries() if "." in e[0]], ids=lambda e: str(e))
def test_that_every_choice_is_explained_under_its_name(name: str, section: type[Section], language: str) -> None:
    label = in_language(language, section.label)  # type: ignore[attr-defined]
    text = everything(language)
    assert f"**{label}**" in text or label in HEADING.findall(text)


@pytest.mark.parametrize("file", FILES, ids=page_id)
def test_that_every_link_leads_somewhere(file: Path) -> None:
    for target in LINK.findall(file.read_text(encoding="utf-8")):
        page, _, anchor = target.partition("#")
        other = file.parent / page if page else file
        assert other.is_file(), target
        if anchor:
            assert anchor in map(anchor_of, HEADING.findall(other.read_text(encoding="utf-8"))), target


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_contents_list_every_page_once(language: str) -> None:
    assert sorted(HelpPages(FOLDER).names()) == sorted(file.stem for file in folder_of(language).glob("*.md"))


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", HelpPages(FOLDER).names())
def test_that_a_translated_page_has_the_parts_of_the_english_one(name: str, language: str) -> None:
    english, translated = ((folder / f"{name}.md").read_text("utf-8") for folder in (FOLDER, FOLDER / language))
    for part_of_page in (HEADING, LINK, re.compile(r"^\|", re.MULTILINE), re.compile(r"^(?:\d+\.|-) ", re.MULTILINE)):
        assert len(part_of_page.findall(translated)) == len(part_of_page.findall(english)), part_of_page.pattern
    for code in (re.compile(r"`[^`\n]+`"), re.compile(r"\{\w+\}"), re.compile(r"F\d|Ctrl\+[\w+]+")):
        assert sorted(code.findall(translated)) == sorted(code.findall(english))


@pytest.mark.parametrize("file", FILES, ids=page_id)
def test_that_a_page_is_short_and_begins_with_its_title(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) <= 120
    assert sum(line.startswith("# ") for line in lines) == 1


def test_that_a_translated_page_stands_before_the_english_one(tmp_path: Path) -> None:
    (tmp_path / "contents.yaml").write_text("- index\n- data\n")
    (tmp_path / "index.md").write_text("# Welcome\n")
    (tmp_path / "data.md").write_text("# Data\n")
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "index.md").write_text("# Willkommen\n")
    pages = HelpPages(tmp_path, "de_AT")
    assert [pages.title(name) for name in pages.names()] == ["Willkommen", "Data"]
    assert HelpPages(tmp_path, "en_GB").title("index") == "Welcome"


def test_that_a_search_reads_words_and_not_addresses(tmp_path: Path) -> None:
    (tmp_path / "contents.yaml").write_text("- index\n")
    (tmp_path / "index.md").write_text("# One\n\n[Other **bold** words](hidden.md#place)\n")
    pages = HelpPages(tmp_path)
    assert pages.holding("BOLD wor") == ["index"]
    assert pages.holding("hidden") == []
    assert pages.holding("bold missing") == []
    assert pages.holding("") == ["index"]


def test_that_an_actions_text_cannot_break_the_table() -> None:
    assert escaped("a|b*c") == r"a\|b\*c"


# The window


def test_that_clicking_the_contents_shows_that_page(qtbot: QtBot, window: HelpWindow, browser: HelpBrowser) -> None:
    for title in (*shown_titles(window), "Welcome"):
        click(qtbot, window, title)
        assert browser.document().firstBlock().text() == title


def test_that_a_page_is_shown_by_its_name(qtbot: QtBot, window: HelpWindow, browser: HelpBrowser) -> None:
    window.close()
    window.show_page("data")
    assert window.isVisible()
    assert browser.page == "data"
    contents = window.findChild(QListWidget, "help.contents")
    assert contents is not None
    assert contents.currentItem().text() == "Data"


def test_that_the_keyboard_page_lists_the_keys_of_the_actions(qtbot: QtBot, qapp: QApplication) -> None:
    action = QAction("&Bake | a cake…")
    action.setShortcut("Ctrl+Alt+B")
    action.setStatusTip("Takes *an* hour.")
    silent = QAction("Without keys")
    made = HelpWindow([action, silent])
    qtbot.addWidget(made)
    made.show_page("keyboard")
    found = made.findChild(HelpBrowser)
    assert found is not None
    text = found.toPlainText()
    for expected in ("Bake | a cake\n", action.shortcut().toString(), "Takes *an* hour."):
        assert expected in text
    assert "Without keys" not in text
    assert "{" not in text


def test_that_a_link_to_a_heading_scrolls_there(qtbot: QtBot, window: HelpWindow, browser: HelpBrowser) -> None:
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=link_place(browser, "continue"))
    assert browser.page == "runs"
    assert browser.verticalScrollBar().value() > 0
    assert browser.cursorForPosition(QPoint(40, 8)).block().text() == "Continue"


def test_that_back_and_forward_go_through_the_pages_read(
    qtbot: QtBot, qapp: QApplication, window: HelpWindow, browser: HelpBrowser
) -> None:
    back, forward = part(window, QToolButton, "back"), part(window, QToolButton, "forward")
    assert not back.isEnabled()
    click(qtbot, window, "Data")
    click(qtbot, window, "Plots")
    pages = []
    for button in (back, back, forward):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        pages.append(browser.page)
        title = QTextCursor(browser.document().firstBlock())
        title.movePosition(QTextCursor.MoveOperation.NextCharacter)
        assert title.charFormat().fontPointSize() > qapp.font().pointSizeF()
    assert pages == ["data", "index", "data"]
    assert forward.isEnabled()
    qtbot.mouseClick(part(window, QToolButton, "home"), Qt.MouseButton.LeftButton)
    assert browser.page == "index"


def test_that_a_search_leaves_the_pages_that_hold_the_words(
    qtbot: QtBot, window: HelpWindow, browser: HelpBrowser
) -> None:
    search = window.findChild(QLineEdit, "help.search")
    assert search is not None
    every = shown_titles(window)
    qtbot.keyClicks(search, "Nesterov")
    assert shown_titles(window) == ["Optimizer and training"]
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert browser.page == "optimizer"
    assert [mark.cursor.selectedText() for mark in browser.extraSelections()] == ["Nesterov"]
    qtbot.keyClicks(search, "zzz")
    assert shown_titles(window) == []
    search.clear()
    assert shown_titles(window) == every
    assert browser.extraSelections() == []


def test_that_a_change_of_theme_recolours_the_page_where_it_is(
    qtbot: QtBot, qapp: QApplication, window: HelpWindow, browser: HelpBrowser
) -> None:
    window.show_page("models")
    browser.verticalScrollBar().setValue(200)
    for scheme, colours in (("dark", theme.DARK), ("light", theme.LIGHT)):
        theme.apply_theme(qapp, scheme)  # type: ignore[arg-type]
        link = browser.document().find("overfitting")
        assert link.charFormat().foreground().color().name() == colours.accent
        assert browser.verticalScrollBar().value() == 200


def test_that_every_control_says_what_it_is_for(window: HelpWindow) -> None:
    for kind, name in (
        (QToolButton, "back"),
        (QToolButton, "forward"),
        (QToolButton, "home"),
        (QLineEdit, "search"),
        (QListWidget, "contents"),
        (HelpBrowser, "page"),
    ):
        control = part(window, kind, name)
        assert control.toolTip().endswith(".")
        assert control.accessibleName()
