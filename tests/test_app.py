"""The application as Qt and C code see it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOCALE = "de_DE.UTF-8"


@pytest.fixture
def comma(tmp_path: Path) -> Path:
    """A folder with a locale of the C library in which numbers have a decimal comma."""
    maker = shutil.which("localedef")
    if maker is None:
        pytest.skip("localedef, which makes locales, is not installed here")
    folder = tmp_path / "locales"
    folder.mkdir()
    made = subprocess.run([maker, "--no-archive", "-i", "de_DE", "-f", "UTF-8", folder / LOCALE], capture_output=True)
    if not (folder / LOCALE / "LC_NUMERIC").is_file():
        pytest.skip(f"no locale can be made here: {made.stderr.decode()}")
    return folder


def test_that_c_code_reads_numbers_with_a_point_whatever_the_language(comma: Path) -> None:
    code = """
import ctypes, locale
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

def half():
    strtod = ctypes.CDLL(None).strtod
    strtod.restype, strtod.argtypes = ctypes.c_double, [ctypes.c_char_p, ctypes.c_void_p]
    return strtod(b"0.5", None)

from workbench.app import make_application
locale.setlocale(locale.LC_ALL, "")
print(half())
application = make_application()
print(half(), locale.localeconv()["decimal_point"], locale.setlocale(locale.LC_TIME))
"""
    known = {**os.environ, "LOCPATH": str(comma), "LC_ALL": LOCALE, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True)
    assert done.stdout == f"0.0\n0.5 . {LOCALE}\n", done.stderr


def test_that_a_file_that_macos_wants_opened_reaches_the_window(tmp_path: Path) -> None:
    """There a double click is an event, sent to the application, and not an argument."""
    code = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFileOpenEvent
from workbench.app import make_application

application = make_application()
application.file_wanted.connect(lambda path: print("wanted", path))
print(QCoreApplication.sendEvent(application, QFileOpenEvent(sys.argv[1])))
QCoreApplication.sendEvent(application, QEvent(QEvent.Type.ApplicationActivate))
"""
    known = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    file = str(tmp_path / "experiment.yaml")
    done = subprocess.run([sys.executable, "-c", code, file], env=known, capture_output=True, text=True)
    assert done.stdout == f"wanted {file}\nTrue\n", done.stderr


def test_that_the_application_has_our_style_from_the_beginning_and_keeps_it(tmp_path: Path) -> None:
    code = """
from workbench.app import make_application
from workbench.gui import theme
app = make_application()
before = app.style().name()
theme.apply_theme(app, "light")
print(before, app.style().name(), len(app.arguments()), sep=",")
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WORKBENCH_HOME": str(tmp_path)}
    environment.pop("QT_STYLE_OVERRIDE", None)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    before, after, arguments = done.stdout.strip().split(",")
    assert before == "fusion"
    assert after in ("fusion", "")  # Qt names none where a style sheet lies over it
    assert arguments == "1"
