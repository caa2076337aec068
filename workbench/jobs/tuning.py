"""Have open choices of an experiment settled by measurement, before its run begins."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Emit, Notice
from workbench.machine import OtherPrograms
from workbench.messages import say
from workbench.training.device import Hardware
from workbench.training.laboratory import Laboratory
from workbench.training.trial_answers import answers_file
from workbench.training.tuning import Tuner
from workbench.training.tuning_store import TuningStore

_DISTURBED = 0.2
"""A part of all processors' time above which other programs may have decided a trial."""


def tuned(
    experiment: Experiment, hardware: Hardware, vocab_size: int, tokens: NDArray[Any], emit: Emit, control: JobControl
) -> Hardware:
    """The hardware that a new run of this experiment uses; emits Stage while it measures, and every Choice.

    ``tokens`` is the training text as 1-D ids. What was measured on this machine before is not
    measured again. A trial that other programs disturbed is told of, and remembered all the same: two runs
    of one experiment are to give the same numbers.
    """
    others = OtherPrograms()
    store = TuningStore(answers_file(), experiment, vocab_size)
    with Laboratory(experiment, vocab_size, tokens, lambda: control.stop_requested) as laboratory:
        found = Tuner(experiment, vocab_size, laboratory, emit, store).tune(hardware)
        tried = laboratory.asked
    share = others.share()
    if tried and share > _DISTURBED:
        text = say(
            "Other programs had {share:.0%} of the processors while settings were tried, so that another choice may be "
            "faster. Run > Measure settings anew (or workbench cache --forget-trials) has the next run try again.",
            share=share,
        )
        emit(Notice(text))
    for choice in found.choices:
        if choice.what != "attention" or "heads" in type(experiment.model).model_fields:
            emit(choice)
    return found
