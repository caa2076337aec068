"""Does the window stay quick while a model trains, and does it slow the training down?

    python -m tests.benchmarks.window [--text FILE] [--turns 20] [--seconds 60] [--rounds 3] [--automatic]

Two processes train the same model, one without a window and one in the real window. Both are there all the time, and in
turns one of them is stopped (SIGSTOP, so not on Windows) and the other goes on for a few seconds: the speed of a
machine in use changes by a fifth within a minute, and so it changes for both alike. Printed are the steps per second of
both (medians over the turns) and the median of the ratio of each two turns, evaluations left out.

Then, in a process of its own, the delay of the window's event loop: a timer that should fire every 5 ms notes by how
much it is late, in the training and in the seconds before it, in which torch is imported.

With --automatic only the delay is measured, in a run that chooses its settings by trial, compiling
included: "before" is then the trial as well, and the training begins with the compiler at work.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.lateness import BEAT_MS, Lateness, program
from tests.benchmarks.setup import machine, parser, readme_experiment
from workbench.config.experiment import Experiment
from workbench.machine import physical_cores

MANY_STEPS = 1_000_000
TURN_SECONDS, SETTLING_SECONDS = 3.0, 0.5
"""How long each goes on, and how long it may first fetch back what the other took of the caches."""
WARM_UP_TURNS = 2


def main() -> None:
    """Measure and print, or (with --role) be what is measured."""
    arguments = parser(__doc__ or "")
    arguments.add_argument("--turns", type=int, default=20)
    arguments.add_argument("--seconds", type=float, default=60.0)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--automatic", action="store_true")
    arguments.add_argument("--role", choices=["headless", "window", "delay"], help=argparse.SUPPRESS)
    arguments.add_argument("--until", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.role:
        experiment = _experiment(given.text, given.role, given.automatic)
        print(json.dumps(play(given.role, experiment, given.seconds, given.until)))
        return
    print(f"{machine()}, {given.turns} turns of {TURN_SECONDS:.0f} s, delay {given.rounds} times {given.seconds:.0f} s")
    if not given.automatic:
        tell_speeds(given.text, given.turns)
    for _ in range(given.rounds):
        tell_delay(given.text, given.seconds, given.automatic)


def tell_speeds(text: Path, turns: int) -> None:
    """Steps per second without a window and in it."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        until = Path(folder) / "until"
        players = [stack.enter_context(_player(role, text, ["--until", str(until)])) for role in ("headless", "window")]
        turned: list[list[tuple[float, float]]] = [[] for _ in players]
        for player in players:
            assert player.stdout is not None
            player.stdout.readline()  # it says that it trains
            player.send_signal(signal.SIGSTOP)
        for _ in range(WARM_UP_TURNS + turns):
            for player, times in zip(players, turned, strict=True):
                times.append(_turn(player))
        until.touch()
        for player in players:
            player.send_signal(signal.SIGCONT)
        notes = [json.loads(player.communicate()[0].splitlines()[-1]) for player in players]
    speeds = [
        [_speed(noted, *turn) for turn in times[WARM_UP_TURNS:]] for noted, times in zip(notes, turned, strict=True)
    ]
    alone, shown = map(statistics.median, speeds)
    ratios = [second / first for first, second in zip(*speeds, strict=True)]
    low, middle, high = statistics.quantiles(ratios)
    print(f"steps/s without window: {alone:.1f}   in the window: {shown:.1f}", end="   ")
    print(f"ratio: {middle:.3f} (half of the turns between {low:.3f} and {high:.3f})", flush=True)


def tell_delay(text: Path, seconds: float, automatic: bool) -> None:
    """How late the event loop is."""
    with _player("delay", text, ["--seconds", str(seconds)] + ["--automatic"] * automatic) as player:
        found = json.loads(player.communicate()[0].splitlines()[-1])
    delays = f"median {found['p50']:.1f} ms, p99 {found['p99']:.1f} ms, max {found['max']:.1f} ms"
    print(f"event-loop delay: {delays} while training; max {found['max_before']:.1f} ms before it", flush=True)


def _turn(player: subprocess.Popen[str]) -> tuple[float, float]:
    """From when to when it was let go on and had settled."""
    player.send_signal(signal.SIGCONT)
    began = _go_on(player, SETTLING_SECONDS)
    ended = _go_on(player, TURN_SECONDS)
    player.send_signal(signal.SIGSTOP)
    return began, ended


