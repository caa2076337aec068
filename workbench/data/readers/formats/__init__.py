"""The kinds of files that can be learned from, one file a kind, no list to edit."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil

from workbench.data.readers.formats.base import Format
from workbench.data.readers.formats.plain import Plain

__all__ = ["Format", "format_of", "formats"]


@functools.cache
def formats() -> dict[str, Format]:
    """The format of each suffix, such as ".csv"."""
    found: dict[str, Format] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for item in vars(module).values():
            own = inspect.isclass(item) and issubclass(item, Format) and item.__module__ == module.__name__
            if own and not inspect.isabstract(item):
                found |= dict.fromkeys(item.suffixes, item())
    return dict(sorted(found.items()))


def format_of(suffix: str) -> Format:
    """The format of a suffix; a suffix that nobody knows is that of a plain text."""
    return formats().get(suffix) or Plain()
