"""What the arguments of commands mean: a run by its name, a checkpoint, settings of sampling."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from workbench import paths
from workbench.config.check import check
from workbench.config.sections import Sampling
from workbench.errors import InputError
from workbench.messages import say

Which = Literal["best", "latest"] | int


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
    from workbench.runs.experiment_file import read_experiment
    from workbench.runs.folder import RunFolder

    settings = read_experiment(RunFolder.open(folder)).sampling.model_dump() | given
    return check({"sampling": settings}).sampling
