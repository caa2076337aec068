from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.errors import RunFormatError
from workbench.events import Evaluated, JobFailed, StateChanged, Steps
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history
from workbench.runs.record import RunRecord
from workbench.runs.summary import summarise


def test_that_a_run_nobody_writes_any_more_is_interrupted(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "run")
    with run.lock(), RunRecord(run) as record:
        record.record(StateChanged("training", 0))
        assert summarise(run.path).state == "training"
    assert summarise(run.path).state == "interrupted"


def test_that_a_failed_run_says_why(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "run")
    with RunRecord(run) as record:
        record.record(StateChanged("failed", 0), JobFailed("The loss became nan.", "", ""))
    assert summarise(run.path).problem == "The loss became nan."


def test_that_an_unmeasured_run_has_no_best_loss_and_empty_curves(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "run")
    summary, history = summarise(run.path), read_history(run.path)
    assert summary.best_val_loss is None
    assert summary.step == 0
    assert len(history.steps) == len(history.losses) == len(history.eval_steps) == 0


def test_that_the_untrained_model_is_never_the_best(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "run")
    with RunRecord(run) as record:
        record.record(Evaluated(0, 4.0, 4.0, 54.0, 6.0, 100, False, False))
    assert summarise(run.path).best_val_loss is None


def test_that_a_missing_folder_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunFormatError):
        summarise(tmp_path / "gone")


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that other users may look into."""
    folder = Path(tempfile.mkdtemp(prefix="workbench-test-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("crashed", [False, True])
def test_that_a_read_only_folder_opens(public: Path, crashed: bool) -> None:
    run = RunFolder.create(public, "run")
    record = RunRecord(run)
    record.record(Steps(1, (1.0, 0.5), (0.1, 0.1), (1.0, 1.0)))
    copy = public / "copy"
    if crashed:  # as a folder copied from a dead process: the log is there, its index is not
        shutil.copytree(run.path, copy, ignore=shutil.ignore_patterns("*-shm"))
        assert (copy / "run.db-wal").stat().st_size > 0
    record.__exit__(None, None, None)
    if not crashed:
        shutil.copytree(run.path, copy)
    for path in copy.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    copy.chmod(0o555)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from workbench.runs.reading import read_history\nfrom workbench.runs.summary import summarise\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "path = Path(sys.argv[1])\n"
        "print(summarise(path).step, read_history(path).losses.tolist())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, copy], capture_output=True, text=True, env={**os.environ, "TMPDIR": "/tmp"}
    )
    assert told.stdout == "2 [1.0, 0.5]\n", told.stderr
