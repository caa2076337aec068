"""Which files of a folder or an archive are meant: patterns such as ``*.txt`` and ``books/**/*.md``."""

from __future__ import annotations

import functools
import re

_TOKENS = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANINGS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, patterns: str) -> bool:
    """Whether a path with slashes fits one of the patterns, separated by commas; none fits everything.

    A pattern without a slash is held against the file's name alone; capitals do not matter, and neither
    does ``.gz`` at the end of the path.
    """
    wanted = [pattern.strip() for pattern in patterns.split(",") if pattern.strip()]
    if not wanted:
        return True
    path = path.lower()
    paths = (path, path.removesuffix(".gz"))
    return any(_fits(name, pattern.lower()) for pattern in wanted for name in paths)


def _fits(path: str, pattern: str) -> bool:
    return _compiled(pattern).fullmatch(path if "/" in pattern else path.rpartition("/")[2]) is not None


@functools.lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = (_MEANINGS.get(token) or re.escape(token) for token in _TOKENS.findall(pattern.removeprefix("./")))
    return re.compile("".join(parts), re.DOTALL)
