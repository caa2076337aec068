"""Bytes to text: encodings, line ends, and what is refused."""

from __future__ import annotations

import codecs
import gzip
import os
import zipfile
from pathlib import Path

import pytest

from workbench.config.sections import Data
from workbench.data import joining
from workbench.data.readers import decoding
from workbench.data.source import load_source
from workbench.data.text import Text, utf8_length
from workbench.errors import DataError

SIMPLIFIED = (
    "春天来了,花园里的花都开了。小明和妹妹一起去公园玩,他们看见了很多蝴蝶。\n"
    "妹妹说:“这只蝴蝶真漂亮!”小明笑着回答:“我们明天再来吧。”\n"
)
TRADITIONAL = (
    "紅樓夢是一部偉大的小說。賈寶玉和林黛玉在大觀園裡讀書寫詩,風吹過竹林,月亮照在水面上。\n"
    "她說:「我們明天再來吧。」於是大家都回家去了。\n"
)
FRENCH = "Le café était déjà fermé. L’élève a reçu une très bonne note, et sa mère l’attendait près de la fenêtre.\n"
RUSSIAN = "Жили-были старик со старухой у самого синего моря. Старик ловил неводом рыбу.\n"
JAPANESE = "昔々、あるところにおじいさんとおばあさんが住んでいました。おじいさんは山へ柴刈りに行きました。\n"


def put(folder: Path, content: bytes) -> Path:
    file = folder / "input.txt"
    file.write_bytes(content)
    return file


def read_text(file: Path, encoding: str = "auto") -> Text:
    return load_source(Data(source=str(file), encoding=encoding))


def refusal(file: Path, encoding: str = "auto") -> str:
    with pytest.raises(DataError) as caught:
        read_text(file, encoding)
    assert caught.value.advice
    return caught.value.message


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_that_a_bom_is_recognised_and_is_not_part_of_the_text(tmp_path: Path, mark: bytes, codec: str) -> None:
    read = read_text(put(tmp_path, mark + SIMPLIFIED.encode(codec)))
    assert read.text == SIMPLIFIED
    assert "byte-order mark" in read.encoding_reason
    assert read.encoding.startswith(codec[:6].upper())


