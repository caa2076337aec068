"""What a run recorded, for plots and logs; reading disturbs no writer and creates no file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.events import Sampled
from workbench.messages import say
from workbench.runs.database import damage_in_words, damaged, open_reader, read_meta
from workbench.runs.folder import RunFolder

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class History:
    """Everything to plot. Arrays of one group are equally long and ascend in steps; losses in nats per token."""

    steps: Integers
    losses: Floats
    learning_rates: Floats
    gradient_norms: Floats
    eval_steps: Integers
    train_losses: Floats
    val_losses: Floats
    samples: list[Sampled] = field(default_factory=list)
    floor: float | None = None
    whole_val_loss: float | None = None
    """The last loss over every validation token, if one was measured."""


def read_history(path: Path) -> History:
    """The curves and samples of a run. Raises RunFormatError."""
    folder = RunFolder(path)
    with open_reader(folder.database) as connection:
        meta = read_meta(connection, folder.database)
        steps, losses, rates, norms = read_steps(connection, folder.database)
        columns = "step, train_loss, val_loss"
        # At one step a whole measurement stands beside the sampled one it is not comparable with.
        rows = connection.execute(f"SELECT {columns}, whole FROM evaluations ORDER BY step, whole").fetchall()
        samples = connection.execute("SELECT step, prompt, text FROM samples ORDER BY id").fetchall()
    whole = [row[2] for row in rows if row[3]]
    curve = list({row[0]: row for row in reversed(rows)}.values())[::-1]
    with damage_in_words(folder.database, "evaluations"):
        return History(
            steps=steps,
            losses=losses,
            learning_rates=rates,
            gradient_norms=norms,
            eval_steps=np.array([row[0] for row in curve], dtype=np.int64),
            train_losses=_floats(row[1] for row in curve),
            val_losses=_floats(row[2] for row in curve),
            samples=[Sampled(step, str(prompt), str(text)) for step, prompt, text in samples],
            floor=meta.get("floor"),
            whole_val_loss=float(whole[-1]) if whole and whole[-1] is not None else None,
        )


def read_events(path: Path, kind: str = "") -> list[dict[str, Any]]:
    """Choices, notices and turns of a run, oldest first, as in ``--json`` with ``step`` and ``time`` added."""
    folder = RunFolder(path)
    query = "SELECT step, time, type, body FROM events" + (" WHERE type = ?" if kind else "") + " ORDER BY id"
    with open_reader(folder.database) as connection:
        rows = connection.execute(query, (kind,) if kind else ()).fetchall()
    with damage_in_words(folder.database, "events"):
        return [{"type": kind, "step": step, "time": time, **json.loads(body)} for step, time, kind, body in rows]


def read_steps(connection: sqlite3.Connection, path: Path) -> tuple[Integers, Floats, Floats, Floats]:
    """Steps, losses, learning rates and gradient norms, ascending.

    Raises RunFormatError, naming the record ``path``, where a row is not what it says. A slow model's
    run has a row for every few steps: too many for a loop in Python.
    """
    rows = connection.execute("SELECT * FROM steps ORDER BY first_step").fetchall()
    firsts, counts, *blobs = zip(*rows, strict=True) if rows else ((),) * 5
    del rows
    with damage_in_words(path, "steps"):
        first, count = np.array(firsts, dtype=np.int64), np.array(counts, dtype=np.int64)
        sizes = [np.fromiter(map(len, column), dtype=np.int64, count=len(column)) for column in blobs]
        wrong = np.flatnonzero(np.any([size != 8 * count for size in sizes], axis=0))
        if len(wrong):
            raise damaged(path, say("the steps from {first} on cannot be read", first=firsts[wrong[0]]))
        losses, rates, norms = (np.frombuffer(b"".join(column), dtype="<f8") for column in blobs)
    before = np.cumsum(count) - count
    steps = np.arange(int(count.sum()), dtype=np.int64) + np.repeat(first - before, count)
    return steps, losses, rates, norms


def _floats(values: Iterable[float | None]) -> Floats:
    # SQLite stores NaN as NULL.
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
