"""How long after the start of the process is the window painted and ready for a click?

    python -m tests.benchmarks.start [--rounds 10]

Each round starts the program as a double click does, in a process of its own, and waits until the
window is painted and the event loop answers. Beside it, in turns, an empty window of Qt: the time
that no program with PySide6 can avoid. A first, cold round of each is left out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time


def main() -> None:
    """Start both in turns and print the medians, or (with --role) be one of them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=10)
    arguments.add_argument("--role", choices=["workbench", "empty"])
    arguments.add_argument("--begun", type=float, help="the monotonic clock when the process was started")
    given = arguments.parse_args()
    if given.role:
        {"workbench": workbench, "empty": empty}[given.role](given.begun)
        return
    results: dict[str, list[float]] = {"workbench": [], "empty": []}
    for _ in range(given.rounds + 1):
        for role, times in results.items():
            times.append(_in_a_process(role))
    _report({role: times[1:] for role, times in results.items()})


def workbench(begun: float) -> None:
    """The real window, through the door of a double click."""
    from workbench.terminal.doors import Doors, enter

    def open_window(path: object) -> int:
        from workbench import app
        from workbench.gui.main_window import MainWindow

        shown = MainWindow.showEvent

        def show_event(self: MainWindow, event: object) -> None:
            shown(self, event)  # type: ignore[arg-type]
            _leave_when_painted(begun)

        MainWindow.showEvent = show_event  # type: ignore[method-assign, assignment]
        return app.run()

    enter(Doors(open_window, dict), [])


def empty(begun: float) -> None:
    """A main window of Qt with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    _leave_when_painted(begun)
    app.exec()


def _leave_when_painted(begun: float) -> None:
    from PySide6.QtCore import QCoreApplication, QTimer

    def ready() -> None:
        QCoreApplication.processEvents()  # what is left of the first paint
        print(time.monotonic() - begun, flush=True)
        os._exit(0)

    QTimer.singleShot(0, ready)


def _in_a_process(role: str) -> float:
    with tempfile.TemporaryDirectory() as home:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "WORKBENCH_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # without byte code every start would compile the program
        command: list[str] = [sys.executable, "-m", "tests.benchmarks.start", "--role", role]
        command += ["--begun", str(time.monotonic())]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def _report(results: dict[str, list[float]]) -> None:
    from tests.benchmarks.setup import machine

    print(f"{machine()}, medians of {len(results['workbench'])} starts, in turns")
    for role, label in (("workbench", "LM Workbench"), ("empty", "an empty Qt window")):
        times = results[role]
        print(f"{label}: ready after {statistics.median(times):.2f} s (from {min(times):.2f} to {max(times):.2f})")


if __name__ == "__main__":
    main()
