"""The program tries itself: the real window, a few real steps, a text, a saved file, a clean end."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from workbench import __version__
from workbench.config import yaml_io
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.events import Evaluated, Event, GenerationEnded, JobFailed, RunEnded
from workbench.gui.first_paint import FirstPaint
from workbench.gui.forms.later import Later
from workbench.gui.main_window import MainWindow
from workbench.gui.opening import make_window, show_window
from workbench.gui.settings import WindowSettings

TIMEOUT_SECONDS = 120.0
POLL_MS = 20


class SelfTestError(Exception):
    """One step of the self-test did not do what it should."""


def tiny_experiment() -> Experiment:
    """An experiment that takes a second or two on any machine."""
    return check(
        {
            "name": "self-test",
            "data": {"source": "sample:stories", "sample_characters": 20_000},
            "model": {"architecture": "gpt", "layers": 1, "heads": 2, "width": 32},
            "schedule": {"name": "cosine", "warmup_steps": 5},
            "training": {
                "steps": 60,
                "batch_size": 8,
                "context_length": 32,
                "evaluate_every": 30,
                "evaluation_tokens": 1024,
            },
            "sampling": {"prompt": "Once", "max_tokens": 40},
        }
    )


def run_self_test(app: QApplication) -> dict[str, Any]:
    """Do it all in the open window; the report has ``ok`` and, if not, ``error``."""
    started = time.perf_counter()
    report: dict[str, Any] = {"type": "self-test", "ok": False, "version": __version__}
    report["platform"] = QGuiApplication.platformName()
    with (
        tempfile.TemporaryDirectory(prefix="workbench-self-test-", ignore_cleanup_errors=True) as folder,
        _workspace_in(Path(folder)),
    ):
        window, later = make_window(app, WindowSettings(Path(folder)))
        trial = _Trial(window, later, Path(folder))
        try:
            report |= trial.run()
            report["ok"] = True
        except SelfTestError as error:
            report["error"] = str(error)
        finally:
            trial.close()
    report["seconds"] = round(time.perf_counter() - started, 2)
    return report


@contextmanager
def _workspace_in(folder: Path) -> Iterator[None]:
    """Meanwhile, runs and caches go there: the user's own list of runs is left alone."""
    before = os.environ.get("WORKBENCH_HOME")
    os.environ["WORKBENCH_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["WORKBENCH_HOME"]
        else:
            os.environ["WORKBENCH_HOME"] = before


class _Trial:
    """One pass through the window, with everything that its jobs said."""

    def __init__(self, window: MainWindow, later: Later, folder: Path) -> None:
        self._window = window
        self._later = later
        self._folder = folder
        self._events: list[Event] = []
        self._engine_ready = False
        self._seen_loaded: frozenset[str] | None = None
        window.engine_ready.connect(self._note_engine)
        window.engine_failed.connect(self._events.append)
        window.training.received.connect(self._events.extend)
        window.writing.received.connect(self._events.extend)

    def run(self) -> dict[str, Any]:
        window = self._window
        show_window(window, self._later)
        FirstPaint(window).done.connect(self._note_paint)
        self._wait(lambda: self._seen_loaded is not None, "the first paint")
        if "torch" in (self._seen_loaded or ()):
            raise SelfTestError("torch was imported before the window was painted")
        self._wait(lambda: self._engine_ready, "the engine to start")
        window.document.replace(tiny_experiment())
        window.start()
        ended = self._wait_for(RunEnded, "training to end")
        losses = [event.val_loss for event in self._events if isinstance(event, Evaluated)]
        if not losses[-1] < losses[0]:
            raise SelfTestError(f"the validation loss did not fall: {losses}")
        self._wait(lambda: not window.training.busy, "the run to close")
        window.playground.generate()
        text = self._wait_for(GenerationEnded, "the playground to write")
        file = self._folder / "experiment.yaml"
        window.document.save(file)
        if yaml_io.load(file) != window.document.experiment:
            raise SelfTestError("the saved experiment differs from the one in the window")
        return {"steps": ended.step, "first_loss": losses[0], "last_loss": losses[-1], "generated_tokens": text.tokens}

    def close(self) -> None:
        """End every job and the window."""
        self._window.training.close(int(TIMEOUT_SECONDS * 1000))
        self._window.document.discard_draft()
        self._window.close()

    def _note_paint(self) -> None:
        self._seen_loaded = frozenset(sys.modules)

    def _note_engine(self) -> None:
        self._engine_ready = True

    def _wait_for(self, kind: type[Any], what: str) -> Any:
        self._wait(lambda: any(isinstance(event, kind) for event in self._events), what)
        return next(event for event in self._events if isinstance(event, kind))

    def _wait(self, done: Callable[[], bool], what: str) -> None:
        """Run the event loop until ``done()``, a failed job, or the time limit."""
        loop, timer = QEventLoop(), QTimer()
        deadline = time.monotonic() + TIMEOUT_SECONDS

        def look() -> None:
            if done() or self._failure() or time.monotonic() > deadline:
                loop.quit()

        timer.timeout.connect(look)
        timer.start(POLL_MS)
        loop.exec()
        failure = self._failure()
        if failure:
            raise SelfTestError(f"while waiting for {what}: {failure.message}")
        if not done():
            raise SelfTestError(f"waited {TIMEOUT_SECONDS:.0f} s for {what}")

    def _failure(self) -> JobFailed | None:
        return next((event for event in self._events if isinstance(event, JobFailed)), None)
