"""Folders, archives and compressed files, and those that are refused."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.data.readers.reading import SHARED, documents, faults, put, texts
from workbench.config.sections import Data
from workbench.data.readers import unpacking
from workbench.data.readers.patterns import matches
from workbench.data.source import load_source
from workbench.errors import DataError


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    put(folder, "b.txt", "Bee")
    put(folder, "a/z.md", "Zed")
    put(folder, "a/table.csv", "id,text\n1,Row one\n2,Row two\n")
    put(folder, "c/rows.jsonl.gz", gzip.compress(b'{"text": "Packed"}\n'))
    put(folder, "c/code.py", "pass\n")
    put(folder, "c/picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    put(folder, ".hidden/x.txt", "hidden")
    put(folder, ".x.txt", "hidden")
    with zipfile.ZipFile(folder / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("z/last.txt", "Last")
        archive.writestr("first.json.gz", gzip.compress(b'[{"text": "First"}]'))
        archive.writestr("__MACOSX/first.txt", "no")
    return folder


def test_that_a_folder_is_read_whole_and_in_order(library: Path) -> None:
    expected = [
        ("b.txt", "Bee"),
        ("d.zip/first.json.gz", "First"),
        ("d.zip/z/last.txt", "Last"),
        ("a/table.csv", "Row one"),
        ("a/table.csv", "Row two"),
        ("a/z.md", "Zed"),
        ("c/code.py", "pass\n"),
        ("c/rows.jsonl.gz", "Packed"),
    ]
    assert [(document.file, document.text) for document in documents(library)] == expected
    (found,) = faults(library)
    assert found.harmless
    assert (found.kind, found.file) == ("foreign", "c/picture.png")


@pytest.mark.parametrize(
    ("pattern", "count"), [("*.txt", 2), ("*.TXT, *.md", 3), ("a/*", 3), ("**/*.jsonl", 1), ("*.zip", 2), ("none", 0)]
)
def test_that_a_pattern_chooses(library: Path, pattern: str, count: int) -> None:
    assert len(texts(library, pattern=pattern)) == count


def test_that_patterns_mean_what_shells_mean() -> None:
    assert matches("a/b/c.txt", "*.txt")
    assert matches("a/b/c.txt", "a/**/*.txt")
    assert matches("a/c.txt", "a/**/*.txt")
    assert matches("c.csv.gz", "*.csv")
    assert matches("c.txt", "?.txt")
    assert not matches("a/b/c.txt", "a/*.txt")
    assert not matches("atxt", "*.txt")
    assert not matches("a.txt.exe", "*.txt")


def test_that_real_reviews_in_an_archive_are_read() -> None:
    file = SHARED / "nltk-sentence-polarity" / "sentence_polarity.zip"
    if not file.is_file():
        pytest.skip("the reviews are not at hand")
    found = documents(file, pattern="*.neg, *.pos", documents="lines", encoding="latin-1")
    assert len(found) == 10_662
    assert {document.file.rpartition(".")[2] for document in found} == {"neg", "pos"}


@pytest.mark.parametrize("name", ["a.txt.gz", "a.csv.gz", "a.json.gz"])
def test_that_a_gzip_file_is_read_as_what_it_holds(tmp_path: Path, name: str) -> None:
    content = {"txt": "Story", "csv": "id,text\n1,Story\n", "json": json.dumps([{"text": "Story"}])}[name.split(".")[1]]
    assert texts(put(tmp_path, name, gzip.compress(content.encode()))) == ["Story"]


def test_that_a_damaged_archive_is_a_fault(tmp_path: Path) -> None:
    whole = gzip.compress(b"words " * 10_000)
    for content in (whole[: len(whole) // 2], b"no gzip at all", whole[:20] + b"\xff" * 20 + whole[40:], b""):
        found = faults(put(tmp_path, "a.txt.gz", content))
        assert [fault.kind for fault in found] == (["damaged"] if content else [])
    assert [fault.kind for fault in faults(put(tmp_path, "a.zip", b"PK\x03\x04 no archive"))] == ["damaged"]


def test_that_a_damaged_member_costs_that_member_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "first text")
        archive.writestr("b.txt", "second text")
    file.write_bytes(file.read_bytes().replace(b"first text", b"fIrst text", 1))
    assert [(fault.kind, fault.file) for fault in faults(file)] == [("damaged", "a.zip/a.txt")]
    assert "second text" in texts(file)


@pytest.mark.parametrize("member", ["../../etc/passwd.txt", "/etc/passwd.txt", "a\\..\\..\\b.txt", "C:\\x.txt"])
def test_that_a_member_that_names_a_place_outside_is_refused(tmp_path: Path, member: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(member), "trick")
        archive.writestr("good.txt", "good")
    (found,) = faults(tmp_path / "a.zip")
    assert found.kind == "refused"
    assert "outside of the archive" in found.message
    assert texts(tmp_path / "a.zip") == ["good"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_that_links_and_archives_in_archives_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", "PK")
    assert [fault.kind for fault in faults(tmp_path / "a.zip")] == ["refused", "refused"]


def test_that_archives_that_grow_beyond_measure_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SMALL", 1 << 20)
    monkeypatch.setattr("workbench.data.readers.parts.SMALL", 1 << 20)
    zeros = b"a" * (4 << 20)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", zeros)
    packed = put(tmp_path, "b.txt.gz", gzip.compress(zeros))
    for file in (tmp_path / "a.zip", packed):
        (found,) = faults(file)
        assert found.kind == "refused"
        assert "times its size" in found.message


def test_that_a_link_to_a_folder_above_is_no_endless_walk(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "one")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert texts(tmp_path / "in") == ["one"]


def test_that_an_empty_folder_and_one_without_texts_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "folder/a.png", b"\x89PNG\r\n\x1a\n")
    (tmp_path / "none").mkdir()
    for folder in ("folder", "none"):
        with pytest.raises(DataError, match="no file to learn from"):
            load_source(Data(source=str(tmp_path / folder)))
