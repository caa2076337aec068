"""Which column is the text, templates, and values that are at fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.data.readers.reading import faults, put, remarks, texts
from workbench.config.sections import Data
from workbench.data.readers.columns import chosen_columns, fields_of, guess_column, written_columns
from workbench.data.readers.reading import read_head
from workbench.data.source import load_source
from workbench.errors import DataError


def lines(folder: Path, *rows: object) -> Path:
    return put(folder, "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def test_that_the_column_with_the_most_letters_is_guessed() -> None:
    rows = [{"id": f"{n:040}", "label": "spam", "text": f"message number {n}", "score": n / 7} for n in range(9)]
    guess = guess_column(rows)
    assert guess is not None
    assert (guess.column, guess.length) == ("text", 16)
    assert guess_column([{"id": 1}]) is None
    chinese = guess_column([{"标题": "红", "正文": "满纸荒唐言", "网址": "0123456789"}])
    assert chinese is not None
    assert chinese.column == "正文"


def test_that_the_guess_is_told_with_the_other_columns(tmp_path: Path) -> None:
    told = remarks(lines(tmp_path, {"label": "x", "text": "A story"}))
    assert "from the column “text” of “label”, “text”" in told


def test_that_a_template_puts_columns_together(tmp_path: Path) -> None:
    file = lines(
        tmp_path, {"q": "1 + 1", "a": 2, "tags": ["x", "y"], "ok": True}, {"q": "2", "a": 3, "tags": [], "ok": False}
    )
    assert texts(file, template="{q} = {a} {{{ok}}} [{tags}]") == ["1 + 1 = 2 {true} [x\ny]", "2 = 3 {false} []"]
    assert texts(file, text_columns="q, a") == ["1 + 1\n2", "2\n3"]


def test_that_a_template_runs_nothing(tmp_path: Path) -> None:
    file = lines(tmp_path, {"q": "text {a.__class__}", "a": 2})
    assert texts(file, template="{q}") == ["text {a.__class__}"]
    with pytest.raises(DataError, match=r"no column “a\.__class__”"):
        load_source(Data(source=str(file), template="{a.__class__}"))


@pytest.mark.parametrize("template", ["{q", "q}", "{}", "{{q}"])
def test_that_a_template_with_a_lone_brace_is_refused(template: str) -> None:
    with pytest.raises(DataError, match="brace"):
        fields_of(template)


def test_that_names_with_commas_survive() -> None:
    for names in (["a"], ["a, b", "c"], []):
        assert chosen_columns(Data(text_columns=written_columns(names))) == names


def test_that_an_unknown_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    file = lines(tmp_path, {"q": "x", "a": "y"})
    with pytest.raises(DataError, match="has no column “question”; its columns are “q”, “a”"):
        load_source(Data(source=str(file), text_columns="question"))
    with pytest.raises(DataError, match="no column with text"):
        load_source(Data(source=str(lines(tmp_path, {"a": 1}, {"a": 2}))))


def test_that_missing_and_mixed_values_are_faults_with_their_lines(tmp_path: Path) -> None:
    file = lines(tmp_path, {"t": "one"}, {"t": None}, {"u": 1}, {"t": 4}, {"t": {"x": 1}}, {"t": "six"}, {"t": " "})
    found = faults(file, text_columns="t")
    assert [(fault.kind, fault.line) for fault in found] == [
        ("missing", 2),
        ("missing", 3),
        ("types", 4),
        ("types", 5),
        ("missing", 7),
    ]
    assert "in the column “t” stands a number, and a text before" in found[2].message
    assert texts(file, text_columns="t") == ["one", "six"]


def test_that_files_with_other_columns_are_guessed_anew(tmp_path: Path) -> None:
    put(tmp_path, "in/a.csv", "id,text\n1,Words here\n")
    put(tmp_path, "in/b.csv", "id,story\n1,More words\n")
    assert texts(tmp_path / "in") == ["Words here", "More words"]
    assert [fault.file for fault in faults(tmp_path / "in", text_columns="text")] == ["b.csv"]


def test_that_the_head_of_a_table_is_shown(tmp_path: Path) -> None:
    rows = [{"id": n, "text": f"story {n}"} for n in range(200)]
    head = read_head(Data(source=str(lines(tmp_path, *rows))))
    assert head is not None
    assert (head.columns, head.chosen, len(head.rows)) == (("id", "text"), ("text",), 20)
    assert head.rows[3] == ("3", "story 3")
    assert read_head(Data(source=str(put(tmp_path, "b.txt", "words")))) is None
