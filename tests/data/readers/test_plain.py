"""Plain text: documents, pieces of long ones, and bytes that are at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.readers.reading import SHARED, documents, faults, pieces, put, texts
from workbench.data.encodings import Finding
from workbench.data.readers import decoding
from workbench.data.readers.formats import _cutting

VERSE = "Two roads,\nand one.\n\nThe other\n\n\n\nAn end\n"


def test_that_a_file_is_one_document_unless_asked_otherwise(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", VERSE)
    assert texts(file) == [VERSE]
    assert texts(file, documents="blank_lines") == ["Two roads,\nand one.", "The other", "An end\n"]
    assert texts(file, documents="lines") == ["Two roads,", "and one.", "The other", "An end"]


def test_that_documents_are_divided_by_form_feeds_and_marks(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.txt", "one\n\ftwo\f\f three"), documents="form_feeds") == ["one\n", "two", " three"]
    stories = put(tmp_path, "b.md", "Once.<|endoftext|>Twice.\n<|endoftext|>")
    assert texts(stories, documents="mark") == ["Once.", "Twice.\n"]
    assert texts(put(tmp_path, "c.md", "a---b"), documents="mark", mark="---") == ["a", "b"]


def test_that_a_document_knows_its_line(tmp_path: Path) -> None:
    found = documents(put(tmp_path, "a.txt", VERSE), documents="blank_lines")
    lines = VERSE.split("\n")
    assert [lines[document.line - 1] for document in found] == ["Two roads,", "The other", "An end"]


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("slice_bytes", [1, 4, 1 << 20])
def test_that_long_documents_come_in_pieces_that_join_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, slice_bytes: int
) -> None:
    file = put(tmp_path, "a.txt", VERSE * 3)
    for how in ("file", "blank_lines", "lines", "mark"):
        whole = texts(file, documents=how, mark="\n\nThe ")
        with monkeypatch.context() as patch:
            patch.setattr(_cutting, "_PIECE", piece)
            patch.setattr(decoding, "_SLICE", slice_bytes)
            joined: list[str] = []
            for document in documents(file, documents=how, mark="\n\nThe "):
                if document.continues:
                    joined[-1] += document.text
                else:
                    joined.append(document.text)
        assert joined == whole, how


def test_that_a_real_book_is_cut_into_its_paragraphs() -> None:
    book = SHARED / "wikitext2-valid-test" / "valid.txt"
    if not book.is_file():
        pytest.skip("the book is not at hand")
    found = texts(book, documents="lines")
    assert found == [line for line in book.read_text(encoding="utf-8").split("\n") if line.strip()]


def test_that_a_bad_byte_is_a_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", "élan vital, déjà vu\n".encode() * 10 + b"bad \xff byte\n" + "où\n".encode())
    (found,) = faults(file)
    assert (found.kind, found.line) == ("encoding", 11)
    assert "byte FF at offset" in found.message
    assert "".join(texts(file)) == "élan vital, déjà vu\n" * 10 + "bad  byte\noù\n"


def test_that_a_file_of_bad_bytes_is_given_up_in_time(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", "élan vital, déjà vu\n".encode() + b"\xff\xfe" * 1_000_000)
    found = faults(file)
    assert len(found) == 1_001
    assert "the rest of the file is given up" in found[-1].message


def test_that_the_encoding_changes_only_where_everything_before_was_ascii(tmp_path: Path) -> None:
    plain_first = b"Nothing but plain English on this line.\n" * 60_000
    older = put(
        tmp_path, "a.txt", plain_first + "Le café était déjà fermé à midi, près de l'église.\n".encode("cp1252") * 9
    )
    assert not faults(older)
    assert pieces(older)[-1].codec == "cp1252"
    mixed = put(tmp_path, "b.txt", "Déjà vu, élan vital.\n".encode() * 60_000 + "Le café.\n".encode("cp1252"))
    assert [fault.line for fault in faults(mixed)] == [60_001]
    assert pieces(mixed)[-1].codec == "utf-8"


def test_that_zero_bytes_are_a_fault_with_a_place(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", b"good\n" * 100 + b"ab\0cd\n")
    (found,) = faults(file)
    assert (found.kind, found.line, found.column) == ("zeros", 101, 3)
    assert texts(file)[0].endswith("abcd\n")
    assert texts(put(tmp_path, "b.txt", b"PK\0\0\0\0" * 100)) == []


@pytest.mark.parametrize("slice_bytes", [3, 1 << 20])
def test_that_several_kinds_of_line_ends_are_told_and_cost_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    file = put(tmp_path, "a.txt", b"one\r\ntwo\r\nthree\nfour\rfive")
    (found,) = faults(file)
    assert found.harmless
    assert (found.kind, found.line) == ("newlines", 3)
    assert texts(file) == ["one\ntwo\nthree\nfour\nfive"]


def test_that_a_line_of_two_hundred_megabytes_is_no_trouble_for_plain_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_cutting, "_PIECE", 1 << 12)  # the sizes in a small
    monkeypatch.setattr(decoding, "_SLICE", 1 << 10)
    found = documents(put(tmp_path, "a.txt", b"word " * 50_000))
    assert max(len(document.text) for document in found) < 1 << 13
    assert "".join(document.text for document in found) == "word " * 50_000


def test_that_the_encoding_comes_last(tmp_path: Path) -> None:
    assert isinstance(pieces(put(tmp_path, "a.txt", "abc"))[-1], Finding)
