"""What every test of the window may use."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from tests.windows import collecting_afterwards
from workbench.gui import i18n

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_widgets_left_over() -> Iterator[None]:
    """Really delete what a test closed: without a running event loop Qt would keep it to the end.

    Thousands of left-over widgets make each change of theme, and so the later tests, slow.
    """
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def script() -> ModuleType:
    """packaging/update_translations.py, which collects and compiles texts."""
    spec = importlib.util.spec_from_file_location("update_translations", ROOT / "packaging" / "update_translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """What is made meanwhile speaks Chinese."""
    before = QLocale()
    installed = i18n.install_translators(qapp, "zh_CN")
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
    qapp.setProperty("language", "en")
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def nothing_left_to_collect() -> Iterator[None]:
    """A window of an earlier test is gone before the next one begins, and none is collected by a job's thread.

    See workbench/gui/collector.py; here it is the end of a test that collects.
    """
    with collecting_afterwards():
        yield
