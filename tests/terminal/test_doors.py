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


def test_that_nothing_an_experiment_a_run_and_a_text_ask_for_the_window(run_folder: Path) -> None:
    text = run_folder.parent / "story.txt"
    text.touch()
    assert asks_for_window([])
    assert asks_for_window(["experiment.yaml"])
    for place in (run_folder, run_folder.parent, text):
        assert asks_for_window([str(place)])


def test_that_a_run_in_this_folder_and_a_text_do_too(run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(run_folder.parent)
    Path("story.txt").touch()
    assert asks_for_window([run_folder.name])
    assert asks_for_window(["story.txt"])


def test_that_commands_and_what_is_not_there_do_not(run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(run_folder.parent)
    Path("train").mkdir()
    assert not asks_for_window(["train"])
    assert not asks_for_window(["self-test"])
    assert not asks_for_window(["--version"])
    assert not asks_for_window(["nowhere.txt"])
    assert not asks_for_window([str(run_folder / "nothing")])
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
@pytest.mark.parametrize(
    ("name", "words"), [("a run", "the run cannot be shown"), ("a run/log.txt", "log.txt cannot be shown")]
)
def test_that_without_a_screen_a_run_or_text_is_not_shown_and_the_way_to_go_on_is_told(
    name: str, words: str, run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    doors = Doors(lambda path: 0, dict)
    (run_folder / "log.txt").touch()
    with pytest.raises(WorkbenchError, match=words) as caught:
        open_window(doors, run_folder.parent / name)
    assert "workbench" in caught.value.advice
