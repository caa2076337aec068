"""Where a text may be cut before a tokenizer of the library sees it, read from how the tokenizer is described."""

from __future__ import annotations

from typing import Any

from workbench.tokenizer.patterns import (
    PATTERNS,
    cl100k_border,
    gpt2_border,
    plain_only,
    space_border,
    spaced_border,
)
from workbench.tokenizer.slices import Border

_BY_TYPE: dict[str, Border] = {
    "Whitespace": spaced_border,
    "WhitespaceSplit": spaced_border,
    "BertPreTokenizer": spaced_border,
    "Metaspace": space_border,
}

_LOCAL = {"NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "BertNormalizer", "Prepend", "ByteLevel"}
"""Normalisers that change a character by itself and its marks, or the beginning of a text."""


def border_of(description: dict[str, Any]) -> Border:
    """The test for borders that leave the tokens as they are; before a space after a word where nothing is known."""
    found = _by_pre_tokenizer(description.get("pre_tokenizer"))
    return plain_only(found) if description.get("normalizer") is not None else found


def words_apart(description: dict[str, Any]) -> bool:
    """Whether it is known that tokens never reach across a border, and that nothing is done to a text as a whole."""
    if description["model"].get("dropout"):
        return False
    changes = _steps(description.get("normalizer"), "normalizers")
    if not all(step["type"] in _LOCAL for step in changes):
        return False
    if changes and any(token.get("normalized") for token in description.get("added_tokens") or []):
        return False  # such a token may be written in several ways, of which only one would be kept whole
    steps = _steps(description.get("pre_tokenizer"))
    if not steps:
        return False
    first = steps[0]
    if first["type"] == "ByteLevel":
        return bool(first.get("use_regex", True))
    if first["type"] == "Split":
        known = any(item.regex == first["pattern"].get("Regex") for item in PATTERNS.values())
        return known and first["behavior"] == "Isolated" and not first.get("invert")
    return first["type"] in _BY_TYPE and bool(first.get("split", True))


def words_bare(description: dict[str, Any]) -> bool:
    """Whether words are apart, and reach the model as they stand in the text, with no sign before or behind them."""
    steps = _steps(description.get("pre_tokenizer"))
    return words_apart(description) and [step["type"] for step in steps] in (
        ["Split"],
        ["Whitespace"],
        ["WhitespaceSplit"],
    )


def pattern_of(pre_tokenizer: dict[str, Any] | None) -> str | None:
    """The regular expression of a pre-tokenizer that turns words into GPT-2's spelling of bytes; None for any other."""
    steps = _steps(pre_tokenizer)
    names = [step["type"] for step in steps]
    if not steps or names[-1] != "ByteLevel" or steps[-1].get("add_prefix_space"):
        return None
    if names == ["ByteLevel"] and steps[0].get("use_regex", True):
        return PATTERNS["gpt2"].regex
    if names == ["Split", "ByteLevel"] and not steps[1].get("use_regex", True):
        split = steps[0]
        regex = split["pattern"].get("Regex")
        return str(regex) if regex and split["behavior"] == "Isolated" and not split.get("invert") else None
    return None


def _by_pre_tokenizer(described: dict[str, Any] | None) -> Border:
    steps = _steps(described)
    if not steps:
        return space_border
    first = steps[0]
    if first["type"] == "ByteLevel":
        return space_border if first.get("add_prefix_space") else gpt2_border
    if first["type"] == "Split":
        regex = first["pattern"].get("Regex")
        return next((item.border for item in PATTERNS.values() if item.regex == regex), space_border)
    return _BY_TYPE.get(first["type"], space_border)


def _steps(described: dict[str, Any] | None, within: str = "pretokenizers") -> list[dict[str, Any]]:
    if described is None:
        return []
    return described[within] if described["type"] == "Sequence" else [described]


__all__ = ["border_of", "cl100k_border", "pattern_of"]
