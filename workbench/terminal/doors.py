"""The way to the window, and the way round it where there is no screen."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.config.experiment import Experiment
from workbench.config.presets import first_experiment
from workbench.config.yaml_io import load
from workbench.control import JobControl
from workbench.errors import WorkbenchError
from workbench.events import Emit, GenerationEnded
from workbench.messages import say
from workbench.paths import exists
from workbench.runs.opening import run_of
from workbench.terminal.display import has_display, missing_packages
from workbench.terminal.output import printable, stdout
from workbench.terminal.reporters import choose_reporter
from workbench.terminal.running import attempt, run_job

NO_DISPLAY = """There is no display here, so the window cannot open.
Training the experiment “{name}” in this terminal instead; Ctrl-C stops cleanly.
For the window, start LM Workbench in a desktop session. All commands: workbench --help
"""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the command line needs of the desktop application, without knowing it."""

    window: Callable[[Path | None], int]
    """Opens the window, on a file or folder if given, and returns the exit code."""
    self_test: Callable[[], dict[str, Any]]
    """Opens the window and tries everything once; the report says ``ok``."""


def asks_for_window(arguments: Sequence[str]) -> bool:
    """Whether a command line is a double click: nothing at all, or alone an experiment file, a run, or a text.

    No command has a dot or a slash in its name, so that a file or folder with one is never taken for a command.
    """
    if len(arguments) != 1:
        return not arguments
    [given], path = arguments, Path(arguments[0])
    is_place = "." in given or "/" in given or os.sep in given
    return _is_experiment(path) or run_of(path) is not None or (is_place and exists(path))


def enter(doors: Doors, arguments: Sequence[str]) -> int:
    """Open the window for a command line that asks for it, without the time that reading commands takes."""
    return attempt(lambda: open_window(doors, Path(arguments[0]) if arguments else None))


def open_window(doors: Doors, path: Path | None) -> int:
    """Open the window; where there is no screen, say so and train in the terminal instead."""
    run = None if path is None else run_of(path)
    if has_display():
        _need_libraries()
        return doors.window(run or (path and path.absolute()))
    if run is not None:
        raise WorkbenchError(
            say("There is no display here, so the run cannot be shown."),
            say("Go on with it by: workbench resume {path}", path=run),
        )
    if path is not None and not _is_experiment(path):
        raise WorkbenchError(
            say("There is no display here, so {path} cannot be shown.", path=path),
            say("Write an experiment with: workbench new. Name the text there as data.source, then train it."),
        )
    return train_instead(load(path) if path else first_experiment())


def run_self_test(doors: Doors) -> int:
    """Try the application itself, offscreen where there is no screen, and print its report as one JSON line."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _need_libraries()
    report = doors.self_test()
    stdout().line(json.dumps(report))
    return 0 if report["ok"] else 1


def train_instead(experiment: Experiment) -> int:
    """Train in the terminal, then let the model write: the main job, seen without a window."""
    output = stdout()
    output.line(NO_DISPLAY.format(name=printable(experiment.name)))

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.generate import generate_from_run
        from workbench.jobs.train import train

        ended = train(experiment, emit, control)
        if control.stop_requested:
            return

        def emit_text(event: object) -> None:
            if isinstance(event, GenerationEnded):
                output.line(f"\nWhat the model writes after training:\n\n{printable(event.prompt + event.text)}\n")

        generate_from_run(Path(ended.run_dir), experiment.sampling, emit_text, control)

    return run_job(job, choose_reporter(False, output), output)


def _is_experiment(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def _need_libraries() -> None:
    packages = missing_packages()
    if packages:
        raise WorkbenchError(
            say("The window cannot open: system libraries that Qt needs are missing."),
            say(
                "On Debian or Ubuntu: sudo apt-get install {packages}\nTraining works without them: workbench --help",
                packages=" ".join(packages),
            ),
        )