def _go_on(player: subprocess.Popen[str], seconds: float) -> float:
    """The time after so many seconds, in which it has not ended."""
    with suppress(subprocess.TimeoutExpired):
        sys.exit(f"a process ended with exit code {player.wait(seconds)}")
    return time.perf_counter()


def _speed(noted: list[tuple[float, int]], began: float, ended: float) -> float:
    """Steps per second by what was noted within these times."""
    within = [(at, step) for at, step in noted if began <= at <= ended]
    (first, begin), (last, end) = within[0], within[-1]
    return (end - begin) / (last - first)


def play(role: str, experiment: Experiment, seconds: float, until: Path | None) -> Any:
    """Train until it is over: every time and step that was noted, or how late the event loop was."""
    notes = _Notes(seconds, until)
    if role == "headless":
        headless(experiment, notes)
        return notes.steps
    lateness = Lateness() if role == "delay" else None
    window(experiment, notes, lateness)
    return notes.steps if lateness is None else lateness.report()


def headless(experiment: Experiment, notes: _Notes) -> None:
    """The engine alone."""
    from workbench.control import JobControl
    from workbench.jobs.train import train

    control = JobControl()

    def listen(event: Any) -> None:
        notes.take(event)
        if notes.over():
            control.stop()

    with tempfile.TemporaryDirectory() as folder:
        train(experiment, listen, control, root=Path(folder))


def window(experiment: Experiment, notes: _Notes, lateness: Lateness | None) -> None:
    """The real window; with ``lateness``, how late its event loop is as well."""
    from PySide6.QtCore import Qt, QTimer

    with program() as (app, shown, show):

        def listen(events: list[Any]) -> None:
            for event in events:
                notes.take(event)
                if event.type == "run" and lateness:
                    lateness.mark()
            if notes.over():
                shown.training.stop()

        shown.document.replace(experiment)
        shown.training.received.connect(listen)
        shown.training.ended.connect(app.quit)
        shown.engine_ready.connect(shown.start)
        timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        show()
        if lateness:
            timer.timeout.connect(lateness.beat)
            timer.start(BEAT_MS)
        app.exec()
        timer.stop()
        shown.close()


class _Notes:
    """When which step was told of, and when it is enough."""

    def __init__(self, seconds: float, until: Path | None) -> None:
        self.steps: list[tuple[float, int]] = []
        self._seconds = seconds
        self._until = until

    def take(self, event: Any) -> None:
        if event.type == "steps":
            if not self.steps:
                print("it trains", flush=True)
            self.steps.append((time.perf_counter(), event.first_step + len(event.losses) - 1))

    def over(self) -> bool:
        if self._until is not None:
            return self._until.exists()
        return bool(self.steps) and time.perf_counter() - self.steps[0][0] > self._seconds


def _experiment(text: Path, role: str, automatic: bool) -> Experiment:
    made = readme_experiment(text, "gpt", MANY_STEPS, layers=4, heads=4, width=128)
    if automatic:
        return made
    # The same on both sides, and no trial of faster ways before the first step. Batches in shares keep two threads
    # of Python busy, beside the window's own.
    settled = {"precision": "fp32", "compile": "off", "attention": "flash", "threads": physical_cores()}
    settled |= {"shares": min(2, physical_cores()), "products": "onednn"}
    if role != "delay":
        rare = {"evaluate_every": MANY_STEPS, "checkpoint_every": MANY_STEPS}
        made = made.with_section("training", made.training.model_copy(update=rare))
    return made.with_section("runtime", made.runtime.model_copy(update=settled))


@contextmanager
def _player(role: str, text: Path, more: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process of this benchmark, with nothing remembered of earlier ones."""
    command = [sys.executable, "-m", "tests.benchmarks.window", "--role", role, "--text", str(text), *more]
    with tempfile.TemporaryDirectory() as home:
        settled = {"QT_QPA_PLATFORM": "offscreen", "OMP_WAIT_POLICY": "PASSIVE", "PYTHONFAULTHANDLER": "1"}
        environment = {**settled, **os.environ, "WORKBENCH_HOME": home}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as player:
            try:
                yield player
            finally:
                player.kill()


if __name__ == "__main__":
    main()
