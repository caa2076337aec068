"""RunFolder: where everything of one run is, how it comes to be, and who may write it."""

from __future__ import annotations

import logging
import re
import shutil
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.errors import RunError
from workbench.messages import say
from workbench.runs.database import FORMAT, connect_writer, create_database, open_reader, read_meta, write_meta
from workbench.runs.lock import is_written, writing
from workbench.storage import storage_errors, sync_folder

__all__ = ["FORMAT", "RunFolder", "refuse_taken"]

logger = logging.getLogger(__name__)

_STAGING = ".new-"
_STALE_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The paths of one run. Copy the folder, and everything comes along."""

    path: Path

    @property
    def experiment_file(self) -> Path:
        return self.path / "experiment.yaml"

    @property
    def database(self) -> Path:
        return self.path / "run.db"

    @property
    def tokenizer_file(self) -> Path:
        return self.path / "tokenizer.json"

    @property
    def train_file(self) -> Path:
        return self.tokens_file("train")

    @property
    def val_file(self) -> Path:
        return self.tokens_file("val")

    @property
    def statistics_file(self) -> Path:
        return self.path / "data" / "statistics.json"

    @property
    def test_file(self) -> Path:
        """There only where a test part was kept."""
        return self.tokens_file("test")

    @property
    def checkpoints(self) -> Path:
        return self.path / "checkpoints"

    @property
    def log_file(self) -> Path:
        return self.path / "log.txt"

    def tokens_file(self, part: str) -> Path:
        """The token ids of a part of the text: train, val or test."""
        return self.path / "data" / f"{part}.bin"

    @classmethod
    def create(
        cls,
        root: Path,
        name: str,
        *,
        fill: Callable[[RunFolder], None] | None = None,
        meta: dict[str, Any] | None = None,
        path: Path | None = None,
    ) -> RunFolder:
        """Make a new run below ``root`` (or exactly at ``path``), with all that ``fill`` writes into it.

        The folder appears under its name complete or not at all. Raises RunError if ``path`` is
        taken, StorageError if the disk refuses.
        """
        if path is not None:
            refuse_taken(path)
        parent = root if path is None else path.absolute().parent
        with storage_errors(parent, say("making a new run")):
            parent.mkdir(parents=True, exist_ok=True)
            _sweep(parent)
            staging = parent / f"{_STAGING}{uuid.uuid4().hex}"
            staging.mkdir()
            try:
                _fill(cls(staging), name, meta or {}, fill)
                target = _move(staging, path) if path is not None else _move_to_free_name(staging, root, name)
            except BaseException:
                shutil.rmtree(staging, ignore_errors=True)
                raise
            sync_folder(parent)
        return cls(target)

    @classmethod
    def open(cls, path: Path) -> RunFolder:
        """An existing run. Raises RunFormatError for what is no run, or of a newer format."""
        folder = cls(path)
        folder.meta()
        return folder

    def meta(self) -> dict[str, Any]:
        """Everything known of the run as a whole: format, name, created, state, steps, ... ."""
        with open_reader(self.database) as connection:
            return read_meta(connection, self.database)

    def set_meta(self, **values: Any) -> None:
        """Change entries of `meta`, also while another process writes the run. Raises StorageError."""
        changing = storage_errors(self.path, say("changing the run's record"))
        with changing, closing(connect_writer(self.database)) as connection, connection:
            write_meta(connection, values)

    def lock(self, tell: Callable[[str], object] = logger.info) -> AbstractContextManager[None]:
        """Be the one writer inside; ``tell`` hears that the last one was killed.

        Raises RunLockedError, naming the process that writes it; a dead one's lock is free.
        """
        return writing(self.path, tell)

    def is_locked(self) -> bool:
        """Whether some process (this one included) is writing the run now; changes nothing."""
        return is_written(self.path)


def refuse_taken(path: Path) -> None:
    """Raise RunError unless a new run can be made exactly at ``path``: nothing there, or an empty folder."""
    with storage_errors(path.absolute().parent, say("making a new run")):
        if not path.exists():
            return
        if not path.is_dir():
            message = say("{folder} is a file, not a folder for a run.", folder=path)
        elif any(path.iterdir()):
            message = say("{folder} already exists and is not empty.", folder=path)
        else:
            return
    raise RunError(message, say("Choose a new folder for the run."))


def folder_name(name: str, now: datetime) -> str:
    """A readable name that every file system takes: ``2026-11-22_14-03-09_my-experiment``."""
    slug = re.sub(r"[^\w.-]+", "-", name).strip("-._")[:48]
    return f"{now:%Y-%m-%d_%H-%M-%S}_{slug or 'run'}"


def _fill(folder: RunFolder, name: str, meta: dict[str, Any], fill: Callable[[RunFolder], None] | None) -> None:
    created = datetime.now().astimezone().isoformat(timespec="seconds")
    create_database(folder.database, {"name": name, "created": created, "state": "preparing", **meta})
    folder.checkpoints.mkdir()
    folder.train_file.parent.mkdir()
    if fill is not None:
        fill(folder)


def _move_to_free_name(staging: Path, root: Path, name: str) -> Path:
    base = folder_name(name, datetime.now())
    for number in range(1, 1000):
        target = root / (base if number == 1 else f"{base}-{number}")
        if target.exists():
            continue
        try:
            return _move(staging, target)
        except FileExistsError:
            continue
    raise RunError(say("No free name for a new run in {folder}.", folder=root), say("Delete or move old runs."))


def _move(staging: Path, target: Path) -> Path:
    if target.is_dir():  # an empty folder, as checked; renaming over one fails on Windows
        target.rmdir()
    return staging.rename(target)


def _sweep(parent: Path) -> None:
    """Remove what a process killed while making a run left behind."""
    for leftover in parent.glob(f"{_STAGING}*"):
        with suppress(FileNotFoundError):  # another process finished making it meanwhile
            if time.time() - leftover.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(leftover, ignore_errors=True)
