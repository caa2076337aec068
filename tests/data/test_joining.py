"""Documents joined to one text, and the account of what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.config.sections import Data
from workbench.data import joining
from workbench.data.source import load_source
from workbench.errors import DataError

ROWS = 'id,text\n1,"One"\n2\n3,"Two"\n4,5,6\n'


def test_that_documents_are_joined_by_the_separator(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one\n\ntwo\n\n\nthree", encoding="utf-8")
    data = Data(source=str(file), documents="blank_lines")
    assert load_source(data).text == "one\n\ntwo\n\nthree"
    text = load_source(data.model_copy(update={"separator": "|"}))
    assert (text.text, text.documents) == ("one|two|three", 3)
    assert load_source(Data(source=str(file))).text == "one\n\ntwo\n\n\nthree"


def test_that_a_fault_stops_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ROWS, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_source(Data(source=str(file)))
    assert caught.value.message == "a.csv, line 3, column 2: this row has 1 cells, and there are 2 columns"
    assert "data.on_fault" in caught.value.advice


def test_that_what_is_left_out_is_counted_by_kind(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ROWS, encoding="utf-8")
    text = load_source(Data(source=str(file), on_fault="skip"))
    assert text.text == "One\n\nTwo"
    (told,) = (notice for notice in text.notices if notice.level == "warning")
    assert told.message.startswith(
        "Left out: rows with too few or too many cells (2). The first: a.csv, line 3, column 2"
    )


def test_that_nothing_left_is_an_error_that_says_why(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{\n{\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"Nothing is left of a\.jsonl\. a\.jsonl, line 1, column"):
        load_source(Data(source=str(file), on_fault="skip"))


def test_that_reading_stops_when_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_EVERY", -1.0)
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "word"}\n' * 1_000, encoding="utf-8")
    asked: list[int] = []

    def progress(documents: int) -> bool:
        asked.append(documents)
        return documents < 10

    assert load_source(Data(source=str(file)), progress).documents == 10
    assert asked[-1] == 10
