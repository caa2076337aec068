"""What is read without the YAML library is what the library reads; everything else is left to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.config._plain_yaml import read_plain
from workbench.config._yaml_reader import read_yaml
from workbench.config.experiment import Experiment
from workbench.config.presets import presets
from workbench.config.yaml_io import dumps

PIECES = (
    "a", "name", "on", "null", "1", "-1", "1e-3", "0x1f", ".5", "+7", "true", "~", "Once upon", "sample:stories",
    '"x y"', '"a\\nb"', '"a\\"b"', '"a\\u0041"', "'q'", "[]", "[1]", "{}", "-", "---", "...", "#", " # c", "#c", ":",
    ": ", ":\n", "\n", "\n  ", "\n    ", "  ", " ", "&a", "*a", "!t", "|", ">", "%", "@", "`", "?", ", ", "\t", "<<",
    "/tmp/a-b_c.txt", "12:30:45", "=", "2020-01-01",
)  # fmt: skip
LINES = (
    "steps: 5", "name: x", "data:", "  source: a", "  b: 1 # c", "# c", "", "   ", "  steps: []", '  p: "Once "',
    "    deep: 1",
)  # fmt: skip


@pytest.mark.parametrize("path", [preset.path for preset in presets()], ids=lambda path: path.stem)
def test_that_every_preset_is_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_plain(text) == read_yaml(text)


def test_that_a_saved_experiment_is_plain() -> None:
    text = dumps(Experiment())
    assert read_plain(text) == read_yaml(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a:", "a: b: c", "a: 1\na: 2", "s:\n  a: 1\n  a: 2", "s:\n  a: 1\n b: 2", "a: 1\n  b: 2",
        "a: é", "a: 1 # \x85b: 2", "a: \u2028",
        "a:\tb", "a: 'b'", "a: [1]", "a: {b: 1}", "a: &x 1", "a: *x", "a: !!int 1", "--- \na: 1", "a: |\n  b",
        "s:\n  t:\n    a: 1", "s:\n  a: b\n    c", 'a: "\\x41"', 'a: "b"c', "a: b#c: d", "s:\nt: 1", "- a", "a: 1\r\n",
    ],
)  # fmt: skip
def test_that_anything_else_is_left_to_the_library(text: str) -> None:
    assert read_plain(text) is None


def same(text: str) -> None:
    found = read_plain(text)
    if found is not None:
        assert repr(found) == repr(read_yaml(text))  # repr: a number that is none is not equal to itself


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_that_pieces_of_yaml_are_read_alike(text: str) -> None:
    same(text)
    same(f"s:\n  a: {text}\n  b: 2\n")


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_that_lines_of_yaml_are_read_alike(text: str) -> None:
    same(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x3100), max_size=25))
def test_that_any_value_is_read_alike(value: str) -> None:
    same(f"a: {value}\n")


@given(st.dictionaries(st.sampled_from("abcd"), st.integers() | st.floats() | st.booleans() | st.text(max_size=5)))
def test_that_a_found_value_is_never_of_another_type(values: dict[str, Any]) -> None:
    same("".join(f"{name}: {value}\n" for name, value in values.items()))
