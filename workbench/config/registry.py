"""A registry finds its entries by looking into a package: one file, one entry, no list to edit.

A module of the package is one entry when it defines exactly one public subclass of the base. The
entry's name is the default of the base's ``key`` field ("gpt", "adamw", "cosine").
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cached_property
from typing import Generic, TypeVar

from workbench.config.setting import Section

Entry = TypeVar("Entry", bound=Section)


class Registry(Generic[Entry]):
    """The classes of one kind, by name, in the order of their ``rank``, then name."""

    def __init__(self, package: str, base: type[Entry], key: str) -> None:
        self.package = package
        self.base = base
        self.key = key

    @cached_property
    def entries(self) -> dict[str, type[Entry]]:
        """Name to class."""
        found: list[type[Entry]] = []
        package = importlib.import_module(self.package)
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{self.package}.{info.name}")
            found += [
                item
                for item in vars(module).values()
                if isinstance(item, type)
                and issubclass(item, self.base)
                and item.__module__ == module.__name__
                and not item.__name__.startswith("_")
            ]
        found.sort(key=lambda entry: (getattr(entry, "rank", 100), self.name_of(entry)))
        return {self.name_of(entry): entry for entry in found}

    def name_of(self, entry: type[Entry]) -> str:
        """The name under which a class is chosen."""
        return str(entry.model_fields[self.key].default)

    def names(self) -> list[str]:
        """Every name, in the order to show them."""
        return list(self.entries)

    def get(self, name: str) -> type[Entry]:
        """The class of that name. Raises KeyError."""
        return self.entries[name]
