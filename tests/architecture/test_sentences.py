"""Sentences for people can be translated: each is a literal template, found by reading the source."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from workbench import errors

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "workbench").rglob("*.py"))
ERRORS = {
    name
    for name, item in vars(errors).items()
    if inspect.isclass(item) and issubclass(item, errors.WorkbenchError) and item is not errors.ExperimentError
}
SENTENCES = {**dict.fromkeys(ERRORS, (0, 1)), "Notice": (0,), "Stage": (0,), "Choice": (2,), "Problem": (1,)}
"""Which arguments of a call are sentences; by keyword they are message, advice and reason."""
KEYWORDS = {"message", "advice", "reason"}


def calls(tree: ast.AST, name: str | None = None) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a plain or dotted name, with the name's last part."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in (None, called):
                yield node, called


def put_together(value: ast.expr) -> bool:
    """Whether a text is glued from parts: an f-string, ``+``, ``%``, ``.format`` or ``.join``."""
    if isinstance(value, ast.IfExp):
        return put_together(value.body) or put_together(value.orelse)
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr in ("format", "join")
    return isinstance(value, ast.JoinedStr | ast.BinOp)


def glued(source: str) -> list[int]:
    """The lines of a source on which a sentence for people is put together from parts."""
    lines = []
    for call, name in calls(ast.parse(source)):
        if name in SENTENCES:
            sentences = [value for place, value in enumerate(call.args) if place in SENTENCES[name]]
            sentences += [keyword.value for keyword in call.keywords if keyword.arg in KEYWORDS]
            lines += [value.lineno for value in sentences if put_together(value)]
    return lines


def unreadable(source: str) -> list[int]:
    """The lines on which ``say`` is given something else than a literal template."""
    return [
        call.lineno
        for call, _ in calls(ast.parse(source), "say")
        if isinstance(call.func, ast.Name)
        and not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]


def test_that_no_sentence_is_put_together_from_parts() -> None:
    found = [
        f"{file.relative_to(ROOT).as_posix()}:{line}"
        for file in SOURCES
        for line in glued(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_that_a_template_is_a_literal() -> None:
    found = [
        f"{file.relative_to(ROOT).as_posix()}:{line}"
        for file in SOURCES
        for line in unreadable(file.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'raise DataError(f"{name} is empty.")',
        'raise DataError("It is " + "empty.")',
        'raise errors.DataError(say("Empty."), advice=f"Take {name}.")',
        'emit(Notice("{} is empty.".format(name), "warning"))',
        'emit(Stage(f"Reading {name}" if name else "Reading"))',
        'Choice("device", name, f"{name} was found")',
        'Problem(f"model.{field}", "%s is odd" % field)',
    ],
)
def test_that_a_glued_sentence_would_be_found(source: str) -> None:
    assert glued(source) == [1]


def test_that_what_is_no_sentence_is_left_alone() -> None:
    assert glued('Problem(f"model.{field}", say("{value} is odd", value=1))') == []
    assert glued('Choice("threads", str(cores) + "", say("asked for"))') == []
    assert unreadable("say(template, given=1)\nwidget.say(text)\nsay('Done.')") == [1]


def test_that_the_placeholders_of_a_template_are_all_given() -> None:
    """A missing one is a KeyError in the middle of an error. Templates of a table are filled elsewhere."""
    wrong = []
    for file in SOURCES:
        for call, _ in calls(ast.parse(file.read_text(encoding="utf-8")), "say"):
            given = {keyword.arg for keyword in call.keywords}
            if not given or None in given or not isinstance(call.args[0], ast.Constant):
                continue
            needed = {field for _, field, _, _ in Formatter().parse(call.args[0].value) if field}
            if given != {name.partition("!")[0] for name in needed}:
                wrong.append(f"{file.relative_to(ROOT).as_posix()}:{call.lineno}")
    assert wrong == []
