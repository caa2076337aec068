"""Everything a run recorded that a replay must give again: steps, evaluations, and how each stretch was trained."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from workbench.runs.database import damage_in_words, open_reader, read_meta
from workbench.runs.folder import RunFolder
from workbench.runs.reading import Floats, Integers, read_steps

_MEASURES = ("train_loss", "val_loss", "perplexity", "bits_per_byte")


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time that a run was trained, from the state after ``first_step`` on."""

    first_step: int
    steps: int
    """Planned in all: the schedule is drawn over them."""
    choices: Mapping[str, str]
    """What was chosen: device, precision, threads, ..."""
    device: str
    """As people call it: "CPU", "NVIDIA H100"."""
    torch: str
    processor: str
    settings: Mapping[str, Any]
    """The experiment, section by section; empty where an earlier release did not record it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A run's record at one instant. Arrays are equally long and ascend in steps."""

    steps: Integers
    numbers: Mapping[str, Floats]
    """``loss``, ``gradient_norm`` and ``learning_rate`` of each of the steps."""
    evaluations: Mapping[tuple[int, bool], Mapping[str, float]]
    """By step and whether it was whole: each measure by its name."""
    sittings: tuple[Sitting, ...]
    samples: Mapping[int, str] = field(default_factory=dict)
    """By step: the text that the model wrote."""

    @property
    def last_step(self) -> int:
        """The last step recorded; 0 if none is."""
        return int(self.steps[-1]) if len(self.steps) else 0

    def parts(self, first: int, last: int) -> list[tuple[Sitting, int]]:
        """Which sitting took the steps after ``first`` up to ``last``: (sitting, its last step of them), in order.

        Steps that a later sitting took again, after a crash, are that one's.
        """
        found: list[tuple[Sitting, int]] = []
        for sitting in reversed(self.sittings):
            if last <= first:
                break
            if sitting.first_step < last:
                found.append((sitting, last))
                last = sitting.first_step
        return found[::-1]


def read_recorded(folder: RunFolder) -> Recorded:
    """The record as it stands, also while it is being written. Raises RunFormatError."""
    with open_reader(folder.database) as connection:
        connection.execute("BEGIN")  # one view of every table
        read_meta(connection, folder.database)
        steps, losses, rates, norms = read_steps(connection, folder.database)
        with damage_in_words(folder.database, "evaluations"):
            evaluations = _evaluations(connection)
        with damage_in_words(folder.database, "events"):
            sittings = _sittings(connection)
        samples = dict(connection.execute("SELECT step, text FROM samples ORDER BY id").fetchall())
    numbers = {"learning_rate": rates, "loss": losses, "gradient_norm": norms}
    return Recorded(steps, numbers, evaluations, sittings, samples)


def _evaluations(connection: sqlite3.Connection) -> dict[tuple[int, bool], dict[str, float]]:
    rows = connection.execute(f"SELECT step, whole, {', '.join(_MEASURES)} FROM evaluations").fetchall()
    return {(step, bool(whole)): _named(values) for step, whole, *values in rows}


def _named(values: Sequence[float | None]) -> dict[str, float]:
    # SQLite stores NaN as NULL.
    known = (np.nan if value is None else float(value) for value in values)
    return dict(zip(_MEASURES, known, strict=True))


def _sittings(connection: sqlite3.Connection) -> tuple[Sitting, ...]:
    query = "SELECT type, body FROM events WHERE type IN ('choice', 'run') ORDER BY id"
    choices: dict[str, str] = {}
    found = []
    for kind, text in connection.execute(query):
        body: dict[str, Any] = json.loads(text)
        if kind == "choice":
            choices[body["what"]] = body["value"]
            continue
        known = body.get("torch", ""), body.get("processor", ""), body.get("settings", {})
        found.append(Sitting(body["first_step"], body["steps"], choices, body["device"], *known))
        choices = {}
    return tuple(found)
