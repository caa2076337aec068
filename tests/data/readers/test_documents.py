"""PDF, EPUB and Word documents: their text in order, and those that have none or keep it to themselves."""

from __future__ import annotations

import gzip
import time
from pathlib import Path
from typing import Any

import pytest

from tests.data.readers.making import CONTAINER, docx, endless_pdf, epub, paragraph, pdf, zipped
from tests.data.readers.reading import documents, faults, put, texts
from workbench.config.sections import Data
from workbench.data.source import load_source
from workbench.errors import DataError

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOOK = {"b": "<h1>First</h1><p>It begins.</p>", "a": "<p>It&#160;ends.</p><script>no</script>"}


def refusal(path: Path, **settings: Any) -> DataError:
    with pytest.raises(DataError) as caught:
        load_source(Data(source=str(path), **settings))
    assert str(path.name) in caught.value.message
    return caught.value


# PDF


def test_that_the_pages_of_a_pdf_are_read_in_order(tmp_path: Path) -> None:
    file = put(tmp_path, "a.pdf", pdf("Once upon\na time", "there was", ""))
    assert [text.rstrip() for text in texts(file)] == ["Once upon\na time\nthere was"]
    assert texts(file, documents="form_feeds") == ["Once upon\na time", "there was"]
    assert load_source(Data(source=str(file))).encoding_reason == "The text of a PDF document; its pages: 3."


def test_that_a_pdf_without_text_seems_scanned(tmp_path: Path) -> None:
    error = refusal(put(tmp_path, "a.pdf", pdf("", "")))
    assert "it has no text: its pages (2) seem to be scanned pictures" in error.message
    assert "OCR" in error.advice


def test_that_a_pdf_with_a_password_says_so_and_one_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    locked = put(tmp_path, "a.pdf", pdf("secret", password="word"))
    assert [fault.kind for fault in faults(locked)] == ["locked"]
    assert "protected by a password" in refusal(locked).message
    assert texts(put(tmp_path, "b.pdf", pdf("free", password="")))[0].strip() == "free"


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing of it", b"no document at all", pdf("words")[:200]])
def test_that_a_damaged_pdf_is_told(tmp_path: Path, content: bytes) -> None:
    assert [fault.kind for fault in faults(put(tmp_path, "a.pdf", content))] == ["damaged"]


def test_that_a_damaged_page_costs_that_page_alone(tmp_path: Path) -> None:
    content = pdf("one", "two", "three").replace(b"(two) Tj", b"(two Tj ")
    file = put(tmp_path, "a.pdf", content)
    text = "".join(texts(file))
    assert "one" in text
    assert "three" in text


def test_that_a_page_without_end_is_a_fault_with_its_number_and_costs_itself_alone(tmp_path: Path) -> None:
    content = endless_pdf("first", "endless", "last")
    assert len(content) < 20_000
    file = put(tmp_path, "a.pdf", content)
    error = refusal(file, page_seconds=0.3)
    assert "a.pdf: page 2 takes more than 0.3 seconds to read" in error.message
    assert "data.page_seconds" in error.advice
    assert "data.on_fault" in error.advice
    begun = time.monotonic()
    text = load_source(Data(source=str(file), page_seconds=0.3, on_fault="skip"))
    assert time.monotonic() - begun < 10
    assert text.text.split() == ["first", "last"]
    assert [notice.message for notice in text.notices] == [
        "Left out: pages that take too long (1). The first: a.pdf: page 2 takes more than 0.3 seconds to read"
    ]


def test_that_a_document_of_pages_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.data.readers.formats.pdf._MOST_SLOW", 2)
    file = put(tmp_path, "a.pdf", endless_pdf("first", *["endless"] * 5, "last"))
    found = faults(file, page_seconds=0.1)
    assert [fault.kind for fault in found] == ["slow"] * 3
    assert "the pages behind page 3 of 7 are given up" in found[-1].message
    assert [text.strip() for text in texts(file, page_seconds=0.1)] == ["first"]


# EPUB


def test_that_a_book_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    file = put(tmp_path, "a.epub", epub(BOOK))
    assert texts(file) == ["First\n\nIt begins.\n\nIt\xa0ends."]
    assert texts(file, documents="form_feeds") == ["First\n\nIt begins.", "It\xa0ends."]
    assert texts(put(tmp_path, "b.epub", epub(BOOK, ["a", "b"]))) == ["It\xa0ends.\n\nFirst\n\nIt begins."]


