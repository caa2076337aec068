"""A folder in which commands are given to the command line, in this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.terminal import TINY
from workbench import cli


@dataclass(frozen=True)
class Said:
    """What a command line answered."""

    code: int
    out: str
    err: str


class Desk:
    """A folder with a good experiment in it, in which commands are given to the real command line, in this process."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture
        self.experiment = folder / "experiment.yaml"
        self.experiment.write_text(TINY, encoding="utf-8")

    def say(self, *arguments: str | Path) -> Said:
        with pytest.raises(SystemExit) as left:
            cli.main([str(argument) for argument in arguments], cli.Doors(lambda path: 0, dict))
        out, err = self._capture.readouterr()
        assert "Traceback" not in err
        assert "should not have" not in err
        assert isinstance(left.value.code, int)
        return Said(left.value.code, out, err)

    def train(self, *overrides: str, run_dir: str = "run") -> Said:
        options = [option for override in overrides for option in ("--set", override)]
        return self.say("train", self.experiment, "--run-dir", run_dir, *options)

    def files(self) -> list[str]:
        """Everything in the folder but the workspace's logs and what is kept to begin sooner."""
        found = (item.relative_to(self.folder) for item in self.folder.rglob("*"))
        kept = ("home", "home/cache", "home/logs")
        return sorted(
            str(item) for item in found if item.as_posix() not in kept and not {"logs", "cache"} & set(item.parts)
        )


def make(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def content_of(folder: Path) -> dict[str, bytes]:
    """What cannot be made again: everything but locks and SQLite's scratch files."""
    passing = ("run.lock", "writer.json", "run.db-wal", "run.db-shm")
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in passing
    }
