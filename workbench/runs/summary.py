"""The line of a run in a list of runs: a few small reads, without numpy, so that the window opens soon."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from workbench.events import RunState
from workbench.runs.database import open_reader, read_meta
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


def summarise(path: Path) -> RunSummary:
    """The line of one run: a few small reads. Raises RunFormatError."""
    folder = RunFolder(path)
    with open_reader(folder.database) as connection:
        meta = read_meta(connection, folder.database)
        step = connection.execute("SELECT first_step + count - 1 FROM steps ORDER BY first_step DESC LIMIT 1")
        best = connection.execute("SELECT min(val_loss) FROM evaluations WHERE best")
        row = best.fetchone(), step.fetchone()
        problem = _failure(connection) if meta.get("state") == "failed" else ""
    state = cast(RunState, meta.get("state", "interrupted"))
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
    )


def _failure(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT body FROM events WHERE type = 'failed' ORDER BY id DESC LIMIT 1").fetchone()
    return str(json.loads(row[0])["message"]) if row else ""
