"""What is wrong is told with file, line and column, what to do, and how to leave it out; left out, it is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.data.readers.making import parquet
from tests.data.readers.reading import faults, put, texts
from workbench.config.sections import Data
from workbench.data.readers.formats._reasons import json_reason
from workbench.data.source import load_source
from workbench.errors import DataError
from workbench.messages import Message

WORDS = ("é" * 50 + "\nwörds").encode()
SPARSE = {"id": [1, 2, 3], "text": ["one", None, "three"]}
MIXED = '{"text": "one"}\n{"text": 2}\n{"label": "x"}\n'
CHAT = '{"chat": {"who": "x", "text": "one"}}\n{"chat": {"who": "y", "text": ["a", {"b": 1}]}}\n'

FAULTS: dict[str, tuple[str, str | bytes, dict[str, str], str]] = {
    "a bad byte": (
        "a.txt",
        ("é" * 50 + "\nwörds").encode() + b" \xff here\n",
        {},
        "line 2, column 7 does not belong to it",
    ),
    "a zero byte": ("a.txt", b"words and words\n" * 99 + b"more\0 words\n", {}, "line 100, column 5"),
    "an empty cell": ("a.csv", "id,text\n1,one\n2,\n", {}, "a.csv, line 3, column 2: there is nothing in"),
    "a cell too few": ("a.tsv", "id\ttext\tnote\n1\tone\tx\n2\ttwo\n", {}, "a.tsv, line 3, column 3: this row has 2"),
    "a cell too many": ("a.csv", "id,text\n1,one\n2,two,x\n", {}, "a.csv, line 3, column 3: this row has 3"),
    "two columns of one name": (
        "a.csv",
        "id,text,text\n1,one,two\n",
        {},
        "a.csv, line 1, column 3: two columns are called “text”: the other one is column 2",
    ),
    "an unknown column": (
        "a.csv",
        "\nid,text\n1,one\n",
        {"text_columns": "story"},
        "a.csv, line 2: there is no column “story”; the columns are “id”, “text”.",
    ),
    "a key that is missing": ("a.jsonl", MIXED, {"on_fault": "skip"}, "a.jsonl, line 3: the column “text” is missing"),
    "another type": ("a.jsonl", MIXED, {}, "a.jsonl, line 2: in the column “text” stands a number, and a text before"),
    "an object in a list": (
        "a.jsonl",
        CHAT,
        {"text_columns": "chat.text"},
        "line 2: in the column “chat.text”",
    ),
    "an open quote": (
        "a.csv",
        'id,text\n1,one\n2,"two\n3,three\n',
        {},
        "line 3, column 2: this row cannot be divided into cells: a quote is opened here that is not closed again",
    ),
    "a quote in a cell": (
        "a.csv",
        'id,text\n1,"on"e\n2,"two, three"\n3,"four, five"\n',
        {"header": "yes"},
        "line 2: this row cannot be divided into cells: behind the quote that closes a cell stands something else",
    ),
    "a text without an end": (
        "a.jsonl",
        '{"text": "one"}\n{"text": "two}\n',
        {},
        "line 2, column 10: this is not valid JSON: a text begins here that does not end (is a quote missing?)",
    ),
    "broken JSON": ("a.jsonl", '{"text": "one"}\n{"text": }\n', {}, "a.jsonl, line 2, column 10: this is not valid"),
    "an empty cell of Parquet": (
        "a.parquet",
        parquet(SPARSE),
        {"text_columns": "text"},
        "a.parquet, row 2, column 2: there is nothing in the column “text”",
    ),
    "an empty cell of columns in JSON": (
        "a.json",
        '{"id": [1, 2], "text": ["one", null]}',
        {"text_columns": "text"},
        "a.json, row 2, column 2: there is nothing in the column “text”",
    ),
}


@pytest.mark.parametrize(("name", "content", "settings", "said"), FAULTS.values(), ids=FAULTS)
def test_that_a_fault_has_a_place_and_can_be_left_out(
    tmp_path: Path, name: str, content: str | bytes, settings: dict[str, str], said: str
) -> None:
    file = put(tmp_path, name, content)
    with pytest.raises(DataError) as caught:
        load_source(Data(source=str(file), **{**settings, "on_fault": "stop"}))
    if "on_fault" not in settings:
        assert said in caught.value.message
    assert any(said in fault.message for fault in faults(file, **settings))
    assert "on_fault" in caught.value.advice or "text_columns" in caught.value.advice
    if said.endswith("“text”."):
        return  # a file whose column is missing has nothing else to give
    text = load_source(Data(source=str(file), **{**settings, "on_fault": "skip"}))
    assert text.text.strip()
    assert [notice.message[:8] for notice in text.notices if notice.level == "warning"][:1] == ["Left out"]


@pytest.mark.parametrize("slice_bytes", [5, 1 << 20])
def test_that_columns_are_counted_wherever_the_slices_fall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int
) -> None:
    monkeypatch.setattr("workbench.data.readers.decoding._SLICE", slice_bytes)
    for bad, kind in ((b"\xff", "encoding"), (b"\0", "zeros")):
        file = put(
            tmp_path, "a.txt", ("déjà vu " * 9 + "\r\nÀ la carte: ").encode() + bad + b"\r\nthe end of it\r\n" * 20
        )
        found = [(fault.kind, fault.line, fault.column) for fault in faults(file) if not fault.harmless]
        assert found == [(kind, 2, 13)]


def test_that_a_mark_inside_of_the_text_is_told_once_and_stays(tmp_path: Path) -> None:
    joined = "one\n".encode("utf-8-sig") + "two\nand three\n".encode("utf-8-sig") + "four\n".encode("utf-8-sig")
    (found,) = faults(put(tmp_path, "a.txt", joined))
    assert found.harmless
    assert found.message.startswith("a.txt, line 2, column 1: here stands a byte-order mark")
    assert "".join(texts(tmp_path / "a.txt")) == "one\n\ufefftwo\nand three\n\ufefffour\n"


def test_that_two_columns_of_one_name_in_parquet_are_told(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table([pa.array([1]), pa.array(["one"]), pa.array(["two"])], names=["id", "text", "text"])
    pq.write_table(table, tmp_path / "a.parquet")
    (found,) = faults(tmp_path / "a.parquet", text_columns="text_2")
    assert found.harmless
    assert found.message == "a.parquet, column 3: two columns are called “text”: the other one is column 2"
    assert texts(tmp_path / "a.parquet", text_columns="text_2") == ["two"]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": }',
        '{"a" 1}',
        '{"a": 1 "b": 2}',
        '{"a": "\\x"}',
        '{"a": "\\u12"}',
        '{"a": "\t"}',
        "{a: 1}",
        "{} {}",
        '["a',
        "[1,]",
        "{'a': 1}",
    ],
)
def test_that_what_the_parser_says_of_json_is_put_in_words(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    assert isinstance(json_reason(caught.value.msg), Message)
