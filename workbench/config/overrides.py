"""``section.field=value`` from the command line, laid over an experiment before it is checked."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from workbench.config._yaml_reader import plain_scalar, read_yaml
from workbench.config.check import REGISTRIES, section_class
from workbench.config.experiment import SECTIONS
from workbench.config.setting import carries_over, settings_of
from workbench.errors import ExperimentError, InputError, Problem
from workbench.messages import say

_TEXT_KINDS = ("text", "long_text", "source", "choice")


def parse_scalar(text: str) -> Any:
    """The value that ``text`` would have in an experiment file; quotes make it a text."""
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        try:
            value = read_yaml(text)
        except InputError:
            return text
        return value if isinstance(value, str) else text
    return plain_scalar(text)


def apply_overrides(raw: dict[str, Any], overrides: Sequence[str]) -> dict[str, Any]:
    """A copy of ``raw`` with each ``section.field=value`` laid over it.

    Choosing another architecture, optimizer, schedule or tokenizer drops the settings that the new
    choice does not have and keeps those it shares, whatever the order of the overrides.
    Raises ExperimentError naming each override that cannot be understood.
    """
    result = copy.deepcopy(raw)
    problems: list[Problem] = []
    parsed = [item for text in overrides if (item := _parse(text, problems)) is not None]
    if problems:
        raise ExperimentError(problems)
    parsed.sort(key=lambda item: not _is_choice(item[0], item[1]))
    for section, field, value in parsed:
        if not field:
            result[section] = _text(value)
            continue
        settings = result.get(section)
        if settings is None:
            settings = result[section] = {}
        if not isinstance(settings, dict):
            continue  # `check` names the section that is none
        if _is_choice(section, field):
            _switch(section, settings, value)
        settings[field] = _typed(section, settings, field, value)
    return result


def _parse(text: str, problems: list[Problem]) -> tuple[str, str, str] | None:
    """(section, field, value); the field is empty for the experiment's own name."""
    target, equals, value = text.partition("=")
    section, dot, field = target.strip().partition(".")
    if not equals:
        problems.append(Problem(text, say("must be written as section.field=value")))
    elif section == "name" and not dot:
        return section, "", value
    elif section not in SECTIONS:
        problems.append(Problem(target, _unknown_section()))
    elif not field or "." in field:
        problems.append(Problem(target, _no_setting(section)))
    else:
        return section, field, value
    return None


def _unknown_section() -> str:
    return say("is not a known section; known here: {names}", names=", ".join(("name", *SECTIONS)))


def _no_setting(section: str) -> str:
    example = f"{section}.{next(iter(section_class(section).model_fields))}"
    return say("must name one setting of {section}, as in {example}", section=section, example=example)


def _is_choice(section: str, field: str) -> bool:
    return section in REGISTRIES and REGISTRIES[section].key == field


def _switch(section: str, settings: dict[str, Any], choice: str) -> None:
    registry = REGISTRIES[section]
    old = registry.entries.get(str(settings.get(registry.key, registry.names()[0])))
    new = registry.entries.get(choice)
    if old is None or new is None:
        return  # `check` names the unknown one
    for field in old.model_fields:
        if not carries_over(field, old, new):
            settings.pop(field, None)


def _typed(section: str, settings: dict[str, Any], field: str, text: str) -> Any:
    """A setting that is a text stays one, so that ``name=123`` needs no quotes."""
    try:
        choice = str(settings.get(REGISTRIES[section].key, "")) if section in REGISTRIES else None
        known = {item.name: item.kind for item in settings_of(section_class(section, choice))}
    except KeyError:
        known = {}
    return _text(text) if known.get(field) in _TEXT_KINDS else parse_scalar(text)


def _text(text: str) -> str:
    value = parse_scalar(text)
    return value if isinstance(value, str) else text
