"""The help pages as texts: where they are, what they are called, which of them hold a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

SUFFIX = ".md"
_CONTENTS = "contents.yaml"
_HEADING = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)


class HelpPages:
    """The Markdown pages of a folder, in the order that its contents.yaml gives.

    A page of the language's own folder (``de_AT``, else ``de``) stands before the one beside
    contents.yaml, so that a translation is only files. ``inserts`` maps a line of a page to what
    makes the text that takes its place.
    """

    def __init__(
        self, folder: Path, language: str = "", inserts: Mapping[str, Callable[[], str]] | None = None
    ) -> None:
        self._folder = folder
        self._languages = [language, language.partition("_")[0]] if language else []
        self._inserts = inserts or {}
        self._names = [str(name) for name in yaml.safe_load((folder / _CONTENTS).read_text(encoding="utf-8"))]

    def names(self) -> list[str]:
        """Every page's name (its file's stem), in the order to show them."""
        return list(self._names)

    def text(self, name: str) -> str:
        """A page as Markdown, its inserts filled in. Raises FileNotFoundError."""
        text = self._file(name).read_text(encoding="utf-8")
        for line, make in self._inserts.items():
            if line in text:
                text = text.replace(line, make())
        return text

    def title(self, name: str) -> str:
        """A page's first heading."""
        found = _HEADING.search(self.text(name))
        return found[1] if found else name

    def holding(self, words: str) -> list[str]:
        """The pages that hold all of these words (or beginnings of words), whatever their case."""
        wanted = words.casefold().split()
        return [name for name in self._names if all(word in self._readable(name) for word in wanted)]

    def _readable(self, name: str) -> str:
        """What a reader sees of a page, in lower case: no addresses of links, no marks of Markdown."""
        return re.sub(r"\]\([^)]*\)|[*`|\\]", "", self.text(name)).casefold()

    def _file(self, name: str) -> Path:
        places = [self._folder / language for language in self._languages]
        found = next((place / f"{name}{SUFFIX}" for place in places if (place / f"{name}{SUFFIX}").is_file()), None)
        return found or self._folder / f"{name}{SUFFIX}"


def anchor_of(heading: str) -> str:
    """The name under which a heading can be linked to: ``Weight decay`` is ``#weight-decay``."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def escaped(text: str) -> str:
    """A text in which Markdown finds nothing to interpret, also inside a table."""
    return re.sub(r"([\\`*_{}\[\]<>|#&])", r"\\\1", text)
