"""The line of a run in a list of runs: a few small reads, without numpy, so that the window opens soon."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from workbench.events import RunState
from workbench.messages import say
from workbench.runs.database import damage_in_words, damaged, open_reader, read_meta
from workbench.runs.folder import RunFolder

_ACTIVE = ("preparing", "training", "paused")


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One line of a list of runs. ``problem`` says why a folder cannot be opened, or how its run failed."""

    path: Path
    name: str
    state: RunState
    architecture: str = ""
    step: int = 0
    steps: int = 0
    best_val_loss: float | None = None
    created: str = ""
    """ISO 8601 with the offset, "" if unknown."""
    parameters: int = 0
    device: str = ""
    precision: str = ""
    floor: float | None = None
    problem: str = ""
    readable: bool = True
    missing: str = ""
    """Which files the run lacks to be continued or used, though its curves can be seen; a sentence."""


def summarise(path: Path) -> RunSummary:
    """The line of one run: a few small reads. Raises RunFormatError."""
    folder = RunFolder(path)
    with open_reader(folder.database) as connection:
        meta = read_meta(connection, folder.database)
        step = connection.execute("SELECT first_step + count - 1 FROM steps ORDER BY first_step DESC LIMIT 1")
        best = connection.execute("SELECT min(val_loss) FROM evaluations WHERE best")
        row = best.fetchone(), step.fetchone()
        with damage_in_words(folder.database, "events"):
            problem = _failure(connection) if meta.get("state") == "failed" else ""
    if not isinstance(row[0][0], int | float | None):
        raise damaged(folder.database, say("“{name}” cannot be read", name="evaluations"))
    known = get_args(RunState)
    state = cast(RunState, meta["state"] if meta.get("state") in known else "interrupted")
    if state in _ACTIVE and not folder.is_locked():
        state = "interrupted"
    return RunSummary(
        path=path,
        name=str(meta.get("name", path.name)),
        state=state,
        architecture=str(meta.get("architecture", "")),
        step=row[1][0] if row[1] else 0,
        steps=int(meta.get("steps", 0)),
        best_val_loss=row[0][0],
        created=str(meta.get("created", "")),
        parameters=int(meta.get("parameters", 0)),
        device=str(meta.get("device", "")),
        precision=str(meta.get("precision", "")),
        floor=meta.get("floor"),
        problem=problem,
        missing=_missing(folder),
    )


def _missing(folder: RunFolder) -> str:
    files = (folder.experiment_file, folder.tokenizer_file, folder.train_file, folder.val_file)
    names = ", ".join(str(file.relative_to(folder.path)) for file in files if not file.exists())
    if not names:
        return ""
    return say("{folder} can be looked at, but not continued: {names} is missing.", folder=folder.path, names=names)


def _failure(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT body FROM events WHERE type = 'failed' ORDER BY id DESC LIMIT 1").fetchone()
    return str(json.loads(row[0])["message"]) if row else ""
