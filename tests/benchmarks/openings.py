"""For how long does the window not answer when a dialog, or a tab of the data workshop, is opened for the first time?

    python -m tests.benchmarks.openings [--text FILE] [--only NAME ...]

Opens the real window on a text, with a run in the workspace, waits until the engine is there, and opens one after the
other as a person does, each until it shows what it is for. A timer that should fire every 5 ms notes by how much it is
late. All in one process: what an opening imports is there for those that follow; with --only it is the first.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.lateness import BEAT_MS, Lateness, program
from tests.benchmarks.setup import machine, parser
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save

if TYPE_CHECKING:
    from workbench.gui.cleaning.dialog import CleaningDialog
    from workbench.gui.dialogs.checkpoints_dialog import CheckpointsDialog
    from workbench.gui.main_window import MainWindow

AT_REST = 1.0
"""Seconds from the engine's start, or the last closing, to the next opening."""
AFTERWARDS = 0.4
"""Seconds for which the loop is still watched once what was opened is there."""
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Opening:
    """``open()`` asks for it, ``there()`` tells whether it shows what it is for, and ``close()`` ends it."""

    open: Callable[[], object]
    there: Callable[[], bool]
    close: Callable[[], object]


def main() -> None:
    """Measure in a process of its own, and print a table."""
    arguments = parser(__doc__ or "")
    arguments.add_argument("--only", nargs="+", metavar="NAME", help="these, in this order")
    arguments.add_argument("--measure", action="store_true", help="do it in this process, and print what was found")
    given = arguments.parse_args()
    if given.measure:
        print(json.dumps(measure(experiment(given.text), given.only)))
        return
    with tempfile.TemporaryDirectory() as home:
        found = _in_a_process(given.text, given.only or [], home)
    print(f"{machine()}, {datetime.date.today()}\n")
    print("| first opening | there after | delay of the event loop: 99th percentile | maximum |\n|---|---:|---:|---:|")
    for name, numbers in found.items():
        print(f"| {name} | {numbers['seconds']:.2f} s | {numbers['p99']:.1f} ms | {numbers['max']:.1f} ms |")


def experiment(text: Path) -> Experiment:
    """Steps of cleaning, a tokenizer that is learned, and a model that is quickly made."""
    return check(
        {
            "data": {"source": str(text), "documents": "blank_lines"},
            "cleaning": {"steps": [{"step": "unicode"}, {"step": "whitespace"}]},
            "tokenizer": {"kind": "bpe", "vocab_size": 1_000},
            "model": {"architecture": "gpt", "layers": 1, "heads": 2, "width": 32},
            "schedule": {"warmup_steps": 0},
            "training": {"steps": 20, "batch_size": 4, "context_length": 32, "checkpoint_every": 5},
            "runtime": {"device": "cpu", "threads": 1},
        }
    )


def measure(chosen: Experiment, only: list[str] | None) -> dict[str, dict[str, float]]:
    """Of each opening: seconds until it is there, and how late the event loop was (milliseconds)."""
    from PySide6.QtCore import Qt, QTimer

    lateness, found, ready = Lateness(), dict[str, dict[str, float]](), list[bool]()
    with program() as (app, shown, show):
        steps = _walk(shown, lateness, found, only, lambda: bool(ready) and not shown._preview.busy)
        timer = QTimer(timerType=Qt.TimerType.PreciseTimer)

        def beat() -> None:
            lateness.beat()
            if next(steps, "over") == "over":
                app.quit()

        timer.timeout.connect(beat)
        shown.engine_ready.connect(lambda: ready.append(True))
        shown.document.replace(chosen)
        show()
        timer.start(BEAT_MS)
        app.exec()
        timer.stop()
        shown.document.discard_draft()
        shown.document.replace(shown.document.experiment)
        shown.close()
    return found


