"""Does the window stay quick while a model trains, and does it slow the training down?

    python -m tests.benchmarks.window [--text FILE] [--seconds 60] [--rounds 3] [--automatic]

Runs the same training in turns without a window and in the real window, each in a process of its
own, and prints the steps per second of both (medians and their ratio) and the delay of the
window's event loop: a timer that should fire every 5 ms notes by how much it is late. The delay is
measured in a run of its own, since such a timer takes time too; it is given for the training, and
for the seconds before it, in which torch is imported.

With --automatic only the delay is measured, in a run that chooses its settings by trial, compiling
included: "before" is then the trial as well, and the training begins with the compiler at work.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.lateness import BEAT_MS, Lateness, program
from tests.benchmarks.setup import machine, parser, readme_experiment
from workbench.config.experiment import Experiment
from workbench.machine import physical_cores

MANY_STEPS = 1_000_000
WARM_UP_SECONDS = 3.0


def main() -> None:
    """Measure in turns and print a table, or (with --role) do one measurement."""
    arguments = parser(__doc__ or "")
    arguments.add_argument("--seconds", type=float, default=60.0)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--automatic", action="store_true")
    arguments.add_argument("--role", choices=["headless", "window", "delay"])
    given = arguments.parse_args()
    if given.role:
        measures = {"headless": headless, "window": window, "delay": lambda *a: window(*a, watch=True)}
        experiment = _experiment(given.text, given.automatic)
        print(json.dumps(measures[given.role](experiment, given.seconds)))
        return
    roles = ["delay"] if given.automatic else ["headless", "window", "delay"]
    results: dict[str, list[dict[str, Any]]] = {role: [] for role in roles}
    for _ in range(given.rounds):
        for role in results:
            results[role].append(_in_a_process(role, given.text, given.seconds, given.automatic))
    _report(results, given.seconds)


def headless(experiment: Experiment, seconds: float) -> dict[str, Any]:
    """Steps per second of the engine alone."""
    from workbench.control import JobControl
    from workbench.jobs.train import train

    meter, control = _Meter(), JobControl()

    def listen(event: Any) -> None:
        meter.note(event)
        if meter.elapsed() > seconds:
            control.stop()

    with tempfile.TemporaryDirectory() as folder:
        train(experiment, listen, control, root=Path(folder))
    return {"steps_per_second": meter.speed()}


def window(experiment: Experiment, seconds: float, watch: bool = False) -> dict[str, Any]:
    """Steps per second in the window; with ``watch``, how late its event loop was as well."""
    from PySide6.QtCore import Qt, QTimer

    meter, lateness = _Meter(), Lateness()
    with program() as (app, shown, show):
        timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lateness.beat)

        def listen(events: list[Any]) -> None:
            for event in events:
                meter.note(event)
                if event.type == "run":
                    lateness.mark()
            if meter.elapsed() > seconds:
                shown.training.stop()

        shown.document.replace(experiment)
        shown.training.received.connect(listen)
        shown.training.ended.connect(app.quit)
        shown.engine_ready.connect(shown.start)
        show()
        if watch:
            timer.start(BEAT_MS)
        app.exec()
        timer.stop()
        shown.close()
    return {"steps_per_second": meter.speed(), **(lateness.report() if watch else {})}


class _Meter:
    """Steps per second of training time, the first seconds and the evaluations left out."""

    def __init__(self) -> None:
        self._begun: float | None = None
        self._rates: list[float] = []

    def note(self, event: Any) -> None:
        if event.type == "progress":
            if self._begun is None:
                self._begun = time.perf_counter()
            if self.elapsed() > WARM_UP_SECONDS:
                self._rates.append(event.tokens_per_second)

    def elapsed(self) -> float:
        return 0.0 if self._begun is None else time.perf_counter() - self._begun

    def speed(self) -> float:
        return statistics.fmean(self._rates) / (12 * 64)


def _experiment(text: Path, automatic: bool) -> Experiment:
    made = readme_experiment(text, "gpt", MANY_STEPS, layers=4, heads=4, width=128)
    if automatic:
        return made
    # The same on both sides, and no trial of faster ways before the first step. Batches in shares keep two threads
    # of Python busy, beside the window's own.
    settled = {"precision": "fp32", "compile": "off", "attention": "flash", "threads": physical_cores()}
    settled |= {"shares": min(2, physical_cores()), "products": "onednn"}
    return made.with_section("runtime", made.runtime.model_copy(update=settled))


def _in_a_process(role: str, text: Path, seconds: float, automatic: bool) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.window", "--role", role]
    command += ["--text", str(text), "--seconds", str(seconds)] + ["--automatic"] * automatic
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            "OMP_WAIT_POLICY": "PASSIVE",
            "PYTHONFAULTHANDLER": "1",
            **os.environ,
            "WORKBENCH_HOME": home,
        }
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _report(results: dict[str, list[dict[str, Any]]], seconds: float) -> None:
    speeds = {role: statistics.median(item["steps_per_second"] for item in items) for role, items in results.items()}
    print(f"{machine()}, {len(results['delay'])} rounds of {seconds:.0f} s each, in turns")
    if "window" in results:
        print(f"steps/s without window: {speeds['headless']:.1f}   in the window: {speeds['window']:.1f}", end="   ")
        print(f"ratio: {speeds['window'] / speeds['headless']:.3f}")
    for item in results["delay"]:
        print(
            f"event-loop delay: median {item['p50']:.1f} ms, p99 {item['p99']:.1f} ms, max {item['max']:.1f} ms", end=""
        )
        print(f" while training; max {item['max_before']:.1f} ms before it")


if __name__ == "__main__":
    main()