@pytest.mark.parametrize(
    ("content", "codec", "named"),
    [
        (SIMPLIFIED, "gb18030", "GB18030"),
        (SIMPLIFIED, "gbk", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (JAPANESE, "shift_jis", "Shift-JIS"),
        (FRENCH, "cp1252", "Windows-1252"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
    ],
)
def test_that_an_older_encoding_is_detected_and_named(tmp_path: Path, content: str, codec: str, named: str) -> None:
    read = read_text(put(tmp_path, content.encode(codec)))
    assert read.text == content
    assert named in read.encoding
    assert "not UTF-8" in read.encoding_reason


def test_that_an_older_encoding_is_detected_far_behind_plain_english(tmp_path: Path) -> None:
    content = "Nothing but plain English on this line.\n" * 60_000 + SIMPLIFIED * 20
    read = read_text(put(tmp_path, content.encode("gb18030")))
    assert read.text == content
    assert "GB18030" in read.encoding


def test_that_utf16_without_a_mark_is_recognised_in_western_text(tmp_path: Path) -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        assert read_text(put(tmp_path, ("Hello world, " * 50).encode(codec))).text == "Hello world, " * 50


def test_that_a_real_chinese_book_survives_every_chinese_encoding(tmp_path: Path, shakespeare: Path) -> None:
    book = shakespeare.parents[1] / "zh-classics" / "红楼梦.txt"
    if not book.is_file():
        pytest.skip("the book is not at hand")
    original = read_text(book)
    for codec in ("gb18030", "utf-16"):
        assert read_text(put(tmp_path, original.text.encode(codec))).text == original.text


def test_that_a_chosen_encoding_is_obeyed(tmp_path: Path) -> None:
    file = put(tmp_path, TRADITIONAL.encode("big5"))
    assert read_text(file, "big5").text == TRADITIONAL
    assert read_text(file, "latin-1").text == TRADITIONAL.encode("big5").decode("latin-1")
    marked = put(tmp_path, TRADITIONAL.encode("utf-16"))
    assert read_text(marked, "utf-16").text == TRADITIONAL
    assert read_text(put(tmp_path, b"\xef\xbb\xbfabc"), "utf-8").text == "abc"


def test_that_a_chosen_encoding_against_the_mark_is_refused(tmp_path: Path) -> None:
    message = refusal(put(tmp_path, codecs.BOM_UTF8 + b"abc"), "latin-1")
    assert "Latin-1" in message
    assert "EF BB BF" in message


def test_that_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    assert "klingon" in refusal(put(tmp_path, b"abc"), "klingon")
    assert "rot13" in refusal(put(tmp_path, b"abc"), "rot13")


@pytest.mark.parametrize("slice_bytes", [1, 2, 3, 7, 1 << 20])
def test_that_line_ends_become_newlines_wherever_the_slices_fall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    read = read_text(put(tmp_path, "one\r\ntwo\rthrée\n\r\n\rsix 春\r\n".encode()))
    assert read.text == "one\ntwo\nthrée\n\n\nsix 春\n"


@pytest.mark.parametrize("slice_bytes", [1, 5, 1 << 20])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_that_an_undecodable_byte_is_named_with_offset_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int, newline: str
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    head = newline.join(["first", "sécond", "third "]).encode()
    message = refusal(put(tmp_path, head + b"\xff and more"), "utf-8")
    assert f"byte FF at offset {len(head)}, line 3, column 7 " in message
    cut = head + "春".encode()[:2]
    assert f"offset {len(head)}, line 3, column 7 " in refusal(put(tmp_path, cut), "utf-8")


def test_that_the_place_is_right_in_two_byte_encodings_too(tmp_path: Path) -> None:
    good = "ab\ncd\n春".encode("utf-16-le")
    message = refusal(put(tmp_path, codecs.BOM_UTF16_LE + good + b"\x00\xd8" + "x".encode("utf-16-le")), "utf-16")
    assert f"offset {2 + len(good)}, line 3, column 2 " in message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"%PDF-1.7\nsome text", "PDF"),
        (gzip.compress(b"text"), "gzip"),
        (b"some text\nand then\x00\x01\x02", "line 2"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "program"),
    ],
)
def test_that_a_binary_file_is_refused_and_named(tmp_path: Path, content: bytes, what: str) -> None:
    message = refusal(put(tmp_path, content))
    assert "not a text file" in message
    assert what in message


def test_that_an_office_document_is_called_a_zip_archive(tmp_path: Path) -> None:
    file = tmp_path / "letter.odt"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", "<w/>")
    assert "ZIP" in refusal(file)
    assert "ZIP" in refusal(file, "latin-1")


def test_that_noise_is_refused(tmp_path: Path) -> None:
    noise = bytes((i * i * 7 + i // 3) % 255 + 1 for i in range(5_000))
    assert "not UTF-8" in refusal(put(tmp_path, noise))


@pytest.mark.parametrize("content", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_that_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refusal(put(tmp_path, content)) == "input.txt is empty."


def test_that_white_space_alone_is_refused(tmp_path: Path) -> None:
    assert "white space" in refusal(put(tmp_path, b" \n\t\r\n"))


def test_that_a_folder_a_missing_file_and_a_device_are_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)
    assert "not there" in refusal(tmp_path / "nowhere.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "ordinary" in refusal(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_that_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    file = put(tmp_path, b"secret")
    file.chmod(0)
    assert "permission" in refusal(file)


def test_that_a_file_larger_than_the_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "memory_bytes", lambda: 1_000)
    assert "too large" in refusal(put(tmp_path, b"x" * 300))
    assert read_text(put(tmp_path, b"x" * 100)).text == "x" * 100


def test_that_a_real_text_is_read_as_it_is(shakespeare: Path) -> None:
    read = read_text(shakespeare)
    assert read.text == shakespeare.read_bytes().decode("utf-8")
    assert (read.encoding, read.bytes, read.entropy_rate) == ("UTF-8", shakespeare.stat().st_size, None)


def test_that_the_utf8_length_is_that_of_the_encoded_text() -> None:
    for text in ("", "plain", SIMPLIFIED * 30_000, "😀é"):
        assert utf8_length(text) == len(text.encode())
