"""An experiment as YAML that explains itself: help, unit, limits and choices beside every setting."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from workbench.config._plain_yaml import plain_scalar
from workbench.config.check import PLAIN, REGISTRIES
from workbench.config.experiment import SECTIONS, Experiment
from workbench.config.registry import Registry
from workbench.config.setting import Section, Setting, settings_of

_WIDTH = 100
_HEADER = (
    "An experiment of LM Workbench: what to train, on what, and how.\n"
    "Open it in the window, or run it in a terminal:  workbench train FILE\n"
    "A setting that is left out takes its default."
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?::[A-Za-z0-9_./-]+)*\Z")
_READ_AS_SWITCH_ELSEWHERE = {"y", "n", "yes", "no", "on", "off"}


def write_yaml(experiment: Experiment) -> str:
    """The whole experiment; reading it back gives an equal one."""
    name = next(item for item in settings_of(Experiment) if item.name == "name")
    lines = [*_comment(_HEADER, ""), "", f"format: {experiment.format}", ""]
    lines += [*_comment(_describe(name), ""), f"name: {scalar(experiment.name)}"]
    for section in SECTIONS:
        lines += ["", *_section(section, experiment.section(section))]
    return "\n".join(lines) + "\n"


def scalar(value: Any) -> str:
    """One value as YAML that this release and any YAML 1.1 reader take for the same thing."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = _WORD.match(text) and plain_scalar(text) == text and text.lower() not in _READ_AS_SWITCH_ELSEWHERE
    return text if plain else f'"{"".join(map(_escaped, text))}"'


def _number(value: float) -> str:
    # repr is exact; YAML 1.1 wants a point in the mantissa: 1e-08 is written 1.0e-08.
    mantissa, e, exponent = repr(value).partition("e")
    return f"{mantissa}.0e{exponent}" if e and "." not in mantissa else repr(value)


def _escaped(character: str) -> str:
    named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    if character in named:
        return named[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _section(name: str, section: Section) -> list[str]:
    lines = [f"{name}:"] if name in PLAIN else [*_comment(_chosen(section), ""), f"{name}:"]
    if name in PLAIN:
        lines = [*_comment(_first_line(section), ""), *lines]
    return [*lines, *_settings(name, section, "  ")]


def _settings(name: str, section: Section, indent: str) -> list[str]:
    lines: list[str] = []
    for item in settings_of(type(section)):
        value = getattr(section, item.name)
        lines += _comment(_help(name, item), indent)
        if item.kind == "list":
            lines += [f"{indent}{item.name}:" if value else f"{indent}{item.name}: []"]
            for entry in value:
                lines += _entry(entry, f"{indent}  ")
        else:
            lines.append(f"{indent}{item.name}: {scalar(value)}")
    return lines


def _entry(entry: Section, indent: str) -> list[str]:
    """One entry of a list: the dash stands before its first setting, comments stand above it."""
    about = _comment(_chosen(entry), indent) if getattr(entry, "label", "") else []
    lines = _settings("", entry, f"{indent}  ")
    first = next(row for row, line in enumerate(lines) if not line.lstrip().startswith("#"))
    above = [] if about else [line.removeprefix("  ") for line in lines[:first]]
    return [*about, *above, f"{indent}- {lines[first].lstrip()}", *lines[first + 1 :]]


def _chosen(section: Section) -> str:
    label, summary = getattr(section, "label", ""), getattr(section, "summary", "")
    return f"{label}. {summary}"


def _first_line(section: Section) -> str:
    return (type(section).__doc__ or "").strip().partition("\n")[0]


def _help(section: str, item: Setting) -> str:
    if isinstance(item.entries, Registry):
        key = item.entries.key
        return f"{item.help} Each is a “{key}”, one of {', '.join(item.entries.names())}, with settings of its own."
    registry = REGISTRIES.get(section)
    if registry is None or item.name != registry.key:
        return _describe(item)
    return f"One of {', '.join(registry.names())}. Each has settings of its own."


def _describe(item: Setting) -> str:
    parts = [item.help]
    if item.kind == "choice":
        parts.append(f"One of {', '.join(item.choices)}.")
    elif limits := _limits(item):
        parts.append(f"{limits}{f' {item.unit}' if item.unit else ''}.")
    return " ".join(part for part in parts if part)


def _limits(item: Setting) -> str:
    low, high = _limit(item.minimum), _limit(item.maximum)
    if low and high:
        return f"Above {low}, at most {high}" if item.exclusive_minimum else f"{low} to {high}"
    if low:
        return f"Above {low}" if item.exclusive_minimum else f"At least {low}"
    return f"At most {high}" if high else ""


def _limit(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def _comment(text: str, indent: str) -> list[str]:
    return [
        f"{indent}# {line}"
        for paragraph in text.split("\n")
        for line in textwrap.wrap(paragraph, _WIDTH - len(indent), break_long_words=False)
    ]
