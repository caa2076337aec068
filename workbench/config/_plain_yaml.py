"""The YAML of which nearly every experiment consists, read without the YAML library, which takes its time to load.

Two levels of ``name: value`` with comments: what `write_yaml` writes and the presets are. `read_plain` gives None for
anything else, also for what is wrong, and leaves it to `workbench.config._yaml_reader`, whose answer it never differs
from otherwise.
"""

from __future__ import annotations

import re
from typing import Any

_MAX_DIGITS = 300
_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_TRUE = re.compile(r"(?:true|True|TRUE)\Z")
_FALSE = re.compile(r"(?:false|False|FALSE)\Z")
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_BASED = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)\Z")
_NAN = re.compile(r"\.(?:nan|NaN|NAN)\Z")

_LINE = re.compile(
    r"(?P<indent> *)(?P<name>[A-Za-z_][A-Za-z0-9_]*):"
    r"(?: +(?:"
    r"(?P<plain>[-+.]?[A-Za-z0-9/](?:[A-Za-z0-9_./+-]|:(?=[A-Za-z0-9]))*(?: [A-Za-z0-9_./+-]+)*)"
    r'|"(?P<quoted>(?:[^"\\]|\\[nt"\\])*)"'
    r"|(?P<empty>\[\])"
    r"))? *(?: #.*)?\Z"
)
_ASIDE = re.compile(r" *(?:#.*)?\Z")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def plain_scalar(text: str) -> Any:
    """The value of an unquoted scalar: None, bool, int, float, or the text itself (YAML 1.2, 10.3.2)."""
    if _NULL.match(text):
        return None
    if _TRUE.match(text) or _FALSE.match(text):
        return bool(_TRUE.match(text))
    if len(text) > _MAX_DIGITS:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _BASED.match(text):
        return int(text, 0)
    if _FLOAT.match(text):
        return float(text)
    if infinite := _INFINITE.match(text):
        return float(f"{infinite[1]}inf")
    return float("nan") if _NAN.match(text) else text


def read_plain(text: str) -> dict[str, Any] | None:
    """The sections and settings in ``text``, or None where any line is not of the plainest kind."""
    if not text.replace("\n", "").isprintable():
        return None
    values: dict[str, Any] = {}
    section: dict[str, Any] = {}
    depth: int | None = 0  # of the section's lines, None until the first of them
    for line in text.split("\n"):
        if _ASIDE.match(line):
            continue
        found = _LINE.match(line)
        if found is None:
            return None
        name, indent = found["name"], len(found["indent"])
        if depth is None and indent:
            depth = indent
        place = section if indent else values
        if name in place or (indent and indent != depth) or (not indent and depth is None):
            return None  # named twice, at no known depth, or a section without settings before it
        if _has_value(found):
            place[name] = _value(found)
            depth = depth if indent else 0
        elif indent:
            return None
        else:
            section = values[name] = {}
            depth = None
    return values if values and depth is not None else None


def _has_value(found: re.Match[str]) -> bool:
    return any(found[kind] is not None for kind in ("plain", "quoted", "empty"))


def _value(found: re.Match[str]) -> Any:
    if found["plain"] is not None:
        return plain_scalar(found["plain"])
    if found["quoted"] is not None:
        return _ESCAPE.sub(lambda escape: _ESCAPED[escape[1]], found["quoted"])
    return []
