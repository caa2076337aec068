"""What the window remembers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from workbench.gui.settings import MAX_RECENT, WindowSettings


def test_that_settings_survive_a_restart(tmp_path: Path) -> None:
    first = WindowSettings(tmp_path)
    first.scheme = "dark"
    first.last_experiment = "/somewhere/a.yaml"
    first.save_window(QByteArray(b"geometry"), QByteArray(b"layout"))
    second = WindowSettings(tmp_path)
    assert second.scheme == "dark"
    assert second.last_experiment == "/somewhere/a.yaml"
    assert second.geometry() == QByteArray(b"geometry")
    assert second.layout() == QByteArray(b"layout")


def test_that_the_newest_file_is_first_and_none_is_listed_twice(tmp_path: Path) -> None:
    settings = WindowSettings(tmp_path)
    for name in ("a", "b", "a"):
        settings.add_recent_file(tmp_path / name)
    assert settings.recent_files() == [str(tmp_path / "a"), str(tmp_path / "b")]


def test_that_one_recent_file_survives_the_ini_format(tmp_path: Path) -> None:
    WindowSettings(tmp_path).add_recent_file(tmp_path / "only")
    settings = WindowSettings(tmp_path)
    settings._store.sync()
    assert settings.recent_files() == [str(tmp_path / "only")]


def test_that_old_files_fall_off_the_list(tmp_path: Path) -> None:
    settings = WindowSettings(tmp_path)
    for index in range(MAX_RECENT + 3):
        settings.add_recent_file(tmp_path / str(index))
    assert len(settings.recent_files()) == MAX_RECENT


def test_that_a_damaged_settings_file_means_defaults(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_bytes(b"\x00\xff[[[appearance\nscheme=purple")
    settings = WindowSettings(tmp_path)
    assert settings.scheme == "system"
    assert settings.geometry() is None


def test_that_forgetting_the_window_keeps_the_rest(tmp_path: Path) -> None:
    settings = WindowSettings(tmp_path)
    settings.scheme = "light"
    settings.save_window(QByteArray(b"g"), QByteArray(b"l"))
    settings.forget_window()
    assert settings.layout() is None
    assert settings.scheme == "light"