def openings(shown: MainWindow) -> dict[str, Opening]:
    """Everything that is opened from the main window, in the order of the table."""
    from workbench.gui.workshop.window import WorkshopWindow

    def top(kind: str) -> Any:
        return next((item for item in shown.children() if type(item).__name__ == kind and item.isVisible()), None)

    def workshop() -> WorkshopWindow:
        return shown.findChild(WorkshopWindow)

    def dialog(kind: str, opens: Callable[[], object], filled: Callable[[Any], bool] = bool) -> Opening:
        def there() -> bool:
            item = top(kind)
            return item is not None and filled(item)

        return Opening(opens, there, lambda: top(kind).close())

    def tab(place: int, filled: Callable[[], bool]) -> Opening:
        return Opening(lambda: workshop().show_tab(place), filled, lambda: None)

    def cleaned(item: CleaningDialog) -> bool:
        return item.difference._preview is not None

    def listed(item: CheckpointsDialog) -> bool:
        return item._list.topLevelItemCount() > 0

    [run] = (Path(os.environ["WORKBENCH_HOME"]) / "runs").iterdir()
    trigger = {name: shown.actions_[name].trigger for name in ("workshop", "help", "about", "check_updates")}
    return {
        "workshop": Opening(
            trigger["workshop"],
            lambda: workshop().isVisible() and workshop().tokens.left.inspection is not None,
            lambda: None,
        ),
        "workshop, statistics": tab(1, lambda: workshop().statistics.description is not None),
        "workshop, first batches": tab(2, lambda: workshop().batches.batch is not None),
        "cleaning": dialog("CleaningDialog", shown.dialogs.show_cleaning, cleaned),
        "several sources": dialog("MixtureDialog", shown.data._mixture.open),
        "Hub": dialog("HubDialog", shown.data._source.choose_hub),
        "checkpoints": dialog("CheckpointsDialog", lambda: shown.checkpoints.open(run, run.name), listed),
        "help": dialog("HelpWindow", trigger["help"]),
        "updates": dialog("UpdateDialog", trigger["check_updates"]),
        "about": dialog("QMessageBox", trigger["about"]),
    }


def _walk(
    shown: MainWindow,
    lateness: Lateness,
    found: dict[str, dict[str, float]],
    only: list[str] | None,
    ready: Callable[[], bool],
) -> Iterator[str]:
    """Goes one step further at each beat of the timer."""
    yield from _until(ready)
    every = openings(shown)
    for name in only or every:
        yield from _pause(AT_REST)
        opening, begun = every[name], time.perf_counter()
        lateness.mark()
        opening.open()
        yield name  # what opening took is seen by the beat after it
        yield from _until(opening.there)
        seconds = time.perf_counter() - begun
        yield from _pause(AFTERWARDS)
        found[name] = {"seconds": seconds, **lateness.report()}
        opening.close()


def _until(true: Callable[[], bool]) -> Iterator[str]:
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("What was opened is not there after a minute.")
        yield "waiting"


def _pause(seconds: float) -> Iterator[str]:
    end = time.monotonic() + seconds
    yield from _until(lambda: time.monotonic() > end)


def _in_a_process(text: Path, only: list[str], home: str) -> dict[str, dict[str, float]]:
    settled = {"QT_QPA_PLATFORM": "offscreen", "OMP_WAIT_POLICY": "PASSIVE", "PYTHONFAULTHANDLER": "1"}
    environment = {**settled, **os.environ, "WORKBENCH_HOME": home}
    file = Path(home) / "experiment.yaml"
    save(experiment(text), file)
    train = [sys.executable, "-m", "workbench", "train", str(file)]
    subprocess.run(train, env=environment, check=True, capture_output=True)
    command = [sys.executable, "-m", "tests.benchmarks.openings", "--measure", "--text", str(text)]
    done = subprocess.run(
        [*command, *(["--only", *only] if only else [])], env=environment, check=True, capture_output=True, text=True
    )
    found: dict[str, dict[str, float]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
