"""Parquet: rows, types, nested columns, and files that are damaged."""

from __future__ import annotations

import copy
import datetime
import gzip
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.data.readers.making import parquet, zipped
from tests.data.readers.reading import documents, faults, put, remarks, texts
from workbench.config.sections import Data
from workbench.data.readers.reading import read_documents, read_head
from workbench.data.readers.records import Document
from workbench.data.source import load_source
from workbench.errors import DataError

ROWS = {"id": list(range(50)), "text": [f"Story number {n}" for n in range(50)], "label": ["a", "b"] * 25}


def test_that_rows_are_read_and_the_text_column_guessed(tmp_path: Path) -> None:
    file = put(tmp_path, "a.parquet", parquet(ROWS, row_group_size=7))
    found = documents(file)
    assert [document.text for document in found] == ROWS["text"]
    assert [document.line for document in found] == list(range(1, 51))
    assert found[3].fields["label"] == "b"
    assert copy.deepcopy(found[3].fields) == {"id": 3, "text": "Story number 3", "label": "b"}
    assert "from the column “text” of “id”, “text”, “label”" in remarks(file)
    assert texts(file, template="{label}: {id}")[1] == "b: 1"


def test_that_it_is_read_from_gzip_archives_and_folders(tmp_path: Path) -> None:
    content = parquet(ROWS)
    put(tmp_path, "in/a.parquet.gz", gzip.compress(content))
    put(tmp_path, "in/b.zip", zipped({"deep/c.parquet": content}))
    put(tmp_path, "in/d.parquet", content)
    assert texts(tmp_path / "in") == ROWS["text"] * 3


def test_that_the_head_is_shown(tmp_path: Path) -> None:
    head = read_head(Data(source=str(put(tmp_path, "a.parquet", parquet(ROWS)))))
    assert head is not None
    assert (head.columns, head.chosen) == (("id", "text", "label"), ("text",))
    assert head.rows[2] == ("2", "Story number 2", "a")


def test_that_members_of_objects_are_columns(tmp_path: Path) -> None:
    columns = {
        "chat": [[{"role": "user", "content": "Hi there"}, {"role": "bot", "content": "Hello you"}]] * 2,
        "translation": [{"en": "dog", "de": "Hund"}, {"en": "cat", "de": "Katze"}],
        "tags": [["x", "y"], ["z"]],
    }
    file = put(tmp_path, "a.parquet", parquet(columns))
    assert texts(file) == ["Hi there\nHello you"] * 2
    assert texts(file, template="{translation.en} = {translation.de} ({tags})") == [
        "dog = Hund (x\ny)",
        "cat = Katze (z)",
    ]
    with pytest.raises(DataError, match=r"its columns are “chat\.role”, “chat\.content”, “translation\.en”"):
        load_source(Data(source=str(file), text_columns="chat.text"))


def test_that_values_of_every_type_have_a_text(tmp_path: Path) -> None:
    import pyarrow as pa

    columns = {
        "when": [datetime.datetime(2026, 1, 2, 3, 4)],
        "raw": [b"caf\xc3\xa9"],
        "large": pa.array(["big"], pa.large_string()),
        "word": pa.array(["again"]).dictionary_encode(),
        "score": [0.5],
        "map": pa.array([[("k", "v")]], pa.map_(pa.string(), pa.string())),
    }
    file = put(tmp_path, "a.parquet", parquet(columns))
    assert texts(file, template="{when} {raw} {large} {word} {score} {map.k}") == [
        '"2026-01-02 03:04:00" café big again 0.5 v'
    ]


def test_that_bytes_nothing_and_objects_are_faults_with_their_rows(tmp_path: Path) -> None:
    file = put(tmp_path, "a.parquet", parquet({"t": [b"one", None, b"\xff\xfe", b"four"]}))
    assert [(fault.kind, fault.line) for fault in faults(file, text_columns="t")] == [("missing", 2), ("types", 3)]
    assert texts(file, text_columns="t") == ["one", "four"]


def test_that_two_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_arrays([["one"], ["two"]], names=["t", "t"]), tmp_path / "a.parquet")
    assert texts(tmp_path / "a.parquet", template="{t} {t_2}") == ["one two"]


def test_that_a_damaged_row_group_costs_its_rows_alone(tmp_path: Path) -> None:
    words = [f"{n} incompressible" for n in range(30)]
    content = parquet({"t": words}, row_group_size=10, compression="none", use_dictionary=False, write_statistics=False)
    place = content.index(b"12 incompressible")
    broken = content[: place - 4] + b"\xff" * 4 + content[place:]  # the length of the text
    file = put(tmp_path, "a.parquet", broken)
    (found,) = faults(file, text_columns="t")
    assert found.kind == "damaged"
    assert 11 <= found.line <= 20
    assert "it cannot be read as Parquet" in found.message
    assert texts(file, text_columns="t")[:10] == words[:10]
    assert texts(file, text_columns="t")[-10:] == words[-10:]


@pytest.mark.parametrize("cut", [5, 100, -1, -20])
def test_that_a_file_cut_short_is_damaged(tmp_path: Path, cut: int) -> None:
    file = put(tmp_path, "a.parquet", parquet(ROWS)[:cut])
    assert [fault.kind for fault in faults(file)] == ["damaged"]
    with pytest.raises(DataError, match="cannot be read as Parquet"):
        load_source(Data(source=str(file)))


def test_that_an_empty_file_and_one_without_rows_hold_nothing(tmp_path: Path) -> None:
    for content in (b"", parquet({"t": []})):
        with pytest.raises(DataError, match="is empty"):
            load_source(Data(source=str(put(tmp_path, "a.parquet", content))))


def test_that_a_row_group_larger_than_memory_should_be_is_streamed(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    chunk = pa.table({"text": [f"{n} " + "many words in a row " * 500 for n in range(1_000)]})
    with pq.ParquetWriter(tmp_path / "a.parquet", chunk.schema, use_dictionary=False) as writer:
        writer.write_table(pa.concat_tables([chunk] * 12), row_group_size=1 << 20)  # 120 MB in one row group
    process = psutil.Process()
    texts_seen, before, most = 0, process.memory_info().rss, 0
    for document in _each(tmp_path / "a.parquet"):
        texts_seen += len(document)
        most = max(most, process.memory_info().rss - before)
    assert texts_seen > 120_000_000
    assert most < 60 << 20


def _each(path: Path) -> Iterator[str]:
    return (piece.text for piece in read_documents(Data(source=str(path))) if isinstance(piece, Document))
