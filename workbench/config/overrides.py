"""``section.field=value`` from the command line, laid over an experiment before it is checked."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from workbench.config._plain_yaml import plain_scalar
from workbench.config.check import PLAIN, REGISTRIES, section_class
from workbench.config.experiment import SECTIONS
from workbench.config.listed import entry_class
from workbench.config.setting import Setting, carries_over, settings_of
from workbench.errors import ExperimentError, InputError, Problem
from workbench.messages import say

_TEXT_KINDS = ("text", "long_text", "source", "path", "choice")


def parse_scalar(text: str) -> Any:
    """The value that ``text`` would have in an experiment file; quotes make it a text."""
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        from workbench.config._yaml_reader import read_yaml

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
        if _list_setting(section, field) is not None:
            _put_in_list(section, settings, field, value, problems)
        else:
            settings[field] = _typed(section, settings, field, value)
    if problems:
        raise ExperimentError(problems)
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
    elif not field or ("." in field and _list_setting(section, field) is None):
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


def _list_setting(section: str, field: str) -> Setting | None:
    """The setting that ``field`` (``steps``, ``steps.2.form``) belongs to, where that is a list."""
    if section not in PLAIN:
        return None
    name = field.partition(".")[0]
    return next((item for item in settings_of(PLAIN[section]) if item.name == name and item.kind == "list"), None)


def _put_in_list(section: str, settings: dict[str, Any], field: str, text: str, problems: list[Problem]) -> None:
    """``steps=[unicode, {step: mask}]`` gives the list anew, ``steps.2.form=NFKC`` changes its second entry."""
    name, _, rest = field.partition(".")
    if not rest:
        from workbench.config._yaml_reader import read_yaml

        try:
            settings[name] = read_yaml(text) if text.strip() else []
        except InputError as error:
            problems.append(Problem(f"{section}.{field}", say("is no list: {reason}", reason=error.message)))
        return
    place, _, inner = rest.partition(".")
    entries = settings.get(name, [])
    if not inner or "." in inner or not place.isdecimal():
        example = f"{section}.{name}.1.enabled"
        problems.append(
            Problem(f"{section}.{field}", say("must name one setting of one entry, as in {example}", example=example))
        )
    elif not isinstance(entries, list) or not 1 <= int(place) <= len(entries):
        count = len(entries) if isinstance(entries, list) else 0
        sentence = say("there is no entry {place}; the list has {count}", place=place, count=count)
        problems.append(Problem(f"{section}.{field}", sentence))
    else:
        entries[int(place) - 1] = _with_setting(_list_setting(section, field), entries[int(place) - 1], inner, text)


def _with_setting(listed: Setting | None, entry: Any, field: str, text: str) -> Any:
    assert listed is not None
    cls = entry_class(listed.entries, entry)
    if cls is None:
        return entry  # `check` names the unknown one
    settings = dict(entry) if isinstance(entry, dict) else {listed.entries.key: entry}
    kinds = {item.name: item.kind for item in settings_of(cls)}
    return settings | {field: _text(text) if kinds.get(field) in _TEXT_KINDS else parse_scalar(text)}


def _text(text: str) -> str:
    value = parse_scalar(text)
    return value if isinstance(value, str) else text