def test_that_a_protected_book_says_so(tmp_path: Path) -> None:
    entry = (
        '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/><CipherData>'
        '<CipherReference URI="OEBPS/b.xhtml"/>'
        "</CipherData></EncryptedData></encryption>"
    )
    locked = epub(BOOK, encryption=entry.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))
    assert "its text is encrypted" in refusal(put(tmp_path, "a.epub", locked)).message
    fonts_only = epub(BOOK, encryption=entry.format("http://www.idpf.org/2008/embedding"))
    assert texts(put(tmp_path, "b.epub", fonts_only))


def test_that_a_missing_chapter_costs_itself_alone(tmp_path: Path) -> None:
    book = epub(BOOK | {"c": "<p>lost</p>"}).replace(b"OEBPS/c.xhtml", b"OEBPS/x.xhtml")
    file = put(tmp_path, "a.epub", book)
    assert "its chapter “OEBPS/c.xhtml” is not in it" in faults(file)[0].message
    assert texts(file) == ["First\n\nIt begins.\n\nIt\xa0ends."]


@pytest.mark.parametrize(
    "content",
    [
        b"no archive",
        zipped({"mimetype": "application/epub+zip"}),
        zipped({"META-INF/container.xml": CONTAINER.format("")}),
        zipped({"META-INF/container.xml": "<a><b"}),
        epub(BOOK)[:300],
    ],
)
def test_that_a_damaged_book_is_told(tmp_path: Path, content: bytes) -> None:
    assert [fault.kind for fault in faults(put(tmp_path, "a.epub", content))] == ["damaged"]


# Word


def test_that_paragraphs_and_tables_of_a_word_document_are_read(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>".format
    table = "<w:tbl>{}</w:tbl>".format
    row = "<w:tr>{}</w:tr>".format
    body = (
        paragraph("Title")
        + "<w:p><w:r><w:t xml:space='preserve'>Two </w:t></w:r><w:r><w:t>runs</w:t><w:br/><w:t>a&amp;b</w:t></w:r>"
        + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        + table(
            row(cell(paragraph("k")) + cell(paragraph("v")))
            + row(cell(paragraph("")) + cell(paragraph("x") + paragraph("y")))
        )
        + paragraph("红楼梦")
    )
    file = put(tmp_path, "a.docx", docx(body))
    assert texts(file) == ["Title\nTwo runs\na&b\nk\tv\n\tx y\n红楼梦\n"]


def test_that_a_word_document_with_a_password_says_so(tmp_path: Path) -> None:
    (found,) = faults(put(tmp_path, "a.docx", OLD_WORD))
    assert found.kind == "locked"
    assert "protected by a password" in found.message


def test_that_entities_of_a_word_document_do_not_explode(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "ha">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = '<w:document xmlns:w="w"><w:body><w:p><w:t>x&a9;&f;</w:t></w:p></w:body></w:document>'
    file = put(tmp_path, "a.docx", zipped({"word/document.xml": bomb + body}))
    assert "".join(texts(file)).strip() in ("", "x")


@pytest.mark.parametrize(
    "content", [b"no archive", zipped({"a": "b"}), zipped({"word/document.xml": "<a><b"}), docx("x")[:100]]
)
def test_that_a_damaged_word_document_is_told(tmp_path: Path, content: bytes) -> None:
    assert [fault.kind for fault in faults(put(tmp_path, "a.docx", content))] == ["damaged"]


# All of them


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", pdf("A story")), ("a.epub", epub({"a": "A story"})), ("a.docx", docx(paragraph("A story")))],
)
def test_that_documents_are_read_from_gzip_archives_and_folders(tmp_path: Path, name: str, content: bytes) -> None:
    put(tmp_path, f"in/{name}.gz", gzip.compress(content))
    put(tmp_path, f"in/b/{name}", content)
    put(tmp_path, "in/c.zip", zipped({name: content}))
    assert [text.strip() for text in texts(tmp_path / "in")] == ["A story"] * 3


@pytest.mark.parametrize("name", ["a.pdf", "a.epub", "a.docx"])
def test_that_an_empty_document_is_told(tmp_path: Path, name: str) -> None:
    empty = {"a.pdf": b"", "a.epub": epub({"a": ""}), "a.docx": docx(paragraph(""))}[name]
    for content in (b"", empty):
        message = refusal(put(tmp_path, name, content)).message
        assert "is empty" in message or "nothing but white space" in message


def test_that_real_pages_made_of_many_are_one_document(tmp_path: Path) -> None:
    file = put(tmp_path, "a.pdf", pdf(*(f"Page {n}" for n in range(30))))
    (found,) = documents(file)
    assert found.text.split("\n")[:30] == [f"Page {n}" for n in range(30)]
