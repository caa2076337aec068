"""Have open choices of an experiment settled by measurement, before its run begins."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.batches import Batches
from workbench.events import Emit
from workbench.training.device import Hardware
from workbench.training.memory import memory_errors
from workbench.training.tuning import Tuner
from workbench.training.tuning_store import TuningStore


def tuned(
    experiment: Experiment, hardware: Hardware, vocab_size: int, tokens: NDArray[Any], emit: Emit, control: JobControl
) -> Hardware:
    """The hardware that a new run of this experiment uses; emits Stage while it measures, and every Choice.

    ``tokens`` is the training text as 1-D ids. What was measured on this machine before is not
    measured again. Raises DeviceError when memory is short.
    """
    settings = experiment.training
    batches = Batches(tokens, settings.context_length, settings.batch_size, settings.seed)
    store = TuningStore(paths.cache() / "tuning.json", experiment, vocab_size)
    tuner = Tuner(experiment, vocab_size, batches, emit, lambda: control.stop_requested, store)
    with memory_errors(settings.batch_size, settings.context_length):
        found = tuner.tune(hardware)
    for choice in found.choices:
        if choice.what != "attention" or "heads" in type(experiment.model).model_fields:
            emit(choice)
    return found
