"""How long until a run of a million steps is drawn?

    python -m tests.benchmarks.run_store [--steps 1000000] [--rounds 5]

A run is written by the product's own record, in batches as large as an event holds at that speed (a
slow model's few steps, or a fast one's many), and read and drawn as the window does it: the history
from the folder, then both plots of the training panel, painted. Beside it, in turns, the plain way:
a table with one row a step, read with ``fetchall`` into lists of Python's floats, and one curve of
pyqtgraph for each of the same two plots.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from workbench.events import Evaluated, Steps
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history
from workbench.runs.record import RunRecord

BATCHES = {"2 steps an event (20 steps/s)": 2, "50 steps an event (500 steps/s)": 50}
WIDTH, HEIGHT = 1280, 800


def main() -> None:
    """Write the runs, draw them in turns, and print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--steps", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        losses = _losses(given.steps)
        ways: dict[str, Callable[[], tuple[float, float]]] = {}
        for name, batch in BATCHES.items():
            ways[name] = _ours(write_run(Path(folder) / str(batch), losses, batch))
        ways["one row a step, fetchall, plain curves"] = _plain(write_plain(Path(folder) / "plain.db", losses))
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(given.rounds + 1):
            for name, way in ways.items():
                times[name].append(way())
    app.quit()
    print(f"| {given.steps:,} steps, medians of {given.rounds} | read | drawn | in all |\n|---|---:|---:|---:|")
    for name, measured in times.items():
        read, drawn = (statistics.median(column) for column in zip(*measured[1:], strict=True))
        print(f"| {name} | {read:.2f} s | {drawn:.2f} s | {read + drawn:.2f} s |")


def _losses(steps: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    chance = np.random.default_rng(1)
    return 1.5 + 2.5 * np.exp(-np.arange(steps) / (steps / 5)) + chance.normal(0, 0.1, steps)


def write_run(path: Path, losses: np.ndarray[Any, np.dtype[np.float64]], batch: int) -> Path:
    """A run of the product with these losses, recorded ``batch`` steps at a time, measured every 1,000."""
    run = RunFolder.create(path.parent, "million", path=path)
    with RunRecord(run) as record:
        for start in range(0, len(losses), 100_000):
            events: list[Steps | Evaluated] = []
            for first in range(start, min(start + 100_000, len(losses)), batch):
                some = tuple(losses[first : first + batch].tolist())
                events.append(Steps(first + 1, some, (1e-3,) * len(some), (1.0,) * len(some)))
                if first % 1000 == 0:
                    events.append(Evaluated(first, some[0], some[0], 0.0, 0.0, 1000, False, False))
            record.record(*events)
    return path


def write_plain(path: Path, losses: np.ndarray[Any, np.dtype[np.float64]]) -> Path:
    """The table that one writes first: a row for each step."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metrics (step INTEGER PRIMARY KEY, loss REAL, rate REAL, norm REAL)")
        rows = ((step, loss, 1e-3, 1.0) for step, loss in enumerate(losses.tolist(), 1))
        connection.executemany("INSERT INTO metrics VALUES (?, ?, ?, ?)", rows)
    return path


def _ours(run: Path) -> Callable[[], tuple[float, float]]:
    from workbench.gui.parts.run_view import RunView

    def measure() -> tuple[float, float]:
        view = RunView()
        view.resize(WIDTH, HEIGHT)
        view.show()
        begun = time.perf_counter()
        history = read_history(run)
        read = time.perf_counter()
        view.set_history(history, "million")
        view.grab()
        drawn = time.perf_counter()
        view.close()
        view.deleteLater()
        return read - begun, drawn - read

    return measure


def _plain(path: Path) -> Callable[[], tuple[float, float]]:
    import pyqtgraph as pg

    def measure() -> tuple[float, float]:
        view = pg.GraphicsLayoutWidget()
        plots = [view.addPlot(), view.addPlot()]
        view.resize(WIDTH, HEIGHT)
        view.show()
        begun = time.perf_counter()
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT * FROM metrics ORDER BY step").fetchall()
        steps, losses = [row[0] for row in rows], [row[1] for row in rows]
        read = time.perf_counter()
        plots[0].plot(steps, losses)
        plots[1].plot(steps, np.exp(losses))
        view.grab()
        drawn = time.perf_counter()
        view.close()
        view.deleteLater()
        return read - begun, drawn - read

    return measure


if __name__ == "__main__":
    main()
