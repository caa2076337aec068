"""What the arguments of commands mean: an experiment's file, a run by its name, a checkpoint, settings of sampling."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from workbench import paths
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.config.missing import missing_files
from workbench.config.sections import Sampling
from workbench.config.yaml_io import apply_overrides, load_file
from workbench.errors import ExperimentError, InputError
from workbench.messages import say

Which = Literal["best", "latest"] | int


def read_experiment(file: Path, overrides: Sequence[str]) -> Experiment:
    """The checked experiment in a file; a text that is not there is one more of its problems."""
    raw = apply_overrides(load_file(file), overrides)
    data = raw.get("data")
    missing = missing_files(data) if isinstance(data, dict) else []
    try:
        experiment = check(raw, str(file))
    except ExperimentError as error:
        raise ExperimentError([*missing, *error.problems], str(file)) from error
    if missing:
        raise ExperimentError(missing, str(file))
    return experiment


def find_run(path: Path) -> Path:
    """A run's folder, given as a path or as its name in the workspace."""
    named = paths.runs() / path
    return named if not paths.exists(path) and paths.exists(named) else path


def which_checkpoint(text: str) -> Which:
    """Which checkpoint an option names. Raises InputError."""
    if text.isdecimal() and text.isascii():
        return int(text)
    for name in ("best", "latest"):
        if text == name:
            return name
    message = say("There is no checkpoint “{name}”.", name=text)
    raise InputError(message, say("Choose best, latest, or a step that workbench checkpoints lists."))


def sampling_of(folder: Path, given: dict[str, Any]) -> Sampling:
    """The sampling settings of a run's experiment, with what was ``given`` in their place."""
    from workbench.runs import experiment_file
    from workbench.runs.folder import RunFolder

    settings = experiment_file.read_experiment(RunFolder.open(folder)).sampling.model_dump() | given
    return check({"sampling": settings}).sampling
