"""Does the window stay quick while a large text is cleaned, counted and tokenized?

    python -m tests.benchmarks.preparing_window [--megabytes 50] [--text FILE]

Opens the real window on a text of that size and presses Start (the text is read, prepared and a byte-level BPE
trained on it, all with a fresh cache) until the run begins; then the same with five steps of cleaning; then the
data workshop, which counts the text. A timer that should fire every 5 ms notes by how much it is late. Each in a
process of its own; torch is imported before the clock starts, since importing it holds any window up once.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.lateness import BEAT_MS, Lateness, program
from tests.benchmarks.prepare import write
from tests.benchmarks.setup import machine, parser
from workbench.config.check import check
from workbench.config.experiment import Experiment

STEPS = ("unicode", "control_characters", "whitespace", "mask", "near_duplicates")
ROLES = {"start": "Start", "cleaned": "Start, with five steps of cleaning", "workshop": "data workshop"}


def main() -> None:
    """Measure each and print a table, or (with --role) do one measurement."""
    arguments = parser(__doc__ or "")
    arguments.add_argument("--megabytes", type=float, default=50.0)
    arguments.add_argument("--role", choices=list(ROLES))
    given = arguments.parse_args()
    if given.role:
        print(json.dumps(measure(given.role, experiment(given.text, given.role == "cleaned"))))
        return
    print(f"{machine()}, {datetime.date.today()}, a text of {given.megabytes:.0f} MB\n")
    print("| | seconds | delay of the event loop: median | 99th percentile | maximum |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder) / "text.txt", given.text.read_text(encoding="utf-8"), given.megabytes)
        for role, title in ROLES.items():
            found = _in_a_process(role, file)
            numbers = " | ".join(f"{found[key]:.1f} ms" for key in ("p50", "p99", "max"))
            print(f"| {title} | {found['seconds']:.0f} | {numbers} |", flush=True)


def experiment(file: Path, cleaned: bool) -> Experiment:
    """A byte-level BPE of 4,000 tokens on this text, and a model that is quickly made."""
    return check(
        {
            "data": {"source": str(file), "documents": "blank_lines"},
            "cleaning": {"steps": [{"step": name} for name in STEPS] if cleaned else []},
            "tokenizer": {"kind": "bpe", "vocab_size": 4_000},
            "model": {"architecture": "gpt", "layers": 1, "heads": 2, "width": 32},
            "runtime": {"device": "cpu"},
        }
    )


def measure(role: str, chosen: Experiment) -> dict[str, float]:
    """Seconds until it is done, and how late the event loop was meanwhile (milliseconds)."""
    from PySide6.QtCore import Qt, QTimer

    from workbench.gui.workshop.window import WorkshopWindow

    lateness, times = Lateness(), [0.0, 0.0]
    with program() as (app, shown, show):
        timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lateness.beat)

        def begin() -> None:
            lateness.mark()
            times[0] = time.perf_counter()
            (shown.dialogs.show_workshop if role == "workshop" else shown.start)()
            if role == "workshop":
                _when(shown.findChild(WorkshopWindow).isVisible, count)

        def count() -> None:
            workshop = shown.findChild(WorkshopWindow)
            workshop.show_tab(1)
            _when(lambda: workshop.statistics.description is not None, lambda: (measured(), app.exit()))

        def measured() -> None:
            times[1] = time.perf_counter()
            timer.stop()

        def listen(events: list[Any]) -> None:
            if any(event.type == "run" for event in events):
                measured()
                shown.training.stop()

        shown.training.received.connect(listen)
        shown.training.ended.connect(app.exit)
        shown.engine_ready.connect(lambda: QTimer.singleShot(1_000, lambda: shown.document.replace(chosen)))
        shown.engine_ready.connect(lambda: QTimer.singleShot(1_500, begin))  # the text is being read by then
        show()
        timer.start(BEAT_MS)
        app.exec()
        shown.close()
    return {"seconds": times[1] - times[0], **lateness.report()}


def _when(true: Callable[[], bool], then: Callable[[], object]) -> None:
    """Call ``then`` once it is true, asked ten times a second."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(100, lambda: then() if true() else _when(true, then))


def _in_a_process(role: str, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.preparing_window", "--role", role, "--text", str(file)]
    with tempfile.TemporaryDirectory() as home:
        settled = {"QT_QPA_PLATFORM": "offscreen", "OMP_WAIT_POLICY": "PASSIVE", "PYTHONFAULTHANDLER": "1"}
        environment = {**settled, **os.environ, "WORKBENCH_HOME": home}
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
