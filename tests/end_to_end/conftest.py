"""What the tests from end to end share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import TINY, Terminal
from tests.end_to_end.desk import Desk
from tests.windows import collecting_afterwards
from workbench.config.yaml_io import loads
from workbench.control import JobControl
from workbench.jobs.train import train


@pytest.fixture(autouse=True)
def nothing_left_to_collect() -> Iterator[None]:
    """As for the tests of the window."""
    with collecting_afterwards():
        yield


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """The command line in processes of its own."""
    return Terminal(tmp_path)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run, to be copied only."""
    folder = tmp_path_factory.mktemp("finished") / "run"
    train(loads(TINY), lambda event: None, JobControl(), run_dir=folder)
    return folder


@pytest.fixture
def made(finished: Path, tmp_path: Path) -> Path:
    """A finished run of the test's own."""
    return Path(shutil.copytree(finished, tmp_path / "made"))
