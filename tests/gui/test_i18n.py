"""Numbers as they are written somewhere, and languages that are only files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.text_walk import PseudoTranslator, pseudo_language, untranslated
from workbench import paths
from workbench.config.experiment import Experiment
from workbench.gui import i18n
from workbench.gui.panels.data_panel import DataPanel
from workbench.gui.panels.model_panel import ModelPanel
from workbench.gui.panels.optimizer_panel import OptimizerPanel
from workbench.messages import say


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (i18n.format_count(1234567), "1,234,567"),
        (i18n.format_count(-0.4), "0"),
        (i18n.format_short(804096), "804 k"),
        (i18n.format_short(10_720_000), "10.7 M"),
        (i18n.format_short(999_950), "1.00 M"),
        (i18n.format_short(1.253), "1.25"),
        (i18n.format_bytes(999), "999 B"),
        (i18n.format_bytes(43_210_000), "43.2 MB"),
        (i18n.format_bytes(999_999), "1.00 MB"),
        (i18n.format_duration(7), "0:07"),
        (i18n.format_duration(754.4), "12:34"),
        (i18n.format_duration(3 * 3600 + 25 * 60 + 45), "3:25:45"),
        (i18n.format_duration(2 * 86400 + 3 * 3600 + 25 * 60), "2 d 03:25"),
        (i18n.format_duration(float("inf")), "–:––"),
        (i18n.format_loss(1.87654), "1.8765"),
        (i18n.format_loss(65.123), "65.12"),
        (i18n.format_loss(None), "–"),
        (i18n.format_loss(float("nan")), "–"),
        (i18n.format_loss(float("inf")), "∞"),
        (i18n.format_number(0.001), "0.001"),
        (i18n.format_number(0.0001), "0.0001"),
        (i18n.format_number(3e-5), "3e-5"),
        (i18n.format_number(1e-8), "1e-8"),
        (i18n.format_number(2000.0), "2,000"),
    ],
)
def test_that_numbers_are_written_to_be_read(made: str, expected: str) -> None:
    assert made == expected


def test_that_numbers_follow_the_country() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert i18n.format_count(1234567) == "1.234.567"
    assert i18n.format_loss(1.87654) == "1,8765"
    assert i18n.format_number(0.001) == "0,001"


def test_that_a_system_without_a_language_gets_english_numbers() -> None:
    QLocale.setDefault(QLocale.c())
    assert i18n.format_count(1234567) == "1,234,567"


def test_that_a_sentence_of_the_engine_is_translated_with_its_values(qapp: QApplication) -> None:
    message = say("{name} is empty.", name="a.txt")
    with pseudo_language(qapp):
        assert i18n.translate_engine(message) == "⟦a.txt is empty.⟧"
        assert i18n.tr_setting("Layers") == "⟦Layers⟧"
        assert i18n.tr_setting("") == ""
    assert i18n.translate_engine(message) == "a.txt is empty."


def test_that_every_text_of_the_settings_panels_is_translated(qapp: QApplication, qtbot: QtBot) -> None:
    with pseudo_language(qapp):
        for panel in (DataPanel(), ModelPanel(), OptimizerPanel()):
            qtbot.addWidget(panel)
            panel.set_experiment(Experiment())
            assert untranslated(panel) == []


def test_that_the_walk_finds_a_text_that_is_not_translated(qapp: QApplication, qtbot: QtBot) -> None:
    with pseudo_language(qapp):
        panel = ModelPanel()
        qtbot.addWidget(panel)
        panel.setToolTip("Not translated")
        assert untranslated(panel) == ["ModelPanel model_panel tooltip: 'Not translated'"]


def test_that_a_language_is_added_with_files_alone(
    qapp: QApplication, qtbot: QtBot, script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "translations" / "workbench_eo.ts"
    script.update(file)
    _translate_all(file)
    script.release(file)
    (tmp_path / "icons").symlink_to(paths.resources() / "icons")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert i18n.languages() == ["en", "eo"]
    installed = i18n.install_translators(qapp, "eo")
    try:
        for panel in (DataPanel(), ModelPanel(), OptimizerPanel()):
            qtbot.addWidget(panel)
            panel.set_experiment(Experiment())
            assert untranslated(panel) == []
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)


def test_that_an_update_keeps_what_is_translated(script: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "workbench_eo.ts"
    script.update(file)
    _translate_all(file)
    before = file.read_text(encoding="utf-8").count("⟦")
    script.update(file)
    assert before > 300
    assert file.read_text(encoding="utf-8").count("⟦") == before


def test_that_an_unknown_language_leaves_english(qapp: QApplication) -> None:
    installed = [item for item in i18n.install_translators(qapp, "tlh") if isinstance(item, QTranslator)]
    for translator in installed:
        qapp.removeTranslator(translator)
    assert i18n.tr_setting("Layers") == "Layers"


def _translate_all(file: Path) -> None:
    """Fill in every translation the way that the pseudo language would."""
    tree = ElementTree.parse(file)
    for message in tree.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        translation.text = PseudoTranslator().translate("", message.findtext("source") or "")
    tree.write(file, encoding="utf-8", xml_declaration=True)
