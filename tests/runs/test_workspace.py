from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.errors import RunError, RunLockedError
from workbench.runs import workspace
from workbench.runs.folder import RunFolder
from workbench.runs.workspace import list_runs, rename_run, trash_run


def test_that_a_workspace_that_does_not_exist_yet_has_no_runs(tmp_path: Path) -> None:
    assert list_runs(tmp_path / "none") == []


def test_that_the_newest_run_comes_first(tmp_path: Path) -> None:
    for day in ("03", "01", "02"):
        RunFolder.create(tmp_path, day, path=tmp_path / day).set_meta(created=f"2026-11-{day}T10:00:00+00:00")
    assert [run.name for run in list_runs(tmp_path)] == ["03", "02", "01"]


def test_that_a_broken_folder_is_listed_with_its_problem(tmp_path: Path) -> None:
    good, broken = RunFolder.create(tmp_path, "good"), RunFolder.create(tmp_path, "broken")
    broken.database.write_bytes(b"rubbish" * 1000)
    (tmp_path / "a file").write_text("")
    (tmp_path / ".new-half").mkdir()
    runs = {run.path: run for run in list_runs(tmp_path)}
    assert runs.keys() == {good.path, broken.path}
    assert runs[good.path].readable
    assert not runs[broken.path].readable
    assert "is not a run" in runs[broken.path].problem


def test_that_renaming_keeps_the_folder(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "before")
    rename_run(run.path, " after ")
    assert [(found.path, found.name) for found in list_runs(tmp_path)] == [(run.path, "after")]
    with pytest.raises(RunError, match="name"):
        rename_run(run.path, "  ")


def test_that_a_run_in_training_is_not_thrown_away(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "run")
    with run.lock(), pytest.raises(RunLockedError):
        trash_run(run.path)
    assert run.path.exists()


def test_that_a_run_goes_to_the_trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, bin_ = RunFolder.create(tmp_path, "run"), tmp_path / "bin"
    bin_.mkdir()
    # The desktop's own trash is not ours to fill in a test.
    monkeypatch.setattr(workspace, "send2trash", lambda path: shutil.move(path, bin_))
    trash_run(run.path)
    assert [path.name for path in bin_.iterdir()] == [run.path.name]
    assert list_runs(tmp_path / "runs") == []
