"""What the window remembers between two starts: layout, colours, recent files, the unsaved draft."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from workbench import paths
from workbench.gui.theme import Scheme

MAX_RECENT = 10
LAYOUT_VERSION = 1
"""Raised when docks are added or renamed, so that an old layout is not forced onto a new window."""


class WindowSettings:
    """A typed face of one QSettings file in the user's configuration folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.settings()
        self._store = QSettings(str(self._folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def draft_file(self) -> Path:
        """Where an experiment with unsaved changes is kept safe from a crash."""
        return self._folder / "draft.yaml"

    def geometry(self) -> QByteArray | None:
        """Size and place of the window, if known."""
        return self._bytes("window/geometry")

    def layout(self) -> QByteArray | None:
        """The arrangement of the docks, if known."""
        return self._bytes("window/layout")

    def save_window(self, geometry: QByteArray, layout: QByteArray) -> None:
        """Remember size, place and arrangement."""
        self._store.setValue("window/geometry", geometry)
        self._store.setValue("window/layout", layout)
        self._store.sync()

    def window_geometry(self, name: str) -> QByteArray | None:
        """Size and place of the window of this name, if known."""
        return self._bytes(f"windows/{name}")

    def save_window_geometry(self, name: str, geometry: QByteArray) -> None:
        """Remember size and place of the window of this name."""
        self._store.setValue(f"windows/{name}", geometry)

    def forget_window(self) -> None:
        """Go back to the default arrangement."""
        self._store.remove("window")

    @property
    def scheme(self) -> Scheme:
        """``system``, ``light`` or ``dark``."""
        stored = self._text("appearance/scheme")
        return "light" if stored == "light" else "dark" if stored == "dark" else "system"

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._store.setValue("appearance/scheme", scheme)

    @property
    def language(self) -> str:
        """``system`` or a language code."""
        return self._text("appearance/language") or "system"

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("appearance/language", language)

    @property
    def last_experiment(self) -> str:
        """The experiment file that was open last, or nothing."""
        return self._text("files/last")

    @last_experiment.setter
    def last_experiment(self, path: str) -> None:
        self._store.setValue("files/last", path)

    def recent_files(self) -> list[str]:
        """Experiment files opened or saved before, newest first."""
        return self._list("files/recent")

    def add_recent_file(self, path: Path) -> None:
        """Put a file at the top of the recent ones."""
        kept = [item for item in self.recent_files() if item != str(path)]
        self._store.setValue("files/recent", [str(path), *kept][:MAX_RECENT])

    def forget_recent_files(self) -> None:
        """Empty the list of recent files."""
        self._store.remove("files/recent")

    def recent_texts(self) -> list[str]:
        """Text files learned from before, newest first."""
        return self._list("files/recent_texts")

    def add_recent_text(self, path: str) -> None:
        """Put a text file at the top of the recent ones."""
        kept = [item for item in self.recent_texts() if item != path]
        self._store.setValue("files/recent_texts", [path, *kept][:MAX_RECENT])

    def is_unfolded(self, section: str) -> bool:
        """True if the rare settings of a section were left unfolded."""
        return self._text(f"unfolded/{section}") == "yes"

    def set_unfolded(self, section: str, unfolded: bool) -> None:
        """Remember whether the rare settings of a section are unfolded."""
        self._store.setValue(f"unfolded/{section}", "yes" if unfolded else "no")

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def _list(self, key: str) -> list[str]:
        value = self._store.value(key, [])
        if isinstance(value, str):  # an INI file stores a list of one as a plain text
            return [value] if value else []
        return [str(item) for item in value] if isinstance(value, list) else []

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None
