"""How long after the start of the process is the window painted and ready for a click?

    python -m tests.benchmarks.start [--rounds 10]
    python -m tests.benchmarks.start --program /usr/bin/lm-workbench [--platform xcb]

Each round starts the program as a double click does, in a process of its own, and waits until the
window is painted and the event loop answers. Beside it, in turns: a bare window with an empty plot of
pyqtgraph, which no program with PySide6 and pyqtgraph can be quicker than; and an empty window of Qt.
``--program`` measures an installed bundle, all three in the same bundle, since it stands in for Python. The first,
cold round is left out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

LABELS = {"workbench": "LM Workbench", "plot": "a bare window with a plot", "empty": "an empty Qt window"}
MOST = 1.3
"""How many times as long as the bare window with a plot it may take."""


def main() -> None:
    """Start all in turns and print the medians, or (with --role) be one of them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=10)
    arguments.add_argument("--program", type=Path, help="an installed program instead of this checkout")
    arguments.add_argument("--platform", default="offscreen", help="the platform of Qt: offscreen, xcb, wayland ...")
    arguments.add_argument("--role", choices=list(LABELS))
    arguments.add_argument("--begun", type=float, help="the monotonic clock when the process was started")
    given = arguments.parse_args()
    if given.role:
        {"workbench": workbench, "plot": plot, "empty": empty}[given.role](given.begun)
        return
    results: dict[str, list[float]] = {role: [] for role in LABELS}
    for _ in range(given.rounds + 1):
        for role, times in results.items():
            times.append(_in_a_process(role, given.program, given.platform))
    _report({role: times[1:] for role, times in results.items()})


def workbench(begun: float) -> None:
    """The real window, through the door of a double click."""
    from workbench import __main__ as door

    open_window = door.open_window

    def watched(path: Path | None) -> int:
        from workbench.gui.main_window import MainWindow

        show = MainWindow.show

        def show_watched(self: MainWindow) -> None:
            show(self)
            _leave_when_painted(self, begun)

        MainWindow.show = show_watched  # type: ignore[method-assign]
        return open_window(path)

    door.open_window = watched
    sys.argv = sys.argv[:1]
    door.main()


def plot(begun: float) -> None:
    """A main window with an empty plot in it."""
    import pyqtgraph

    _bare(begun, pyqtgraph.PlotWidget)


def empty(begun: float) -> None:
    """A main window of Qt with nothing in it."""
    from PySide6.QtWidgets import QWidget

    _bare(begun, QWidget)


def _bare(begun: float, content: type) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(content())
    window.resize(1280, 800)
    window.show()
    _leave_when_painted(window, begun)
    app.exec()


def _leave_when_painted(window: QMainWindow, begun: float) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    def ready() -> None:
        print(time.monotonic() - begun, flush=True)
        os._exit(1 if "torch" in sys.modules else 0)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() in (QEvent.Type.Expose, QEvent.Type.Paint):
                QTimer.singleShot(0, ready)  # everything in the window is painted where this event is handled
            return False

    window.windowHandle().installEventFilter(Watch(window))


def _in_a_process(role: str, program: Path | None, platform: str) -> float:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": platform, "WORKBENCH_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # without byte code every start would compile the program
        command = [sys.executable, "-m", "tests.benchmarks.start"] if program is None else [str(program), __file__]
        command += ["--role", role, "--begun", str(time.monotonic())]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=60)
    return float(done.stdout.split()[-1])


def _report(results: dict[str, list[float]]) -> None:
    from tests.benchmarks.setup import machine

    print(f"{machine()}, medians of {len(results['workbench'])} starts, in turns")
    for role, label in LABELS.items():
        times = results[role]
        print(f"{label}: ready after {statistics.median(times):.2f} s (from {min(times):.2f} to {max(times):.2f})")
    ratio = statistics.median(results["workbench"]) / statistics.median(results["plot"])
    print(f"{ratio:.2f} times the bare window with a plot; at most {MOST} is wanted")


if __name__ == "__main__":
    main()
