"""Sources of every kind dropped onto the window, as the window system tells it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.data.readers.making import docx, epub, paragraph, parquet, pdf, zipped
from tests.windows import close_window, open_window, part
from workbench.config.experiment import Experiment
from workbench.data.readers.formats import formats
from workbench.data.source import load_source
from workbench.gui.main_window import MainWindow

ROWS = 60


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    made.resize(1280, 800)
    made._preview._timer.setInterval(0)
    yield made
    close_window(made)


def drop(window: MainWindow, point: QPoint, *paths: Path) -> bool:
    """Carry files to a point of the window and let them go there; True where somebody took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    carried = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    events = QDragEnterEvent(point, *carried), QDragMoveEvent(point, *carried), QDropEvent(QPointF(point), *carried)
    for event in events:
        event.ignore()
        QApplication.sendEvent(window.windowHandle(), event)
    return events[-1].isAccepted()


def middle_of(widget: QWidget, window: MainWindow) -> QPoint:
    return widget.mapTo(window, widget.rect().center())


def content(suffix: str, word: str) -> bytes:
    """A file of that kind in which the word occurs."""
    texts = [f"The {word} number {number} went into the wood." for number in range(ROWS)]
    rows = [{"id": number, "story": text} for number, text in enumerate(texts)]
    lines = "\n".join(texts)
    match suffix:
        case ".csv" | ".tsv":
            cell = "\t" if suffix == ".tsv" else ","
            return "\n".join([f"id{cell}story", *(f"{row['id']}{cell}{row['story']}" for row in rows)]).encode()
        case ".json":
            return json.dumps(rows).encode()
        case ".jsonl" | ".ndjson":
            return "\n".join(map(json.dumps, rows)).encode()
        case ".parquet":
            return parquet({"id": list(range(ROWS)), "story": texts})
        case ".pdf":
            return pdf(*texts)
        case ".epub":
            return epub({"a": "".join(f"<p>{text}</p>" for text in texts)})
        case ".docx":
            return docx("".join(map(paragraph, texts)))
        case ".html" | ".htm" | ".xhtml":
            return f"<html><body><p>{lines}</p></body></html>".encode()
        case ".zip":
            return zipped({"in/a.txt": lines})
        case _:
            return lines.encode()


def sources(folder: Path) -> Iterator[tuple[Path, str]]:
    """(what is dropped, a word that only its text has) of every kind of source."""
    for number, suffix in enumerate([*formats(), ".zip"]):
        word = f"w{chr(97 + number) * 5}"
        file = folder / f"file{suffix}"
        file.write_bytes(content(suffix, word))
        yield file, word
        if suffix != ".zip":
            packed = folder / f"packed{suffix}.gz"
            packed.write_bytes(gzip.compress(content(suffix, f"{word}x")))
            yield packed, f"{word}x"
    below = folder / "folder" / "below"
    below.mkdir(parents=True)
    (below / "a.md").write_bytes(content(".md", "folded"))
    yield folder / "folder", "folded"


def test_that_every_kind_of_source_is_dropped_onto_the_window_and_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = part(window.data, QPlainTextEdit, "data.preview")
    assert isinstance(preview, QPlainTextEdit)
    dropped = 0
    for path, word in sources(tmp_path):
        place = (window.plots, window.data)[dropped % 2]
        assert drop(window, middle_of(place, window), path), path.name
        assert window.document.experiment.data.source == str(path)
        qtbot.waitUntil(lambda word=word: word in preview.toPlainText(), timeout=20_000)
        dropped += 1
    assert dropped == 2 * len(formats()) + 2


def test_that_a_file_is_taken_wherever_it_is_dropped(window: MainWindow, tmp_path: Path) -> None:
    editors = [editor for editor in window.findChildren(QPlainTextEdit) if editor.isVisible()]
    written = [editor.toPlainText() for editor in editors if not editor.isReadOnly()]
    assert written
    points = [middle_of(editor, window) for editor in editors]
    points += [QPoint(x, y) for x in range(20, window.width(), 180) for y in range(20, window.height(), 150)]
    for number, point in enumerate(points):
        file = tmp_path / f"{number}.txt"
        file.write_bytes(b"words")
        assert drop(window, point, file)
        assert window.document.experiment.data.source == str(file), point
    assert [editor.toPlainText() for editor in editors if not editor.isReadOnly()] == written


def test_that_several_files_follow_one_another(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.csv", tmp_path / "c.parquet"]
    for file in files:
        file.write_bytes(content(file.suffix, file.stem))
    facts = part(window.data, QLabel, "data.characters")
    assert isinstance(facts, QLabel)
    for place in (window.plots, window.data):
        window.document.replace(Experiment())
        assert drop(window, middle_of(place, window), *files)
        data = window.document.experiment.data
        assert [data.source, *(entry.source for entry in data.more_sources)] == list(map(str, files))
        summary = part(window.data, QLabel, "data.mixture")
        assert isinstance(summary, QLabel)
        assert summary.text() == "a.txt × 1 + b.csv × 1 + c.parquet × 1"
    whole = len(load_source(data).text)
    qtbot.waitUntil(lambda: facts.text() == f"{whole:,}")
