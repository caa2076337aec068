"""Which command lines are a double click, and what comes of one where there is no screen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.terminal.doors import Doors, asks_for_window, enter, open_window


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "a run"
    folder.mkdir()
    (folder / "run.db").touch()
    return folder


def test_that_nothing_an_experiment_and_a_run_folder_ask_for_the_window(run_folder: Path) -> None:
    assert asks_for_window([])
    assert asks_for_window(["experiment.yaml"])
    assert asks_for_window([str(run_folder)])


def test_that_commands_and_other_folders_do_not(run_folder: Path) -> None:
    assert not asks_for_window(["train"])
    assert not asks_for_window([str(run_folder.parent)])
    assert not asks_for_window(["train", "experiment.yaml"])


def test_that_a_runs_own_settings_open_the_run_and_not_a_file_to_write_over(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (run_folder / "experiment.yaml").touch()
    (run_folder.parent / "experiment.yaml").touch()
    opened: list[Path | None] = []

    def open_it(path: Path | None) -> int:
        opened.append(path)
        return 0

    for folder in (run_folder, run_folder.parent):
        enter(Doors(open_it, dict), [str(folder / "experiment.yaml")])
    assert opened == [run_folder, run_folder.parent / "experiment.yaml"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_that_without_a_screen_a_run_is_not_shown_and_the_way_to_go_on_is_told(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    doors = Doors(lambda path: 0, dict)
    with pytest.raises(WorkbenchError, match="cannot be shown") as caught:
        open_window(doors, run_folder)
    assert str(run_folder) in caught.value.advice
