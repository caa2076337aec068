"""CSV and TSV: cells, quotes, headers, delimiters, and rows that are at fault. Python's own writer is the reference."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.data.readers.reading import SHARED, documents, faults, put, remarks, texts
from workbench.data.readers.formats import delimited

ROWS = [["id", "text"], ["1", 'He said "no",\nand left.'], ["2", "Zwei; drei"], ["3", "四, 五"]]


def written(delimiter: str = ",", rows: list[list[str]] = ROWS, **style: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, **style).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_what_python_writes_is_read_back(tmp_path: Path, delimiter: str, codec: str) -> None:
    found = documents(put(tmp_path, "a.csv", written(delimiter).encode(codec)))
    assert [document.text for document in found] == [row[1] for row in ROWS[1:]]
    assert [document.line for document in found] == [2, 4, 5]
    assert found[0].fields == {"id": "1", "text": ROWS[1][1]}


def test_that_an_uncommon_delimiter_is_told(tmp_path: Path) -> None:
    assert "semicolon" in remarks(put(tmp_path, "a.csv", written(";")))
    assert "cells are divided" not in remarks(put(tmp_path, "b.csv", written(",")))


def test_that_quotes_in_tab_separated_text_are_text(tmp_path: Path) -> None:
    file = put(tmp_path, "a.tsv", 'id\ttext\n1\t"Hello, she said\n2\tBye" and more\n')
    assert texts(file) == ['"Hello, she said', 'Bye" and more']
    assert texts(put(tmp_path, "b.tsv", written("\t", rows=[ROWS[0], ["1", 'x"y']]))) == ['x"y']


def test_that_real_messages_without_a_header_are_read() -> None:
    file = SHARED / "sms-spam" / "sms.tsv"
    if not file.is_file():
        pytest.skip("the messages are not at hand")
    found = documents(file)
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line]
    assert [document.text for document in found] == [line[1] for line in lines]
    assert not [fault for fault in faults(file) if not fault.harmless]
    assert "first row is taken as text" in remarks(file)


def test_that_a_header_is_recognised_or_obeyed(tmp_path: Path) -> None:
    names = put(tmp_path, "a.csv", "label,text\nham,Ok lar\nspam,Free entry\n")
    assert texts(names) == ["Ok lar", "Free entry"]
    assert texts(names, header="no", text_columns="2") == ["text", "Ok lar", "Free entry"]
    no_names = put(tmp_path, "b.csv", "ham,Ok lar\nham,Free entry\n")
    assert texts(no_names) == ["Ok lar", "Free entry"]
    assert texts(no_names, header="yes", text_columns="Ok lar") == ["Free entry"]


def test_that_columns_with_the_same_name_are_a_fault(tmp_path: Path) -> None:
    file = put(tmp_path, "a.csv", "text,note,text\nA story,x,Another tale\n")
    (found,) = faults(file)
    assert (found.kind, found.line) == ("header", 1)
    assert "two columns are called “text”" in found.message
    assert texts(file, text_columns="text_2") == ["Another tale"]


@pytest.mark.parametrize("row", ["only one", "1,2,3"])
def test_that_a_row_with_another_number_of_cells_is_a_fault_with_its_line(tmp_path: Path, row: str) -> None:
    file = put(tmp_path, "a.csv", f'id,text\n1,"a\nb"\n{row}\n\n3,c\n')
    (found,) = faults(file)
    assert (found.kind, found.line) == ("cells", 4)
    assert f"a.csv, line 4, column {found.column}: this row has" in found.message
    assert found.column == (2 if row == "only one" else 3)
    assert texts(file) == ["a\nb", "c"]


def test_that_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = "".join(f"{number},word\n" for number in range(50))
    file = put(tmp_path, "a.csv", f'id,text\n1,"open\n{good}')
    for most in (10, 10_000):
        monkeypatch.setattr(delimited, "_MOST_LINES", most)
        (found,) = faults(file)
        assert (found.kind, found.line) == ("cells", 2)
        assert texts(file) == ["word"] * 50


def test_that_many_open_quotes_end_in_time(tmp_path: Path) -> None:
    block = '1,"a\n' + "2,word\n" * 9_000
    file = put(tmp_path, "a.csv", "id,text\n" + block * 12)
    assert [fault.line for fault in faults(file)] == [2 + 9_001 * number for number in range(12)]
    assert len(texts(file)) == 12 * 9_000


def test_that_a_line_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.data.readers.lines.LONGEST", 1_000)
    monkeypatch.setattr("workbench.data.readers.decoding._SLICE", 100)
    file = put(tmp_path, "a.csv", f"id,text\n1,short\n2,{'long ' * 300}\n3,again\n")
    (found,) = faults(file)
    assert (found.kind, found.line) == ("long", 3)
    assert texts(file) == ["short", "again"]


def test_that_an_empty_table_has_no_documents(tmp_path: Path) -> None:
    for content in ("", "\n\n", "id,text\n"):
        assert texts(put(tmp_path, "a.csv", content)) == []
