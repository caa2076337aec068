"""Every translation is complete and compiled, and the language of the window can be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QAction, QActionGroup
from pytestqt.qtbot import QtBot

from workbench import paths
from workbench.gui import i18n
from workbench.gui.main_window import MainWindow
from workbench.gui.settings import WindowSettings

FILES = sorted((paths.resources() / "translations").glob("*.ts"))
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
MNEMONIC = re.compile(r"&\w")
FILE_PATTERN = re.compile(r"\(\*.*\)")


def messages(file: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    for context in ElementTree.parse(file).iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name") or "", message


# The files


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_every_text_is_translated(file: Path, script: ModuleType) -> None:
    known, unfinished = set(), []
    for context, message in messages(file):
        source, made = message.findtext("source") or "", message.find("translation")
        known.add((context, source))
        if made is None or made.get("type") or not made.text:
            unfinished.append((context, source))
    assert unfinished == []
    assert sorted(set(script.collect()) - known) == [], "run packaging/update_translations.py and translate these"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_a_translation_keeps_what_the_program_reads_in_a_text(file: Path) -> None:
    for _, message in messages(file):
        source, made = message.findtext("source") or "", message.findtext("translation") or ""
        assert sorted(PLACEHOLDER.findall(made)) == sorted(PLACEHOLDER.findall(source)), source
        assert len(MNEMONIC.findall(made)) == len(MNEMONIC.findall(source)), source
        assert FILE_PATTERN.findall(made) == FILE_PATTERN.findall(source)
        assert made.endswith("…") == source.endswith("…"), source


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_what_the_window_loads_is_compiled_from_it(file: Path, script: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    assert script.release(copy).read_bytes() == file.with_suffix(".qm").read_bytes()


# The choice


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["zh-Hans-CN", "zh-CN", "zh-Hans", "zh"], "zh_CN"),
        (["zh-Hans-SG", "zh-SG", "zh-Hans", "zh"], "zh_CN"),
        (["zh-Hant-TW", "zh-TW", "zh-Hant"], "en"),
        (["en-Latn-GB", "en-GB", "zh-Hans-CN"], "en"),
        (["eo", "zh-Hans-CN"], "zh_CN"),
        (["C"], "en"),
    ],
)
def test_that_the_first_language_of_a_user_that_there_is_is_spoken(wanted: list[str], spoken: str) -> None:
    assert i18n.best_language(wanted) == spoken


def test_that_a_language_is_called_by_its_own_name() -> None:
    assert [i18n.language_name(code) for code in ("en", "zh_CN", "pt_BR")] == ["English", "简体中文", "Português"]


@pytest.mark.parametrize(("text", "plain"), [("&Open…", "Open…"), ("打开(&O)…", "打开…"), ("Open (&O)", "Open")])
def test_that_a_button_shows_no_key_to_underline(text: str, plain: str) -> None:
    assert i18n.without_mnemonic(text) == plain


def test_that_a_language_chosen_in_the_menu_is_for_the_next_start(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    group = window.findChild(QActionGroup, "language")
    assert group is not None
    assert [action.text() for action in group.actions()][1:] == ["English", "简体中文"]
    assert group.checkedAction().data() == "system"
    chinese = window.findChild(QAction, "action.language.zh_CN")
    assert chinese is not None
    chinese.trigger()
    assert "next start" in window.statusBar().currentMessage()
    assert WindowSettings().language == "zh_CN"
    window.close()
    later = MainWindow()
    qtbot.addWidget(later)
    again = later.findChild(QActionGroup, "language")
    assert again is not None
    assert again.checkedAction().data() == "zh_CN"
    later.close()
