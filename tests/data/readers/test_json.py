"""JSON and JSON lines, value by value; Python's own parser of whole files is the reference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.readers.reading import SHARED, documents, faults, put, texts
from workbench.data.readers import decoding
from workbench.data.readers.formats._json_names import NameWatch
from workbench.data.readers.formats.json_lines import parse_line
from workbench.data.readers.records import Fault

ROWS = [
    {"id": n, "text": f"Story {n}: “{'tale ' * n}” 😀\n", "more": {"deep": [1, 2.5e10, None]}} for n in range(1, 30)
]


@pytest.mark.parametrize("slice_bytes", [1, 2, 7, 100, 1 << 20])
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [None, 2])
def test_that_an_array_is_read_wherever_the_slices_fall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int, ascii_only: bool, indent: int | None
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    file = put(tmp_path, "a.json", json.dumps(ROWS, ensure_ascii=ascii_only, indent=indent))
    assert [document.fields for document in documents(file)] == ROWS
    assert faults(file) == []


@pytest.mark.parametrize("slice_bytes", [40, 1 << 20])
def test_that_an_object_of_arrays_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    nested = {"version": "1.1", "data": ROWS, "none": []}
    assert [document.fields for document in documents(put(tmp_path, "a.json", json.dumps(nested)))] == ROWS
    columns = {"text": ["one", "two"], "label": [0, 1], "name": "x"}
    assert [d.fields for d in documents(put(tmp_path, "b.json", json.dumps(columns)))] == [
        {"text": "one", "label": 0},
        {"text": "two", "label": 1},
    ]
    uneven = put(tmp_path, "c.json", json.dumps({"text": ["one", "two"], "label": [0]}))
    assert [fault.kind for fault in faults(uneven)] == ["cells"]


@pytest.mark.parametrize("slice_bytes", [20, 1 << 20])
def test_that_single_values_and_lines_are_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    assert texts(put(tmp_path, "a.json", '{"title": "x", "text": "A whole story"}')) == ["A whole story"]
    assert texts(put(tmp_path, "b.json", '["one",  "two"]')) == ["one", "two"]
    assert texts(put(tmp_path, "c.json", '{"text": "one"}\n{"text": "two"}\n')) == ["one", "two"]
    for nothing in ("", "[]", " \n", "[ ]"):
        assert texts(put(tmp_path, "d.json", nothing)) == []


@pytest.mark.parametrize("slice_bytes", [16, 1 << 20])
def test_that_broken_json_is_named_with_line_and_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    content = '[\n  {"text": "one"},\n  {"text": "two" "three"}\n]'
    file = put(tmp_path, "a.json", content)
    (found,) = faults(file)
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(content)
    assert (found.line, found.column) == (caught.value.lineno, caught.value.colno)
    assert "not valid JSON" in found.message
    assert texts(file) == ["one"]


@pytest.mark.parametrize(
    "content", ['[{"text": "one"}', '[{"text": "one"} {"text": 2}]', '{"a": [{"text": "one"}], b', "[1 2"]
)
def test_that_a_file_that_breaks_off_is_a_fault(tmp_path: Path, content: str) -> None:
    assert [fault.kind for fault in faults(put(tmp_path, "a.json", content))][-1] == "json"


def test_that_deep_nesting_and_endless_numbers_are_faults(tmp_path: Path) -> None:
    for content in ("[" * 100_000, "[[" + "1" * 10_000 + "]]", '{"a":' * 100_000):
        assert faults(put(tmp_path, "a.json", content))
        assert faults(put(tmp_path, "a.jsonl", content))


def test_that_real_json_lines_are_read_and_their_text_is_guessed() -> None:
    file = SHARED / "gsm8k" / "test.jsonl"
    if not file.is_file():
        pytest.skip("the questions are not at hand")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = documents(file)
    assert [document.fields for document in found] == rows
    assert [document.line for document in found] == list(range(1, len(rows) + 1))
    composed = texts(file, template="Question: {question}\nAnswer: {answer}")
    assert composed[3] == f"Question: {rows[3]['question']}\nAnswer: {rows[3]['answer']}"
    assert texts(file, text_columns="question") == [row["question"] for row in rows]


def test_that_a_broken_line_far_into_a_file_costs_that_line_alone(tmp_path: Path) -> None:
    lines = ['{"text": "good"}\n'] * 20_000
    lines[12_344] = '{"text": "bad}\n'
    file = put(tmp_path, "a.jsonl", "".join(lines))
    (found,) = faults(file)
    assert (found.kind, found.line, found.column) == ("json", 12_345, 10)
    assert "line 12,345, column 10" in found.message
    assert len(texts(file)) == 19_999


def test_that_lines_of_other_kinds_are_faults_and_blank_ones_are_not(tmp_path: Path) -> None:
    file = put(tmp_path, "a.jsonl", '{"text": "one"}\n\n3\n"two"\n[1]\n')
    assert [(fault.kind, fault.line) for fault in faults(file)] == [("types", 3), ("types", 5)]
    assert texts(file) == ["one", "two"]


@pytest.mark.parametrize("slice_bytes", [16, 1 << 20])
def test_that_a_name_twice_in_an_object_is_named_with_its_place_and_may_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_bytes: int
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    good, other = '{"id": 1, "text": "one \\"text\\": [{"}', '{"text": "three", "more": [{"text": 1}, {"text": 2}]}'
    bad = '{"text": "two", "more": {"a": "{", "b": {}, "\\u0061" : 3}}'
    places = {
        "a.jsonl": (f"{good}\n{bad}\n{other}\n", 2, 45),
        "b.json": (f"[{good},\n {bad},\n {other}]", 2, 46),
        "c.json": (f'{{"version": 1,\n"data": [{good}, {other},\n{bad}]}}', 3, 45),
        "d.json": (f"{good}\n{bad}\n{other}\n", 2, 45),
    }
    for name, (content, line, column) in places.items():
        file = put(tmp_path, name, content)
        [found] = faults(file)
        assert (found.kind, found.line, found.column) == ("doubled", line, column), name
        assert f"{name}, line {line}, column {column}: the name “a” stands twice" in found.message
        assert texts(file) == ['one "text": [{', "three"], name


@pytest.mark.parametrize("slice_bytes", [16, 1 << 20])
@pytest.mark.parametrize(
    ("content", "place", "left"),
    [
        ('{"text": "one",\n "text": "two"}', (2, 2), []),
        ('{"text": "one", "more": {"a": 1, "a": 2}}', (1, 34), []),
        ('{"text": ["one"],\n "n": [1], "text": ["two"]}', (2, 12), []),
        ('{"data": [{"text": "one"}],\n "data": [{"text": "two"}]}', (2, 2), ["one"]),
    ],
)
def test_that_a_file_that_is_one_object_is_left_out_as_far_as_it_is_doubtful(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    slice_bytes: int,
    content: str,
    place: tuple[int, int],
    left: list[str],
) -> None:
    monkeypatch.setattr(decoding, "_SLICE", slice_bytes)
    file = put(tmp_path, "a.json", content)
    assert [(found.kind, found.line, found.column) for found in faults(file)] == [("doubled", *place)]
    assert texts(file) == left


class Pairs(tuple[tuple[str, object], ...]):
    """The members of an object, of which some may have the same name."""

    __slots__ = ()


NAMES = st.sampled_from(["a", "b", "text", '"', "ä"])
VALUES = st.recursive(
    st.one_of(st.integers(0, 9), st.text('ab"\\{[:,]}', max_size=4), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.lists(st.tuples(NAMES, inner), max_size=3).map(Pairs)),
    max_leaves=8,
)


def written(value: object) -> str:
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{json.dumps(name)}: {written(item)}" for name, item in value) + "}"
    return "[" + ", ".join(map(written, value)) + "]" if isinstance(value, list) else json.dumps(value)


def has_double(value: object) -> bool:
    if isinstance(value, Pairs):
        names = [name for name, _ in value]
        return len(set(names)) < len(names) or any(has_double(item) for _, item in value)
    return isinstance(value, list) and any(map(has_double, value))


@given(st.lists(st.tuples(NAMES, VALUES), max_size=4).map(Pairs))
def test_that_a_line_is_at_fault_exactly_where_a_name_stands_twice(value: Pairs) -> None:
    line = written(value)
    found = parse_line("a.jsonl", 1, line, NameWatch())
    assert isinstance(found, Fault) == has_double(value)
    if isinstance(found, Fault):
        assert line[found.column - 1] == '"'
    else:
        assert found.fields == json.loads(line)
