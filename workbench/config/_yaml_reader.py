"""Strict YAML: the YAML 1.2 core scalars and plain mappings, nothing that could surprise or execute.

YAML 1.1, which PyYAML speaks, reads ``off`` as false and ``1e-3`` as text. Here ``1e-3`` is a
number, only ``true`` and ``false`` are switches, and tags, anchors, duplicate keys and second
documents are refused with their line and column.
"""

from __future__ import annotations

from typing import Any

import yaml

from workbench.config._plain_yaml import plain_scalar
from workbench.config._yaml_faults import located
from workbench.errors import InputError
from workbench.messages import say

MAX_DEPTH = 16


def read_yaml(text: str, source: str = "") -> Any:
    """The one document in ``text`` as dicts, lists and scalars.

    Raises InputError naming ``source``, line and column.
    """
    reader: _Reader | None = None
    try:
        reader = _Reader(text)
        node = reader.get_single_node()
    except yaml.reader.ReaderError as error:
        raise _unreadable_character(error, text, source) from error
    except _Refusal as error:
        raise at(source, error.problem_mark, error.sentence) from error
    except yaml.MarkedYAMLError as error:
        raise _in_words(error, source) from error
    finally:
        if reader is not None:
            reader.dispose()
    return None if node is None else _value(node, source)


class _Refusal(yaml.MarkedYAMLError):
    """Valid YAML that has no place in an experiment."""

    def __init__(self, sentence: str, mark: yaml.Mark) -> None:
        super().__init__(problem=sentence, problem_mark=mark)
        self.sentence = sentence


class _Reader(yaml.SafeLoader):
    """Builds nodes only; values are made by `_value`, so no constructor of PyYAML ever runs."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _Refusal(say("anchors and aliases (& and *) are not used here"), event.start_mark)
        if getattr(event, "tag", None) is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise _Refusal(
                say("tags such as {tag} are not allowed; nothing it names was run", tag=tag), event.start_mark
            )
        if self.depth >= MAX_DEPTH:
            raise _Refusal(say("sections are nested deeper than {count} levels", count=MAX_DEPTH), event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def _value(node: yaml.Node, source: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return plain_scalar(node.value) if node.style is None else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, source) for item in node.value]
    assert isinstance(node, yaml.MappingNode)
    values: dict[str, Any] = {}
    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise at(source, key.start_mark, say("a setting's name must be a plain word"))
        if key.value in values:
            raise at(
                source, key.start_mark, say("“{name}” is given twice", name=key.value), say("Keep one of the two.")
            )
        values[key.value] = _value(item, source)
    return values


def at(source: str, mark: yaml.Mark | None, sentence: str, advice: str = "") -> InputError:
    """An error that says where: file, line and column (both from 1)."""
    return located(source, None if mark is None else (mark.line + 1, mark.column + 1), sentence, advice)


def _in_words(error: yaml.MarkedYAMLError, source: str) -> InputError:
    problem = error.problem or say("this cannot be understood")
    advice = say("An experiment file has lines of the form “setting: value”, indented with spaces below their section.")
    if r"'\t'" in problem:
        problem, advice = say("a tab stands where spaces are needed"), say("Indent with spaces.")
    elif "expected a single document" in str(error.context) or "single document" in problem:
        problem = say("a second document starts here (---), but an experiment file holds one")
        advice = say("Put each experiment into a file of its own.")
    elif "mapping values are not allowed" in problem:
        problem = say("a colon makes a second value here")
        advice = say("Put a text that contains “: ” between quotation marks, and check the indentation.")
    return at(source, error.problem_mark, problem, advice)


def _unreadable_character(error: yaml.reader.ReaderError, text: str, source: str) -> InputError:
    position = int(error.position)
    before = text[:position]
    place = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    code = f"U+{ord(text[position]):04X}"
    sentence = say("the character {code} is not allowed in a text file of settings", code=code)
    return located(source, place, sentence, say("Remove it, or write it as an escape between double quotes."))
