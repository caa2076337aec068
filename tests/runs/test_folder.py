from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from workbench.errors import RunError, RunFormatError
from workbench.runs.folder import FORMAT, RunFolder, folder_name


def test_that_a_new_run_opens_and_knows_its_name(tmp_path: Path) -> None:
    made = RunFolder.create(tmp_path, "First try", meta={"steps": 10})
    meta = RunFolder.open(made.path).meta()
    assert (meta["name"], meta["state"], meta["steps"], meta["format"]) == ("First try", "preparing", 10, FORMAT)
    assert datetime.fromisoformat(meta["created"]).tzinfo is not None


def test_that_two_runs_of_one_name_in_one_second_have_two_folders(tmp_path: Path) -> None:
    paths = {RunFolder.create(tmp_path, "same").path for _ in range(3)}
    assert len(paths) == 3


@pytest.mark.parametrize("name", ["a/b\\c:d*?", "  ", "..", "con\x00trol", "x" * 500, "Ünïcode 漢字"])
def test_that_any_name_gives_a_folder_that_every_file_system_takes(tmp_path: Path, name: str) -> None:
    made = RunFolder.create(tmp_path, name)
    assert made.path.parent == tmp_path
    assert not set(made.path.name) & set('<>:"/\\|?* \0')
    assert len(made.path.name.encode()) < 200
    assert made.meta()["name"] == name


def test_that_a_folder_name_begins_with_the_time() -> None:
    assert folder_name("my run", datetime(2026, 11, 22, 14, 3, 9)) == "2026-11-22_14-03-09_my-run"


def test_that_a_run_whose_filling_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(folder: RunFolder) -> None:
        folder.tokenizer_file.write_text("{}")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        RunFolder.create(tmp_path, "run", fill=fail)
    assert list(tmp_path.iterdir()) == []


def test_that_a_chosen_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "mine"
    taken.mkdir()
    assert RunFolder.create(tmp_path, "run", path=taken).path == taken
    with pytest.raises(RunError, match="not empty"):
        RunFolder.create(tmp_path, "run", path=taken)


def test_that_a_folder_that_is_no_run_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RunFormatError, match="is not a run"):
        RunFolder.open(tmp_path)
    (tmp_path / "run.db").write_text("not a database, but long enough to be read as a header of one" * 20)
    with pytest.raises(RunFormatError, match="is not a run"):
        RunFolder.open(tmp_path)


def test_that_a_run_of_a_newer_format_is_refused_in_words(tmp_path: Path) -> None:
    made = RunFolder.create(tmp_path, "run")
    made.set_meta(format=FORMAT + 1)
    with pytest.raises(RunFormatError, match="newer release") as caught:
        RunFolder.open(made.path)
    assert "Update" in caught.value.advice
