"""Every reader with mangled files: a clean error or a clean result, never a crash, a hang or a foreign exception."""

from __future__ import annotations

import faulthandler
import gzip
import random
import time
import warnings
from pathlib import Path

import pytest

from tests.data.readers.making import docx, epub, paragraph, parquet, pdf, zipped
from workbench.config.sections import Data
from workbench.data.readers.formats import formats
from workbench.data.readers.reading import read_documents, read_head
from workbench.data.readers.records import Document, Fault
from workbench.errors import DataError

ROWS = [(n, f"Story “{n}” of many, with words", None if n % 7 else "x") for n in range(12)]
TABLE = "id,text,note\n" + "".join(f'{n},"{text}",{note or ""}\n' for n, text, note in ROWS)
LINES = "".join(f'{{"id": {n}, "text": "{text}", "tags": ["a", {{"b": null}}]}}\n' for n, text, _ in ROWS)
PAGE = (
    "<html><head><meta charset=utf-8><title>T</title></head><body><p>One<p>Two &amp; <b>three</b><table><td>x</table>"
)
WORDS = "<w:tbl><w:tr><w:tc>" + paragraph("cell") + "</w:tc></w:tr></w:tbl>"
WHOLE = {
    ".txt": TABLE.encode(),
    ".md": ("# Title\n\n" + TABLE).encode("utf-16"),
    ".csv": TABLE.encode(),
    ".tsv": TABLE.replace(",", "\t").encode(),
    ".json": f'{{"data": [{",".join(LINES.splitlines())}], "n": 1}}'.encode(),
    ".jsonl": LINES.encode(),
    ".ndjson": LINES.encode("gb18030", "replace"),
    ".html": PAGE.encode(),
    ".htm": PAGE.replace("utf-8", "gbk").encode(),
    ".xhtml": f'<?xml version="1.0" encoding="utf-8"?>{PAGE}</html>'.encode(),
    ".pdf": pdf("One line\nand another", "Second page"),
    ".epub": epub({"a": "<p>First</p>", "b": "<p>Second</p>"}),
    ".docx": docx(WORDS + paragraph("A paragraph")),
    ".parquet": parquet({"id": [1, 2, 3], "text": ["one", "two", None], "chat": [[{"role": "x"}], [], None]}),
    ".zip": zipped({"a.txt": "text", "b/c.csv": TABLE, "d.jsonl": LINES}),
    ".txt.gz": gzip.compress(TABLE.encode()),
    ".parquet.gz": gzip.compress(parquet({"text": ["one", "two"]})),
}
SPLICES = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b"{",
    b"[",
    b"<",
    b"</",
    b"<!--",
    b"\r",
    b"\x1f\x8b",
    b"PK\x03\x04",
)
LONGEST_SECONDS = 20.0


def mangled(whole: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four places changed, cut out, doubled, swapped or filled with what means something."""
    content = bytearray(whole)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content) + 1)
        length = min(len(content) - place, chance.choice((1, 1, 2, 8, 64)))
        match chance.randrange(7):
            case 0:
                content[place : place + length] = chance.randbytes(length)
            case 1:
                del content[place : place + length]
            case 2:
                content[place:place] = chance.choice(SPLICES) * chance.choice((1, 1, 3, 200))
            case 3:
                content[place:place] = content[place : place + length] * chance.choice((1, 10, 500))
            case 4:
                del content[place:]
            case 5 if length:
                content[place] ^= 1 << chance.randrange(8)
            case _:
                other = chance.randrange(len(content) + 1)
                content[place : place + length] = content[other : other + length]
    return bytes(content)


def read(path: Path, chance: random.Random) -> int:
    """Read a file with settings of any kind; how many documents came. What is raised must be a DataError in words."""
    data = Data(
        source=str(path),
        encoding=chance.choice(("auto", "auto", "utf-8", "utf-16", "gb18030")),
        documents=chance.choice(("file", "blank_lines", "form_feeds", "lines", "mark")),
        header=chance.choice(("auto", "yes", "no")),
        template=chance.choice(("", "", "{text}", "{a} {b}")),
    )
    found = 0
    try:
        read_head(data)
        for piece in read_documents(data):
            if isinstance(piece, Document):
                piece.text.encode()
                found += 1
            elif isinstance(piece, Fault):
                assert said(piece)
    except DataError as error:
        if not said(error):
            raise AssertionError("an error without words") from error
    return found


def said(found: Fault | DataError) -> bool:
    return bool(found.message and found.advice)


def fuzz(folder: Path, cases: int, seed: int) -> int:
    chance = random.Random(seed)
    documents = 0
    for case in range(cases):
        suffix = list(WHOLE)[case % len(WHOLE)]
        path = folder / f"mangled{suffix}"
        content = mangled(WHOLE[suffix], chance)
        path.write_bytes(content)
        faulthandler.dump_traceback_later(3 * LONGEST_SECONDS, exit=True)
        begun = time.process_time()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                documents += read(path, chance)
        except Exception as error:
            (folder / f"found{suffix}").write_bytes(content)
            raise AssertionError(f"case {case} of seed {seed} ({suffix}): {error!r}") from error
        finally:
            faulthandler.cancel_dump_traceback_later()
        assert time.process_time() - begun < LONGEST_SECONDS, f"case {case} of seed {seed} ({suffix}) took too long"
    return documents


def test_that_every_format_is_among_them() -> None:
    assert set(formats()) <= set(WHOLE)


@pytest.mark.parametrize("suffix", WHOLE)
def test_that_what_is_mangled_was_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"whole{suffix}"
    path.write_bytes(WHOLE[suffix])
    assert any(isinstance(piece, Document) for piece in read_documents(Data(source=str(path))))


def test_that_mangled_files_are_read_or_refused_in_words(tmp_path: Path) -> None:
    assert fuzz(tmp_path, 340, seed=1) > 300


@pytest.mark.long
def test_that_ten_thousand_mangled_files_are_read_or_refused_in_words(tmp_path: Path) -> None:
    assert fuzz(tmp_path, 10_000, seed=2) > 10_000
