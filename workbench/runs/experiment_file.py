"""The experiment of a run, as its folder holds it."""

from __future__ import annotations

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import load
from workbench.errors import RunFormatError
from workbench.messages import say
from workbench.runs.folder import RunFolder


def read_experiment(run: RunFolder) -> Experiment:
    """The settings that a run goes on with.

    Raises RunFormatError where the file is missing, InputError (ExperimentError for its settings)
    where it cannot be used.
    """
    if not paths.exists(run.experiment_file):
        raise RunFormatError(
            say(
                "{file} is missing in {folder}: it holds the settings of the run.",
                file="experiment.yaml",
                folder=run.path,
            ),
            say("Restore it from a copy of the folder; without it the run's curves can still be opened."),
        )
    return load(run.experiment_file)
